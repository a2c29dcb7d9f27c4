"""Organization life as rows to count: what was due, meetings, grades of members, their training."""

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    DecimalField,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from branches.models import (
    LifeKind,
    LifeSlot,
    MemberAppraisal,
    MemberAppraisalRound,
    MemberCourse,
    Membership,
    MemberTraining,
    OrganizationPost,
    OrgLifeMeeting,
)
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.expressions import end_of_year
from reports.sources.party_organizations import SECTORS

_RECORDED = (OrgLifeMeeting.State.RECORDED, OrgLifeMeeting.State.REVIEWED)
_HOURS = DecimalField(max_digits=8, decimal_places=1)


def slot_rows(question: RecordQuestion):
    """What was due; filled when its record had been written by the day."""
    return LifeSlot.objects.annotate(
        filled=_flag(Q(recorded_on__lte=question.as_of)),
        late=_flag(Q(recorded_on__lte=question.as_of, backfilled=True)),
    )


def meeting_rows(question: RecordQuestion):
    """Meetings recorded by the day."""
    return OrgLifeMeeting.objects.filter(state__in=_RECORDED, recorded_on__lte=question.as_of)


def appraisal_rows(question: RecordQuestion):
    """Members graded in a round held by the day, placed on the last day of its year."""
    return MemberAppraisal.objects.filter(round__held_on__lte=question.as_of).exclude(grade="").annotate(of_year=end_of_year("round__year"))


def round_rows(question: RecordQuestion):
    """Rounds of grading held by the day, placed on the last day of their year."""
    return MemberAppraisalRound.objects.filter(held_on__lte=question.as_of).annotate(of_year=end_of_year())


def member_rows(question: RecordQuestion):
    """Members of the day, with the hours of the year up to the day, and what the office asks of them."""
    day, asked = question.as_of, question.rules["member_training_hours"]
    trained = MemberTraining.objects.filter(
        member=OuterRef("member"), course__began_on__range=(day.replace(month=1, day=1), day)
    ).order_by()  # fmt: skip
    hours = trained.values("member").annotate(total=Sum("hours")).values("total")
    posts = OrganizationPost.objects.as_of(day).filter(
        organization=OuterRef("organization"), person=OuterRef("member__person")
    )
    return (
        Membership.objects.as_of(day)
        .filter(organization__counts_in_statistics=True)
        .annotate(
            asked_on=Value(day, output_field=DateField()), hours=Coalesce(Subquery(hours), Value(0), output_field=_HOURS),
            leads=Exists(posts),
        )
        .annotate(
            member_hours=_flag(Q(hours__gte=int(asked["member"]))), leader_hours=_flag(Q(hours__gte=int(asked["leader"])))
        )
    )  # fmt: skip


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


_KINDS = tuple(LifeKind.choices)
_CHANNELS = SourceColumn("channel", "培训形式", values=tuple(MemberCourse.Channel.choices))
_ORGANIZATION = ("organization__name", "党组织")

SLOT = Source(
    name="life_slot", label="应开组织生活", rows=slot_rows, unit="organization__unit", day="last",
    columns=(
        SourceColumn("kind", "会议类别", values=_KINDS),
        SourceColumn("filled", "已开展并记录", "flag"),
        SourceColumn("late", "补录", "flag"),
    ),
    shown=(_ORGANIZATION, ("kind", "会议类别"), ("first", "期间首日"), ("last", "期间末日"), ("held_on", "召开日期")),
    right=Permission.VIEW_ORGANIZATIONS,
)  # fmt: skip
MEETING = Source(
    name="org_life_meeting", label="组织生活会议", rows=meeting_rows, unit="organization__unit", day="held_on",
    columns=(
        SourceColumn("kind", "会议类别", values=_KINDS),
        SourceColumn("expected", "应到人数", "number"),
        SourceColumn("present", "实到人数", "number"),
    ),
    shown=(("topic", "主题"), _ORGANIZATION, ("held_on", "召开日期"), ("expected", "应到"), ("present", "实到")),
    register="org-life-meetings",
)  # fmt: skip
APPRAISAL = Source(
    name="member_appraisal", label="党员评议结果", rows=appraisal_rows, unit="round__organization__unit", day="of_year",
    person="member__person",
    columns=(
        SourceColumn("grade", "评定等次", values=tuple(MemberAppraisal.Grade.choices)),
        SourceColumn("sector", "所在单位类别", lookup="round__organization__sector", values=SECTORS),
    ),
    shown=(("member__person__name", "姓名"), ("round__organization__name", "党组织"), ("round__year", "年度")),
    register="member-appraisals",
)  # fmt: skip
ROUND = Source(
    name="appraisal_round", label="民主评议", rows=round_rows, unit="organization__unit", day="of_year",
    columns=(SourceColumn("sector", "所在单位类别", lookup="organization__sector", values=SECTORS),),
    shown=(_ORGANIZATION, ("year", "年度"), ("held_on", "评议日期")), register="member-appraisal-rounds",
)  # fmt: skip
MEMBER = Source(
    name="trained_member", label="党员（按年度学时）", rows=member_rows, unit="organization__unit", day="asked_on",
    person="member__person",
    columns=(
        SourceColumn("hours", "本年度学时", "number"),
        SourceColumn("leads", "书记或班子成员", "flag"),
        SourceColumn("member_hours", "达到党员学时要求", "flag"),
        SourceColumn("leader_hours", "达到书记、班子成员学时要求", "flag"),
    ),
    shown=(("member__person__name", "姓名"), ("organization__name", "所在党支部"), ("hours", "本年度学时")),
    right=Permission.VIEW_ORGANIZATIONS,
)  # fmt: skip
COURSE = Source(
    name="member_course", label="党员培训", rows=lambda question: MemberCourse.objects.all(), unit="organization__unit",
    day="began_on", columns=(_CHANNELS,), shown=(("title", "培训名称"), _ORGANIZATION, ("began_on", "开始日期")),
    register="member-courses",
)  # fmt: skip
TRAINING = Source(
    name="member_training", label="党员参训记录", rows=lambda question: MemberTraining.objects.all(),
    unit="member__organization__unit", day="course__began_on", person="member__person",
    columns=(SourceColumn("channel", "培训形式", lookup="course__channel", values=_CHANNELS.values), SourceColumn("hours", "学时", "number")),
    shown=(("member__person__name", "姓名"), ("course__title", "培训名称"), ("hours", "学时")), register="member-trainings",
)  # fmt: skip

SOURCES = (SLOT, MEETING, APPRAISAL, ROUND, MEMBER, COURSE, TRAINING)
