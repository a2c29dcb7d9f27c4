"""Rows of village governance: households with points, exchanges, disputes, decisions, disclosures, councils, law events."""

import itertools

from django.db.models import BooleanField, Case, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import NullIf

from branches.models import (
    CommitteeProblem,
    CommitteeSeat,
    CouncilItem,
    CouncilMeeting,
    DecisionItem,
    Disclosure,
    GovernanceCommittee,
    Household,
    LawActivity,
    PointsPosting,
    PointsRedemption,
)
from branches.rules.assemblies import DECISION_STEPS
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn

_PLACE = ("unit__township__name", "乡镇（街道）")
_FULL_SEATS = (CommitteeSeat.Sector.TEAM, CommitteeSeat.Sector.REPRESENTATIVE, CommitteeSeat.Sector.SOCIAL)


def household_rows(question: RecordQuestion):
    """Every household; whether points were posted to it in the quarter up to the day, and not taken back by the day."""
    posted = PointsPosting.objects.filter(
        account__household=OuterRef("pk"), entry__isnull=False, reverses__isnull=True,
        posted_on__range=question.span("quarter"),
    ).exclude(reversal__posted_on__lte=question.as_of)  # fmt: skip
    return Household.objects.annotate(
        asked_on=Value(question.as_of, output_field=DateField()), points_posted=Exists(posted)
    )


def redemption_rows(question: RecordQuestion):
    """Exchanges handed out and not taken back by the day."""
    taken_back = PointsPosting.objects.filter(
        redemption=OuterRef("pk"), reverses__isnull=False, posted_on__lte=question.as_of
    )
    return PointsRedemption.objects.filter(~Exists(taken_back), handed_out_on__isnull=False)


def decision_rows(question: RecordQuestion):
    """Decisions; complete when all six steps were taken by the day, one after the other."""
    complete = Q(**{f"{name}__lte": question.as_of for name in DECISION_STEPS})
    for earlier, later in itertools.pairwise(DECISION_STEPS):
        complete &= Q(**{f"{earlier}__lte": F(later)})
    return DecisionItem.objects.annotate(complete=_flag(complete))


def disclosure_rows(question: RecordQuestion):
    """Disclosures; on time when made public on or before the day they were due."""
    return Disclosure.objects.annotate(on_time=_flag(Q(published_on__lte=F("due_on"))))


def item_rows(question: RecordQuestion):
    """Matters councils discussed; no result recorded is not known."""
    return CouncilItem.objects.annotate(known_result=NullIf("result", Value("")))


def committee_rows(question: RecordQuestion):
    """Committees in being on the day; whether every sector asked for has a seat held on the day."""
    day = question.as_of
    rows = GovernanceCommittee.objects.filter(Q(founded_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day)))
    full = Q()
    for sector in _FULL_SEATS:
        seat = CommitteeSeat.objects.filter(committee=OuterRef("pk"), sector=sector, since__lte=day)
        full &= Q(Exists(seat.filter(Q(until__isnull=True) | Q(until__gt=day))))
    return rows.annotate(all_sectors=_flag(full))


def activity_rows(question: RecordQuestion):
    """Events of law education; within a campaign when they belong to one."""
    return LawActivity.objects.annotate(in_campaign=_flag(Q(campaign__isnull=False)))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


HOUSEHOLD = Source(
    name="points_household", label="农户", rows=household_rows, unit="unit", day="asked_on",
    right=Permission.VIEW_ORGANIZATIONS,
    columns=(SourceColumn("points_posted", "本季度有积分入账", "flag"),),
    shown=(("number", "户编号"), ("head", "户主"), ("unit__name", "村（社区）")),
)  # fmt: skip
REDEMPTION = Source(
    name="points_redemption", label="积分兑换", rows=redemption_rows, unit="household__unit", day="handed_out_on",
    columns=(SourceColumn("value", "价值（元）", "number"), SourceColumn("points", "兑换积分", "number")),
    shown=(("household__unit__name", "村（社区）"), ("goods", "兑换物品或服务"), ("points", "积分"), ("handed_out_on", "兑换日期")),
    register="points-redemptions",
)  # fmt: skip
DECISION = Source(
    name="decision_item", label="民主决策事项", rows=decision_rows, unit="unit", day="proposed_on",
    columns=(SourceColumn("complete", "“四议两公开”六步齐全、次序正确", "flag"),),
    shown=(("title", "决策事项"), ("unit__name", "村（社区）"), ("proposed_on", "提议日期")), register="decision-items",
)  # fmt: skip
DISCLOSURE = Source(
    name="disclosure", label="村务公开", rows=disclosure_rows, unit="unit", day="due_on",
    columns=(
        SourceColumn("on_time", "按时公开", "flag"),
        SourceColumn("subject", "公开内容", values=tuple(Disclosure.Subject.choices)),
    ),
    shown=(("title", "公开事项"), ("unit__name", "村（社区）"), ("due_on", "应公开日期"), ("published_on", "公开日期")),
    register="disclosures",
)  # fmt: skip
COUNCIL_MEETING = Source(
    name="council_meeting", label="议事会会议", rows=lambda question: CouncilMeeting.objects.all(),
    unit="council__unit", day="held_on", columns=(SourceColumn("present", "到会人数", "number"),),
    shown=(("council__unit__name", "村（社区）"), ("held_on", "召开日期"), ("topic", "议题")), register="council-meetings",
)  # fmt: skip
COUNCIL_ITEM = Source(
    name="council_item", label="议事事项", rows=item_rows, unit="meeting__council__unit", day="meeting__held_on",
    columns=(SourceColumn("result", "议定结果", lookup="known_result", values=tuple(CouncilItem.Result.choices)),),
    shown=(("title", "议事事项"), ("meeting__council__unit__name", "村（社区）"), ("meeting__held_on", "召开日期")),
    register="council-items",
)  # fmt: skip
COMMITTEE = Source(
    name="governance_committee", label="乡村治理委员会", rows=committee_rows, unit="unit",
    columns=(SourceColumn("all_sectors", "三个界别席位齐全", "flag"),),
    shown=(("name", "名称"), ("unit__name", "村（社区）"), ("founded_on", "成立日期")), register="governance-committees",
)  # fmt: skip
PROBLEM = Source(
    name="committee_problem", label="治理委员会解决的问题", rows=lambda question: CommitteeProblem.objects.all(),
    unit="committee__unit", day="solved_on", columns=(),
    shown=(("title", "问题"), ("committee__unit__name", "村（社区）"), ("solved_on", "解决日期")), register="committee-problems",
)  # fmt: skip
LAW_ACTIVITY = Source(
    name="law_activity", label="法治宣传活动", rows=activity_rows, unit="unit", day="held_on",
    columns=(
        SourceColumn("in_campaign", "属于法治宣传教育月", "flag"),
        SourceColumn("kind", "活动形式", values=tuple(LawActivity.Kind.choices)),
        SourceColumn("materials", "发放资料份数", "number"),
        SourceColumn("attendees", "参加人次", "number"),
    ),
    shown=(("title", "活动名称"), ("unit__name", "举办单位"), ("held_on", "活动日期")), register="law-activities",
)  # fmt: skip

SOURCES = (
    HOUSEHOLD, REDEMPTION, DECISION, DISCLOSURE, COUNCIL_MEETING, COUNCIL_ITEM, COMMITTEE, PROBLEM, LAW_ACTIVITY,
)  # fmt: skip
