"""Heritage, ceremonies and culture, as figures count them."""

from django.db.models import (
    Case,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear

from branches.models import (
    CeremonyRecord,
    CulturalActivity,
    CulturalFacility,
    CustomReform,
    HeritageActivity,
    HeritageSite,
)
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.expressions import choices, flag, number, unless, yes_no

_ATTENDANCE = (
    number("members", "党员（人次）"),
    number("villagers", "群众（人次）"),
    number("students", "学生（人次）"),
    number("attendance", "合计（人次）"),
)
_ALL = F("members") + F("villagers") + F("students")


def sites(question: RecordQuestion) -> QuerySet:
    """Sites registered on the day; `used` when an activity was held there between the beginning of 近年来 and the day."""
    held = HeritageActivity.objects.filter(
        site=OuterRef("pk"), held_on__gte=question.since, held_on__lte=question.as_of
    )
    return HeritageSite.objects.as_of(question.as_of).annotate(used=Exists(held))


def heritage_activities(question: RecordQuestion) -> QuerySet:
    """Education activities with all who came."""
    return HeritageActivity.objects.annotate(attendance=_ALL)


def ceremonies(question: RecordQuestion) -> QuerySet:
    """Weddings and funerals against the village's limits of their own day.

    `within` is not known without limits, or while a number that has a limit was not registered.
    """
    day = ExtractYear("held_on") * 10000 + ExtractMonth("held_on") * 100 + ExtractDay("held_on")
    number_of_day = OuterRef("day_number")
    reforms = (
        CustomReform.objects.filter(unit=OuterRef("unit"))
        .filter(Q(began__isnull=True) | Q(began__lte=number_of_day))
        .filter(Q(ended__isnull=True) | Q(ended__gt=number_of_day))
        .order_by(F("began").desc(nulls_last=True), "-pk")
    )
    wedding = Q(kind=CeremonyRecord.Kind.WEDDING)
    tables = Case(
        When(wedding, then=Subquery(reforms.values("wedding_tables")[:1])),
        default=Subquery(reforms.values("funeral_tables")[:1]),
        output_field=PositiveSmallIntegerField(),
    )
    over = Q(tables__gt=F("table_limit")) | Q(gift__gt=F("gift_limit"))
    unlimited = Q(table_limit__isnull=True, gift_limit__isnull=True)
    not_told = Q(table_limit__isnull=False, tables__isnull=True) | Q(gift_limit__isnull=False, gift__isnull=True)
    saved = ExpressionWrapper(F("reference_cost") - F("cost"), output_field=DecimalField())
    return (
        CeremonyRecord.objects.annotate(day_number=day)
        .annotate(table_limit=tables, gift_limit=Subquery(reforms.values("gift_limit")[:1]), saved=saved)
        .annotate(
            within=unless(over, unknown=unlimited | not_told),
            saved_ten_thousands=ExpressionWrapper(F("saved") / 10000, output_field=DecimalField()),
            cost_known=flag(Q(saved__isnull=False)),
        )
    )


def facilities(question: RecordQuestion) -> QuerySet:
    """Cultural facilities."""
    return CulturalFacility.objects.all()


def cultural_activities(question: RecordQuestion) -> QuerySet:
    """Cultural activities with all who came."""
    return CulturalActivity.objects.annotate(attendance=_ALL)


SOURCES = (
    Source(
        "heritage_site",
        "红色遗址",
        sites,
        "unit",
        (choices(HeritageSite, "grade"), yes_no("used", "用于教育"), yes_no("is_base", "爱国主义教育基地")),
        shown=(("name", "遗址"), ("grade", "保护级别")),
        register="heritage-sites",
    ),
    Source(
        "heritage_activity",
        "红色教育活动",
        heritage_activities,
        "unit",
        _ATTENDANCE,
        day="held_on",
        shown=(("title", "活动"), ("site__name", "遗址"), ("attendance", "人次")),
        register="heritage-activities",
    ),
    Source(
        "ceremony",
        "红白事",
        ceremonies,
        "unit",
        (
            choices(CeremonyRecord, "kind"),
            yes_no("within", "在规定以内"),
            yes_no("cost_known", "花费和参考花费都已登记"),
            number("saved", "节约（元）"),
            number("saved_ten_thousands", "节约（万元）"),
        ),
        day="held_on",
        shown=(("kind", "事项"), ("tables", "桌数"), ("table_limit", "桌数上限"), ("cost", "花费（元）")),
        register="ceremonies",
    ),
    Source(
        "cultural_facility",
        "文化设施",
        facilities,
        "unit",
        (choices(CulturalFacility, "kind"), number("area", "面积（㎡）"), number("cost", "投资（万元）")),
        day="built_on",
        shown=(("name", "设施"), ("kind", "类别"), ("area", "面积（㎡）")),
        register="cultural-facilities",
    ),
    Source(
        "cultural_activity",
        "群众文化活动",
        cultural_activities,
        "unit",
        (choices(CulturalActivity, "kind"), *_ATTENDANCE),
        day="held_on",
        shown=(("title", "活动"), ("kind", "类别"), ("attendance", "人次")),
        register="cultural-activities",
    ),
)
