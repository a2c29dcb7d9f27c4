"""What village governance tells of a village: its compact, its points, its council, its assemblies."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from branches.models import PointsScheme, VillageAssembly, VillageCompact, VillageCouncil
from branches.rules.assemblies import periods_due
from portal.models import UnitSpan
from reports.records.question import RecordQuestion
from reports.records.source import SourceColumn
from reports.sources.village_facts import VILLAGES, VillageFact


def has_compact(question: RecordQuestion):
    """A version filed with the township and in force."""
    day = question.as_of
    held = Q(filed_on__lte=day, in_force_from__lte=day) & (Q(replaced_on__isnull=True) | Q(replaced_on__gt=day))
    return Exists(VillageCompact.objects.filter(held, unit=OuterRef("pk")))


def has_points(question: RecordQuestion):
    """A scheme of points in force."""
    held = Q(began_on__lte=question.as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=question.as_of))
    return Exists(PointsScheme.objects.filter(held, unit=OuterRef("pk")))


def has_council(question: RecordQuestion):
    """A council in being."""
    held = Q(founded_on__lte=question.as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=question.as_of))
    return Exists(VillageCouncil.objects.filter(held, unit=OuterRef("pk")))


def assemblies_due(question: RecordQuestion):
    """Assemblies of representatives due by the day: one for each period of the year that has ended."""
    return sum((_counted(Q(_was_village(first))) for first, _last in _periods(question)), start=Value(0))


def assemblies_held(question: RecordQuestion):
    """Periods due in which a quorate assembly was held.

    Null when a period has none but one whose attendance was not recorded: it cannot be told whether it stood.
    """
    quorate = _quorate(question)
    held, unsure = Value(0), Q(pk__in=[])
    for first, last in _periods(question):
        of_period = VillageAssembly.objects.filter(
            unit=OuterRef("pk"), kind=VillageAssembly.Kind.REPRESENTATIVES, held_on__range=(first, last)
        )
        due, stood = Q(_was_village(first)), Q(Exists(of_period.filter(quorate)))
        held = held + _counted(due & stood)
        unsure |= due & ~stood & Q(Exists(of_period.filter(Q(present__isnull=True) | Q(expected__isnull=True))))
    return Case(When(unsure, then=None), default=held, output_field=IntegerField())


def _periods(question: RecordQuestion):
    return periods_due(question.as_of, int(question.rules["village_assembly_cycle"]["per_year"]))


def _quorate(question: RecordQuestion):
    share = question.rules["village_assembly_quorum"]["representatives"]
    if share == "over_half":
        return Q(expected__lt=2 * F("present"))
    if share == "two_thirds":
        return GreaterThanOrEqual(3 * F("present"), 2 * F("expected"))
    return Q(present__gt=0, expected__isnull=False)


def _was_village(day):
    return Exists(UnitSpan.objects.as_of(day).filter(unit=OuterRef("pk"), kind__in=VILLAGES))


def _counted(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _flag(name: str, label: str) -> SourceColumn:
    return SourceColumn(name, label, "flag")


GOVERNANCE_FACTS = (
    VillageFact(_flag("compact", "有已备案并施行的村规民约"), has_compact),
    VillageFact(_flag("points_scheme", "有施行中的积分办法"), has_points),
    VillageFact(_flag("council", "有村民议事会"), has_council),
    VillageFact(SourceColumn("assemblies_due", "本年到期应开村民代表会议次数", "number"), assemblies_due),
    VillageFact(SourceColumn("assemblies_held", "其中已按期召开次数", "number"), assemblies_held),
)
