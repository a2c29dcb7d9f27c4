"""Places kept for cases: reserved once each, used by the appointment or given back."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import PostReservation, SelectionCase
from cadres.queries.establishment import body_of, kinds_needed, places_of
from portal.audit import record
from portal.models import Unit

State = PostReservation.State


@transaction.atomic
def reserve_places(*, case: SelectionCase, on: datetime.date, by) -> list[PostReservation]:
    """The places the case needs, kept for it; those it already has are not taken twice.

    Two approvals at once wait for each other at the unit's row. Raises ValidationError without a free place or
    without an approved number on file.
    """
    body = Unit.objects.select_for_update().get(pk=body_of(case.unit))
    mine = set(case.reservations.filter(state=State.HELD).values_list("kind", flat=True))
    wanted = [kind for kind in kinds_needed(case, on) if kind not in mine]
    if not wanted:
        return []
    standing, problems = places_of(body, on).places, []
    for kind in wanted:
        label = PostReservation.Kind(kind).label
        if standing[kind].approved is None:
            problems.append(_("“%(unit)s”没有登记核定的%(kind)s。") % {"unit": body.name, "kind": label})
        elif standing[kind].free <= 0:
            told = {"unit": body.name, "kind": label, "approved": standing[kind].approved,
                    "filled": standing[kind].filled, "held": standing[kind].held}  # fmt: skip
            problems.append(
                _("“%(unit)s”的%(kind)s已无空缺：核定%(approved)d，实配%(filled)d，拟使用%(held)d。") % told
            )
    if problems:
        raise ValidationError(problems, code="no_free_place")
    kept = [
        PostReservation.objects.create(
            case=case, unit=body, kind=kind, reserved_on=on, document_number=case.establishment_number
        )
        for kind in wanted
    ]
    record("postreservation.held", by=by, target=case, detail={"kinds": wanted, "unit": body.code})
    return kept


def require_free(kept: PostReservation) -> None:
    """Raises ValidationError when the unit has no free place of the kind for a new reservation made by hand."""
    Unit.objects.select_for_update().get(pk=kept.unit_id)
    if places_of(kept.unit, kept.reserved_on).places[kept.kind].free <= 0:
        raise ValidationError(
            {"kind": _("该机构的%(kind)s已无空缺。") % {"kind": kept.get_kind_display()}}, code="no_free_place"
        )


@transaction.atomic
def use_places(*, case: SelectionCase, on: datetime.date, by) -> int:
    """How many kept places the appointment used."""
    return _end(case, State.USED, on, by)


@transaction.atomic
def release_places(*, case: SelectionCase, on: datetime.date, by) -> int:
    """How many kept places were given back."""
    return _end(case, State.RELEASED, on, by)


def _end(case: SelectionCase, state: str, on: datetime.date, by) -> int:
    held = case.reservations.filter(state=State.HELD)
    count = 0
    for one in held:
        one.state, one.ended_on = state, max(on, one.reserved_on)
        one.save(update_fields=["state", "ended_on"])
        count += 1
    if count:
        record(f"postreservation.{state}", by=by, target=case, detail={"places": count})
    return count
