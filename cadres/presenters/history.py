"""What was changed of a person, when, by whom, in which batch: out of the complete images kept of every row."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from cadres.models import Person
from cadres.presenters.values import HIDDEN, column_label, shown_value, unit_names_in
from portal.models import User

TRACKED = (
    "cadres.Appointment", "cadres.RankSpan", "cadres.Education", "cadres.Qualification", "cadres.Award",
    "cadres.Appraisal", "cadres.FamilyMember", "cadres.SourceTag", "cadres.Resume", "cadres.SpellConfirmation",
)  # fmt: skip
MOST = 400
ACTS = {"insert": "新增", "update": "修改", "delete": "删除"}
_OWN = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_obj_id", "pgh_context", "pgh_context_id", "person_id"}
_NOT_TOLD = HIDDEN | {"problems", "needs_review", "tail", "extra"}


@dataclass(frozen=True)
class Event:
    """One change of one record."""

    at: object
    by: str
    batch: int | None
    act: str
    what: str
    changes: list[tuple[str, str, str]]


def person_history(person: Person, *, family: bool) -> list[Event]:
    """The changes of a person and their facts, newest first, at most `MOST` of each kind; `family` only by right."""
    found = []
    for label in ("cadres.Person", *TRACKED):
        if label == "cadres.FamilyMember" and not family:
            continue
        found += _events(label, person)
    users = dict(User.objects.filter(pk__in={_user(one) for one, *_rest in found}).values_list("pk", "full_name"))
    units = unit_names_in(
        [
            value
            for _e, _l, changes in found
            for column, *pair in changes
            if column.endswith("unit_id")
            for value in pair
        ]
    )
    events = [_event(event, label, changes, users, units) for event, label, changes in found]
    return sorted(
        (one for one in events if one.changes or one.act != ACTS["update"]), key=lambda one: one.at, reverse=True
    )


def _events(label: str, person: Person) -> list[tuple]:
    """(event, model label, [(column, old, new)]) of one table, each compared with the image before it."""
    model = apps.get_model(label).pgh_event_model
    condition = {"pgh_obj_id": person.pk} if label == "cadres.Person" else {"person_id": person.pk}
    before: dict[int, dict] = {}
    found = []
    for event in model.objects.filter(**condition).select_related("pgh_context").order_by("pgh_id")[:MOST]:
        image = _image(event)
        old = before.get(event.pgh_obj_id, {})
        if event.pgh_label == "delete":
            old, image = image, {}
        changes = [
            (name, old.get(name), image.get(name)) for name in (image or old) if old.get(name) != image.get(name)
        ]
        found.append((event, label, changes))
        before[event.pgh_obj_id] = image
    return found


def _image(event) -> dict:
    values = {}
    for field in event._meta.concrete_fields:
        name = field.attname
        if name in _OWN or name in _NOT_TOLD:
            continue
        value = getattr(event, name)
        values[name] = value.as_int() if hasattr(value, "as_int") else value
    return values


def _event(event, label: str, changes: list, users: dict, units: dict) -> Event:
    context = event.pgh_context.metadata if event.pgh_context_id and event.pgh_context else {}
    texts = [
        (
            column_label(label, name),
            shown_value(label, name, old, units=units),
            shown_value(label, name, new, units=units),
        )
        for name, old, new in changes
    ]
    return Event(
        at=event.pgh_created_at, by=users.get(_user(event), _("系统")), batch=context.get("batch"),
        act=ACTS.get(event.pgh_label, event.pgh_label), what=str(apps.get_model(label)._meta.verbose_name),
        changes=[one for one in texts if one[1] != one[2]],
    )  # fmt: skip


def _user(event) -> int | None:
    context = event.pgh_context.metadata if event.pgh_context_id and event.pgh_context else {}
    user = context.get("user")
    return int(user) if str(user or "").isdecimal() else None
