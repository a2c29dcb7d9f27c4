"""Villages and communities as a denominator: one row each, with what every subject tells of a village on the day."""

from django.db.models import Exists, OuterRef

from portal.models import Unit, UnitSpan
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.village_facts import VILLAGES, VillageFact
from reports.sources.village_governance import GOVERNANCE_FACTS
from reports.sources.village_party_building import PARTY_BUILDING_FACTS

FACTS: tuple[VillageFact, ...] = (*GOVERNANCE_FACTS, *PARTY_BUILDING_FACTS)


def village_rows(question: RecordQuestion):
    """Every unit that was a village or community on the day, with the facts of all subjects."""
    spans = UnitSpan.objects.as_of(question.as_of).filter(unit=OuterRef("pk"), kind__in=VILLAGES)
    rows = Unit.objects.filter(Exists(spans))
    return rows.annotate(**{fact.column.name: fact.expression(question) for fact in FACTS})


VILLAGE = Source(
    name="village", label="村（社区）", rows=village_rows, unit="", day="", right=Permission.VIEW_ORGANIZATIONS,
    columns=tuple(fact.column for fact in FACTS), shown=(("name", "村（社区）"), ("township__name", "乡镇（街道）")),
)  # fmt: skip

SOURCES = (VILLAGE,)
