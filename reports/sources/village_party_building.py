"""What 党建+ tells of a village: its projects, its service centre, its limits on ceremonies, its income."""

from django.db.models import Exists, OuterRef, Q

from branches.models import CollectiveIncome, CustomReform, IndustryProject, ServiceCentre
from reports.records.question import RecordQuestion
from reports.sources.expressions import flag, stands, yes_no
from reports.sources.village_facts import VillageFact


def _has(name: str, label: str, model, **conditions) -> VillageFact:
    """Whether the village has a record in force on the day; the model has periods and a `unit`."""
    return VillageFact(yes_no(name, label), lambda question: stands(model, question, **conditions))


def income_reaches(question: RecordQuestion):
    """Whether last year's operating income reached the office's number; not known where none was reported."""
    reported = CollectiveIncome.objects.filter(unit=OuterRef("pk"), year=question.as_of.year - 1)
    reached = reported.filter(operating__gte=question.rules["collective_income_threshold"])
    return flag(Q(Exists(reached)), unknown=~Q(Exists(reported)))


PARTY_BUILDING_FACTS = (
    _has("has_project", "有产业项目", IndustryProject),
    _has("has_culture", "有文化娱乐功能", ServiceCentre, has_culture=True),
    _has("has_health", "有医疗卫生功能", ServiceCentre, has_health=True),
    _has("has_care", "有养老托幼功能", ServiceCentre, has_care=True),
    _has(
        "has_reform", "有红白理事会和办事上限", CustomReform,
        has_council=True, wedding_tables__isnull=False, funeral_tables__isnull=False,
    ),
    VillageFact(yes_no("income_reaches", "经营性收入达到标准"), income_reaches),
)  # fmt: skip
