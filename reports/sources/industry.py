"""Industry projects, the households they lead, and what villages and households earn, as figures count them."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from branches.models import (
    CollectiveIncome,
    HouseholdIncome,
    HouseholdLink,
    IndustryProject,
    IndustryResult,
)
from portal.models.timebound import as_int
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.expressions import choices, end_of_year, flag, number, yes_no


def projects(question: RecordQuestion) -> QuerySet:
    """Projects in being on the day."""
    return IndustryProject.objects.as_of(question.as_of)


def results(question: RecordQuestion) -> QuerySet:
    """What projects came to, year by year."""
    return IndustryResult.objects.annotate(year_end=end_of_year())


def collective_incomes(question: RecordQuestion) -> QuerySet:
    """What villages earned, year by year."""
    return CollectiveIncome.objects.annotate(year_end=end_of_year())


def links(question: RecordQuestion) -> QuerySet:
    """Links in force at some time from the beginning of 近年来 up to the day; `now` those in force on the day."""
    day, since = as_int(question.as_of), as_int(question.since)
    begun = Q(began__isnull=True) | Q(began__lte=day)
    found = HouseholdLink.objects.filter(begun).filter(Q(ended__isnull=True) | Q(ended__gt=since))
    return found.annotate(
        now=flag(Q(ended__isnull=True) | Q(ended__gt=day)),
        by_project=flag(Q(project__isnull=False)),
        by_member=flag(Q(leader__isnull=False)),
    )


def household_incomes(question: RecordQuestion) -> QuerySet:
    """Yearly incomes with the year before's beside them; `led` when a project led the household in that year."""
    before = HouseholdIncome.objects.filter(household=OuterRef("household"), year=OuterRef("year") - 1)
    first, last = OuterRef("year") * 10000 + 101, OuterRef("year") * 10000 + 1231
    led = HouseholdLink.objects.filter(household=OuterRef("household"), project__isnull=False).filter(
        Q(began__isnull=True) | Q(began__lte=last), Q(ended__isnull=True) | Q(ended__gt=first)
    )
    return HouseholdIncome.objects.annotate(
        year_end=end_of_year(), led=Exists(led), before=Subquery(before.values("amount")[:1])
    ).annotate(gain=F("amount") - F("before"), has_before=flag(Q(before__isnull=False)))


SOURCES = (
    Source(
        "industry_project",
        "产业项目",
        projects,
        "unit",
        (
            choices(IndustryProject, "kind"),
            number("investment", "总投资（万元）"),
            number("jobs", "带动就业（人）"),
        ),
        shown=(("name", "产业项目"), ("kind", "产业类型"), ("operator_name", "经营主体")),
        register="industry-projects",
    ),
    Source(
        "industry_result",
        "产业项目年度成效",
        results,
        "project__unit",
        (
            choices(IndustryProject, "kind", "project__kind"),
            number("revenue", "营业收入（万元）"),
            number("collective_revenue", "村集体增收（万元）"),
            number("visitors", "接待游客（人次）"),
        ),
        day="year_end",
        shown=(("project__name", "产业项目"), ("year", "年度"), ("revenue", "营业收入（万元）"), ("visitors", "游客")),
        register="industry-results",
    ),
    Source(
        "collective_income",
        "村集体收入",
        collective_incomes,
        "unit",
        (number("operating", "经营性收入（万元）"), number("total", "总收入（万元）")),
        day="year_end",
        shown=(("year", "年度"), ("operating", "经营性收入（万元）")),
        register="collective-incomes",
    ),
    Source(
        "household_link",
        "带动农户",
        links,
        "household__unit",
        (
            yes_no("now", "当日仍在带动"),
            yes_no("by_project", "由产业项目带动"),
            yes_no("by_member", "由党员带动"),
            choices(HouseholdLink, "way"),
            number("household", "农户", "household_id"),
        ),
        shown=(
            ("household__number", "户编号"), ("household__head", "户主"), ("project__name", "产业项目"),
            ("leader__person__name", "带富党员"), ("way", "带动方式"),
        ),
        register="household-links",
    ),
    Source(
        "household_income",
        "农户收入",
        household_incomes,
        "household__unit",
        (
            yes_no("led", "当年由产业项目带动"),
            yes_no("has_before", "上年收入已填报"),
            number("gain", "比上年增收（元）"),
            number("household", "农户", "household_id"),
        ),
        day="year_end",
        shown=(("household__number", "户编号"), ("year", "年度"), ("amount", "年收入（元）"), ("before", "上年（元）")),
        register="household-incomes",
    ),
)  # fmt: skip
