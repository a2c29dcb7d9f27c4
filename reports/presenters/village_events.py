"""What happened in a village: dated records of several registers, and disputes as numbers by month."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Model
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from branches.models import (
    CulturalActivity,
    Dispute,
    HeritageActivity,
    IndustryProject,
    Initiative,
    LawActivity,
    OrganizationChange,
    OrganizationElection,
    VenueProject,
    VillageAssembly,
    VillageCompact,
)
from portal.models import Unit
from portal.registers.catalogue import register_of
from portal.registers.columns import named_by
from portal.rules.roles import Permission

PARTY, GOVERNANCE, PROJECTS, ACTIVITIES, DISPUTES = "party", "governance", "projects", "activities", "disputes"
LANES = {
    PARTY: lazy("组织变动和换届"), GOVERNANCE: lazy("村民自治"), PROJECTS: lazy("项目"), ACTIVITIES: lazy("活动"),
    DISPUTES: lazy("矛盾纠纷（按月件数）"),
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One thing that happened on a day; `href` opens its record."""

    day: datetime.date
    lane: str
    what: str
    text: str
    href: str


@dataclass(frozen=True)
class _Kind:
    model: type[Model]
    day: str
    lane: str
    what: str
    name: Callable[[Model], str] = str
    place: str = "unit"


_KINDS = (
    _Kind(OrganizationChange, "on", PARTY, lazy("党组织变动"), place="organization__unit"),
    _Kind(
        OrganizationElection,
        "held_on",
        PARTY,
        lazy("换届选举"),
        lambda one: str(one.organization),
        "organization__unit",
    ),
    _Kind(VillageAssembly, "held_on", GOVERNANCE, lazy("村民会议"), lambda one: one.topic),
    _Kind(VillageCompact, "voted_on", GOVERNANCE, lazy("村规民约表决")),
    _Kind(VillageCompact, "in_force_from", GOVERNANCE, lazy("村规民约施行")),
    _Kind(Initiative, "began", PROJECTS, lazy("党建+项目启动")),
    _Kind(IndustryProject, "began", PROJECTS, lazy("产业项目启动")),
    _Kind(VenueProject, "proposed_on", PROJECTS, lazy("阵地项目立项")),
    _Kind(VenueProject, "accepted_on", PROJECTS, lazy("阵地项目验收")),
    _Kind(CulturalActivity, "held_on", ACTIVITIES, lazy("群众文化活动")),
    _Kind(HeritageActivity, "held_on", ACTIVITIES, lazy("红色教育活动")),
    _Kind(LawActivity, "held_on", ACTIVITIES, lazy("法治宣传活动")),
)


def events(unit: Unit, first: datetime.date, last: datetime.date, user) -> list[Event]:
    """What happened from the first to the last day, newest first, of the registers the account may view."""
    found = []
    for kind in _KINDS:
        register = register_of(kind.model)
        if not user.can(register.view if register else Permission.VIEW_ORGANIZATIONS):
            continue
        named = {*named_by(kind.model), *(("organization",) if kind.model is OrganizationElection else ())}
        for one in kind.model._default_manager.filter(**{kind.place: unit}).select_related(*sorted(named)):
            day = _known_day(getattr(one, kind.day))
            if day is not None and first <= day <= last:
                found.append(Event(day, kind.lane, str(kind.what), kind.name(one), _href(register, one)))
    return sorted(found, key=lambda event: (event.day, event.what, event.text), reverse=True)


def disputes_by_month(unit: Unit, first: datetime.date, last: datetime.date, user) -> dict[datetime.date, int]:
    """First day of a month → disputes found in it; numbers only, so that no party of one can be told."""
    register = register_of(Dispute)
    if register is None or not user.can(register.view):
        return {}
    rows = Dispute.objects.filter(unit=unit, found_on__range=(first, last)).order_by()
    by_month = rows.annotate(month=TruncMonth("found_on")).values_list("month").annotate(count=Count("pk"))
    return dict(by_month)


def lane_counts(found: list[Event], disputes: dict[datetime.date, int]) -> list[tuple[str, str, str]]:
    """(lane, label, how many) of every lane, for the text beside the drawing."""
    numbers = {lane: sum(event.lane == lane for event in found) for lane in LANES} | {DISPUTES: sum(disputes.values())}
    return [
        (lane, str(label), (_("%(n)d件") if lane == DISPUTES else _("%(n)d项")) % {"n": numbers[lane]})
        for lane, label in LANES.items()
    ]


def _href(register, record: Model) -> str:
    """The record's own page; a change of an organization stands on the organization's."""
    if register is None:
        return reverse("branches:organization", args=[record.organization_id])
    return reverse("portal:register-record", args=[register.name, record.pk])


def _known_day(value) -> datetime.date | None:
    return value.first_day() if hasattr(value, "first_day") else value
