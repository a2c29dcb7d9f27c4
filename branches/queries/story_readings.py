"""The numbers a story cites, read from their records as they stand now."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Model, QuerySet, Sum

from branches.models import (
    CaseStory,
    CeremonyRecord,
    CulturalActivity,
    CulturalFacility,
    DualCultivation,
    HeritageActivity,
    IndustryProject,
    IndustryResult,
    LeadingMember,
    PartyOrganization,
    ServiceCentre,
    StoryFigure,
)
from branches.rules.story_readings import StoryReading
from portal.models import Unit


@dataclass(frozen=True)
class Reading:
    """How one reading is made: its records, where their village stands, and what is read."""

    model: type[Model]
    place: str
    read: Callable[[Any], Any]


def _column(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


def _total(rows: QuerySet, expression) -> Any:
    return rows.aggregate(total=Sum(expression))["total"] or 0


def _households(record) -> int:
    return record.links.values("household").distinct().count()


READINGS: dict[str, Reading] = {
    StoryReading.PROJECT_INVESTMENT: Reading(IndustryProject, "unit", _column("investment")),
    StoryReading.PROJECT_JOBS: Reading(IndustryProject, "unit", _column("jobs")),
    StoryReading.PROJECT_HOUSEHOLDS: Reading(IndustryProject, "unit", _households),
    StoryReading.RESULT_REVENUE: Reading(IndustryResult, "project__unit", _column("revenue")),
    StoryReading.RESULT_VISITORS: Reading(IndustryResult, "project__unit", _column("visitors")),
    StoryReading.LEADER_HOUSEHOLDS: Reading(LeadingMember, "unit", _households),
    StoryReading.CENTRE_AREA: Reading(ServiceCentre, "unit", _column("area")),
    StoryReading.CENTRE_SERVED: Reading(
        ServiceCentre, "unit", lambda centre: _total(centre.logs, F("culture") + F("health") + F("care"))
    ),
    StoryReading.CHAIN_MEMBERS: Reading(PartyOrganization, "unit", lambda chain: chain.chain_memberships.count()),
    StoryReading.CHAIN_LAND: Reading(PartyOrganization, "unit", lambda chain: _total(chain.chain_issues, "land")),
    StoryReading.CULTIVATED: Reading(
        Unit, "pk", lambda unit: DualCultivation.objects.filter(unit=unit, state="achieved").count()
    ),
    StoryReading.RED_ATTENDANCE: Reading(
        Unit,
        "pk",
        lambda unit: _total(HeritageActivity.objects.filter(unit=unit), F("members") + F("villagers") + F("students")),
    ),
    StoryReading.SAVED: Reading(
        Unit, "pk", lambda unit: _total(CeremonyRecord.objects.filter(unit=unit), F("reference_cost") - F("cost"))
    ),
    StoryReading.FACILITY_AREA: Reading(CulturalFacility, "unit", _column("area")),
    StoryReading.CULTURAL_ACTIVITIES: Reading(
        Unit, "pk", lambda unit: CulturalActivity.objects.filter(unit=unit).count()
    ),
}


def records_of(story: CaseStory, reading: str) -> QuerySet:
    """The records of the story's village that the reading can be made from, newest first."""
    one = READINGS[reading]
    rows = one.model.objects.filter(**{one.place: story.unit_id}).order_by("-pk")
    if one.model is PartyOrganization:
        return rows.filter(category=PartyOrganization.Category.INDUSTRY_CHAIN)
    return rows


def value_now(figure: StoryFigure) -> str:
    """What the figure's record says now, as it is printed; empty when the record is gone or says nothing."""
    record = records_of(figure.story, figure.record_type).filter(pk=figure.record_id).first()
    value = None if record is None else READINGS[figure.record_type].read(record)
    if value is None:
        return ""
    return f"{Decimal(value).normalize():f}"


def changed_figures(story: CaseStory) -> list[tuple[StoryFigure, str]]:
    """The figures of a story whose record no longer says what it said at writing, each with what it says now."""
    found = [(figure, value_now(figure)) for figure in story.figures.select_related("story")]
    return [(figure, now) for figure, now in found if now != figure.value]
