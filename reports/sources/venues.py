"""Venues, their projects, money and equipment, as figures count them."""

from django.db.models import Q, QuerySet

from branches.models import ActivityVenue, FundAllocation, VenueEquipment, VenueProject
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.expressions import choices, flag, number, unless, yes_no

AREAS = ("main_area", "hall_area", "room_area", "square_area")


def venues(question: RecordQuestion) -> QuerySet:
    """Venues in use on the day; whether one meets the standard is not known while an area asked for is not measured."""
    standard = question.rules["venue_standard"]
    asked = {name: standard[name] for name in AREAS if standard[name]}
    short, unmeasured = Q(pk__in=[]), Q(pk__in=[])
    for name, least in asked.items():
        short |= Q(**{f"{name}__lt": least})
        unmeasured |= Q(**{f"{name}__isnull": True})
    for name in standard["functions"]:
        short |= Q(**{name: False})
    return ActivityVenue.objects.as_of(question.as_of).annotate(meets_standard=unless(short, unknown=unmeasured))


def allocations(question: RecordQuestion) -> QuerySet:
    """Sums given to projects."""
    return FundAllocation.objects.all()


def projects(question: RecordQuestion) -> QuerySet:
    """Projects with whether they were accepted by the day."""
    return VenueProject.objects.annotate(accepted=flag(Q(accepted_on__lte=question.as_of)))


def equipment(question: RecordQuestion) -> QuerySet:
    """Equipment given."""
    return VenueEquipment.objects.all()


_MONEY = (
    choices(FundAllocation, "source"),
    number("amount", "安排金额（万元）"),
    number("paid", "已支付金额（万元）"),
)
_PROJECT = (choices(VenueProject, "kind"), yes_no("accepted", "已验收"), number("total", "总投资（万元）"))
_PROJECT_SHOWN = (("name", "项目"), ("kind", "建设性质"), ("due_on", "计划验收"), ("accepted_on", "验收"))
_MONEY_SHOWN = (("project__name", "项目"), ("source", "资金来源"), ("amount", "安排（万元）"), ("paid", "支付（万元）"))

SOURCES = (
    Source(
        "venue",
        "活动阵地",
        venues,
        "unit",
        (yes_no("meets_standard", "达到标准"),),
        shown=(("name", "阵地"), ("main_area", "主体建筑（㎡）"), ("square_area", "广场（㎡）")),
        register="venues",
    ),
    Source(
        "fund_allocation", "专项资金下达", allocations, "project__unit", _MONEY,
        day="allocated_on", shown=_MONEY_SHOWN, register="fund-allocations",
    ),
    Source(
        "fund_payment", "专项资金支付", allocations, "project__unit", _MONEY,
        day="paid_on", shown=_MONEY_SHOWN, register="fund-allocations",
    ),
    Source(
        "venue_project_due", "计划验收的阵地项目", projects, "unit", _PROJECT,
        day="due_on", shown=_PROJECT_SHOWN, register="venue-projects",
    ),
    Source(
        "venue_project_accepted", "验收的阵地项目", projects, "unit", _PROJECT,
        day="accepted_on", shown=_PROJECT_SHOWN, register="venue-projects",
    ),
    Source(
        "venue_equipment",
        "设施设备",
        equipment,
        "unit",
        (choices(VenueEquipment, "kind"), number("quantity", "数量（件）"), number("value", "总价值（万元）")),
        day="provided_on",
        shown=(("name", "设备"), ("quantity", "数量"), ("value", "价值（万元）")),
        register="venue-equipment",
    ),
)  # fmt: skip
