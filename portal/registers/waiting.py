"""What waits for an account as the second person: records whose next step asks for somebody who did not enter them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.models import StepTaken
from portal.registers.catalogue import registers
from portal.registers.columns import named_by
from portal.registers.declaration import Register
from portal.registers.scope import visible
from portal.registers.steps import right_of
from portal.rules.flow import Step
from portal.rules.roles import Permission

MOST = 100


@dataclass(frozen=True)
class Waiting:
    """A record and the step it waits for; `place` names its unit, `last` is the step before, None without any."""

    register: Register
    step: Step
    record: Model
    place: str
    last: StepTaken | None


def waits_for(user) -> list[Waiting]:
    """What the account may take as the second person, what has waited longest first; at most MOST of each register.

    Two statements a register that has such steps, whatever the number of records. A condition of the step itself (a
    notice still running) is not asked here: the record's page says it.
    """
    found = []
    for register, offered in _offered(user):
        last = _last_steps(register.model, [record.pk for record, _step in offered])
        found += [
            Waiting(register, step, record, record.waiting_unit or "", last.get(record.pk)) for record, step in offered
        ]
    return sorted(found, key=lambda one: (one.last is not None, one.last.taken_at.timestamp() if one.last else 0))


def _offered(user) -> Iterator[tuple[Register, list[tuple[Model, Step]]]]:
    """Each register with steps the account may take as the second person, and its records with the step they wait for."""
    for register in registers().values():
        if steps := _steps(register, user):
            yield register, _records(register, steps, user)


def _steps(register: Register, user) -> list[Step]:
    if register.flow is None or not user.can(register.view):
        return []
    return [one for one in register.flow.steps if one.second_person and user.can(right_of(register, one))]


def _records(register: Register, steps: list[Step], user) -> list[tuple[Model, Step]]:
    field = register.flow.field
    states = {state for step in steps for state in step.sources}
    rows = _not_by(user, visible(register, user).filter(**{f"{field}__in": states}))
    rows = rows.select_related(*named_by(register.model)).annotate(waiting_unit=F(f"{register.scope}__name"))
    found = []
    for record in rows.order_by("pk")[:MOST]:
        offered = register.flow.steps_from(getattr(record, field), record)
        step = next((one for one in steps if one in offered), None)
        if step is not None:
            found.append((record, step))
    return found


def _not_by(user, rows: QuerySet) -> QuerySet:
    """Without the records the account entered or took the last step of (`portal.registers.steps.same_person`)."""
    taken = StepTaken.objects.filter(record_type=rows.model._meta.label_lower, record_id=OuterRef("pk"))
    last = taken.exclude(taken_by=None).order_by("-id").values("taken_by")[:1]
    rows = rows.annotate(last_by=Subquery(last)).filter(Q(last_by=None) | ~Q(last_by=user.pk))
    return rows.exclude(Exists(taken.filter(origin="", taken_by=user)))


def _last_steps(model: type[Model], numbers: list[int]) -> dict[int, StepTaken]:
    steps = StepTaken.objects.filter(record_type=model._meta.label_lower, record_id__in=numbers)
    return {one.record_id: one for one in steps.select_related("taken_by").order_by("id")}


def cards(user, as_of: datetime.date) -> list[dict]:
    """What the first page says of it, with the page that lists it."""
    if not user.can(Permission.APPROVE_RECORDS):
        return []
    number = sum(len(offered) for _register, offered in _offered(user))
    note = _("别人登记、须由您复核") if number else _("没有待办")
    return [
        {
            "label": _("待我复核"), "value": number, "unit": _("件"), "note": note, "href": reverse("portal:waiting"),
            "tone": "amber" if number else "",
        }
    ]  # fmt: skip
