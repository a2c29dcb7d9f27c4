"""Approved numbers (编制, 职数) of a day and whose they are: a township's organs and institutions share theirs.

What stands in a unit's own record is only its own part: the posts of a township's team are approved for its Party
committee, its congress and its government, each in a record of its own.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.models import Unit, UnitQuota
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

POSTS = ("chief_posts", "deputy_posts")
KIND_LABELS = {
    "chief_posts": _("正职领导职数"), "deputy_posts": _("副职领导职数"), "administrative": _("行政编制"),
    "institution_governed": _("参公事业编制"), "institution_other": _("事业编制"), "worker": _("工勤编制"),
    "other": _("其他编制"),
}  # fmt: skip
TOGETHER = (*TOWNSHIP_ORGANS, UnitKind.TOWNSHIP_INSTITUTION)


def body_of(unit: Unit) -> int:
    """Whose places a unit's are: a township's organs and institutions share theirs, every other unit has its own."""
    together = unit.kind in TOGETHER and unit.township_id
    return unit.township_id if together else unit.pk


def units_of(bodies: Iterable[int]) -> dict[int, Unit]:
    """Every unit of the bodies, the bodies themselves included, by its number."""
    bodies = set(bodies)
    units = Unit.objects.filter(Q(pk__in=bodies) | Q(township__in=bodies, kind__in=TOGETHER)).order_by("path")
    return {unit.pk: unit for unit in units if body_of(unit) in bodies}


def quotas_of(units: dict[int, Unit], day: datetime.date) -> dict[tuple[int, str], list[UnitQuota]]:
    """The records in force on the day that state a number, by body and kind.

    Posts approved for an institution of a township are no posts of its team and are left out.
    """
    found = defaultdict(list)
    quotas = UnitQuota.objects.as_of(day).filter(unit__in=units).select_related("unit").order_by("unit__path", "began")
    for quota in quotas:
        institution = units[quota.unit_id].kind == UnitKind.TOWNSHIP_INSTITUTION
        for kind in KIND_LABELS:
            if getattr(quota, kind) is not None and not (institution and kind in POSTS):
                found[body_of(units[quota.unit_id]), kind].append(quota)
    return found


def approved_of(unit: Unit, day: datetime.date) -> list[tuple[str, int | None, list[tuple[Unit, int]]]]:
    """(label, number, the units and numbers it is the sum of) of every kind for the body the unit belongs to; None: no record."""
    body = body_of(unit)
    found = quotas_of(units_of([body]), day)
    return [
        (
            label,
            sum(getattr(one, kind) for one in found[body, kind]) if (body, kind) in found else None,
            [(one.unit, getattr(one, kind)) for one in found.get((body, kind), []) if getattr(one, kind)],
        )
        for kind, label in KIND_LABELS.items()
    ]
