"""Industry chains, members who lead, and 双培双带, as figures count them."""

from django.db.models import Case, Count, ExpressionWrapper, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

from branches.models import ChainIssue, ChainMeeting, ChainMembership, DualCultivation, LeadingMember, PartyOrganization
from portal.models.timebound import as_int
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.expressions import RowCount, choices, flag, months_over, number, yes_no


def chains(question: RecordQuestion) -> QuerySet:
    """Chains' organizations in being on the day, with the months of the year in which meetings were due and held.

    A month is due when it is over by the day and the organization was in being from its first day to its last; it is
    met by as many meetings as the office's rule asks a month.
    """
    year, months = question.as_of.year, months_over(question.as_of)
    none = Cast(Value(0), IntegerField())  # in the first days of a year no month is over
    due = sum((_whole(year * 10000 + month * 100) for month in months), none)
    met = RowCount(_months_met(question, year, months)) if months else none
    return (
        PartyOrganization.objects.as_of(question.as_of)
        .filter(category=PartyOrganization.Category.INDUSTRY_CHAIN)
        .annotate(months_due=due, months_met=met)
    )


def _whole(month: int) -> Case:
    """1 when the organization was in being all through the month, given as yyyymm00."""
    begun = Q(began__isnull=True) | Q(began__lte=month + 1)
    following = month + 100 if month // 100 % 100 < 12 else (month // 10000 + 1) * 10000
    lasting = Q(ended__isnull=True) | Q(ended__gte=following)
    return Case(When(begun & lasting, then=Value(1)), default=Value(0), output_field=IntegerField())


def _months_met(question: RecordQuestion, year: int, months: list[int]) -> QuerySet:
    """One row for each due month of the organization with enough meetings."""
    start = ExtractYear("held_on") * 10000 + ExtractMonth("held_on") * 100
    held = ChainMeeting.objects.filter(
        organization=OuterRef("pk"), held_on__year=year, held_on__month__in=months, held_on__lte=question.as_of
    ).annotate(
        first=ExpressionWrapper(start + 1, output_field=IntegerField()),
        last=ExpressionWrapper(start + 31, output_field=IntegerField()),
    )
    return (
        held.filter(Q(organization__began__isnull=True) | Q(organization__began__lte=F("first")))
        .filter(Q(organization__ended__isnull=True) | Q(organization__ended__gt=F("last")))
        .order_by()
        .values("first")
        .annotate(times=Count("pk"))
        .filter(times__gte=question.rules["chain_meetings_per_month"])
        .values("first")
    )


def chain_members(question: RecordQuestion) -> QuerySet:
    """Members on the day of chains in being on the day."""
    existing = PartyOrganization.objects.as_of(question.as_of).filter(
        category=PartyOrganization.Category.INDUSTRY_CHAIN
    )
    return ChainMembership.objects.as_of(question.as_of).filter(organization__in=existing)


def chain_issues(question: RecordQuestion) -> QuerySet:
    """Matters raised, with whether they were closed by the day."""
    return ChainIssue.objects.annotate(closed=flag(Q(closed_on__lte=question.as_of)))


def leading_members(question: RecordQuestion) -> QuerySet:
    """Members who lead on the day; `runs_project` when their own project is in being too."""
    day = as_int(question.as_of)
    running = (
        Q(project__isnull=False)
        & (Q(project__began__isnull=True) | Q(project__began__lte=day))
        & (Q(project__ended__isnull=True) | Q(project__ended__gt=day))
    )
    return LeadingMember.objects.as_of(question.as_of).annotate(runs_project=flag(running))


def cultivations(question: RecordQuestion) -> QuerySet:
    """双培双带 by the day that counts: achieved, or for a leader made a member accepted as probationary member."""
    member = Q(direction=DualCultivation.Direction.LEADER_TO_MEMBER)
    return DualCultivation.objects.annotate(
        counted_on=Case(When(member, then=F("probationary_on")), default=F("achieved_on"))
    )


SOURCES = (
    Source(
        "chain",
        "产业链党组织",
        chains,
        "unit",
        (number("months_due", "应开会月数"), number("months_met", "已开会月数")),
        shown=(("name", "产业链党组织"), ("months_met", "已开会月数"), ("months_due", "应开会月数")),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
    Source(
        "chain_member",
        "产业链成员",
        chain_members,
        "organization__unit",
        (choices(ChainMembership, "kind"),),
        shown=(("organization__name", "产业链党组织"), ("kind", "成员类别"), ("name", "成员")),
        register="chain-members",
    ),
    Source(
        "chain_issue",
        "产业链协调事项",
        chain_issues,
        "organization__unit",
        (
            choices(ChainIssue, "kind"),
            yes_no("closed", "已办结"),
            number("land", "流转土地（亩）"),
            number("sessions", "技术指导（次）"),
        ),
        day="raised_on",
        shown=(("organization__name", "产业链党组织"), ("matter", "事项"), ("kind", "类别"), ("closed_on", "办结日期")),
        register="chain-issues",
    ),
    Source(
        "leading_member",
        "带富党员",
        leading_members,
        "unit",
        (yes_no("runs_project", "本人创办产业项目"),),
        person="person_id",
        shown=(("person__name", "党员"), ("project__name", "创办产业项目"), ("skill", "技术和经验")),
        register="leading-members",
    ),
    Source(
        "dual_cultivation",
        "双培双带",
        cultivations,
        "unit",
        (choices(DualCultivation, "direction"),),
        day="counted_on",
        person="person_id",
        shown=(("person__name", "培养对象"), ("direction", "培养方向"), ("state", "进度")),
        register="dual-cultivations",
    ),
)
