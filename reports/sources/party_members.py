"""Party members as rows to count: those of the day, steps of admission, dues."""

import datetime

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast

from branches.models import AdmissionStep, DuesPayment, Membership
from branches.rules.admission import ACCEPTED_BY, FULL_FROM, later
from cadres.models import Education
from portal.models.timebound import as_int
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.party_organizations import SECTORS, yes

SEXES = (("1", "男"), ("2", "女"))
# Levels of ZB64 brought to the six bands of table 4 of the Party's yearly statistics.
EDUCATION = (
    ("graduate", "研究生", ("1",)), ("bachelor", "大学本科", ("2",)), ("college", "大学专科", ("3",)),
    ("secondary", "中专", ("41",)), ("high", "高中、中技", ("47", "61")), ("below", "初中及以下", ("7", "8")),
)  # fmt: skip


def age_on(born, day: datetime.date):
    """Full years by month on the day as SQL; null when a birth year alone leaves two answers (as cadres.rules.age)."""
    month = born / 100 % 100
    years = (day.year * 12 + day.month - born / 10000 * 12 - month + 1200) / 12 - 100
    alone = Value(None) if day.month < 12 else day.year - born / 10000
    return Case(When(Q(member__person__born__isnull=True), then=Value(None)), When(year_only(), then=alone),
                default=years, output_field=IntegerField())  # fmt: skip


def year_only():
    """Birth dates of which only the year is known."""
    return Q(born_number__gt=0, born_rest=0)


def _members(question: RecordQuestion):
    day = as_int(question.as_of)
    studies = (
        Education.objects.filter(person=OuterRef("member__person"), outcome__in=("1", ""))
        .filter(Q(ended__isnull=True) | Q(ended__lte=day))
        .exclude(level="")
        .order_by("level")
    )
    contact = later(question.as_of, -int(question.rules["member_contact"]["contact_months"]))
    born, left = Cast("member__person__born", IntegerField()), Q(member__floating_since__lte=day)
    return (
        Membership.objects.as_of(question.as_of)
        .filter(organization__counts_in_statistics=True)
        .annotate(born_number=born, born_rest=born % 10000, level=Subquery(studies.values("level")[:1]))
        .annotate(
            kind=Case(
                When(member__full_since__lte=day, then=Value("full")), default=Value("probationary"),
                output_field=CharField(),
            ),
            sex_known=Case(When(member__person__sex="", then=Value(None)), default=F("member__person__sex")),
            minority=Case(
                When(member__person__ethnicity="", then=Value(None)),
                When(member__person__ethnicity="01", then=Value(False)), default=Value(True),
            ),
            age=age_on(F("born_number"), question.as_of),
            education=Case(
                *[
                    When(Q(level__startswith=start), then=Value(code))
                    for code, _label, starts in EDUCATION for start in starts
                ],
                default=Value(None), output_field=CharField(),
            ),
            away=yes(Q(member__floating=True) & (left | Q(member__floating_since__isnull=True))),
            contacted=yes(Q(member__contacted_on__gte=contact, member__contacted_on__lte=question.as_of)),
        )
    )  # fmt: skip


def _steps(question: RecordQuestion):
    return AdmissionStep.objects.filter(
        number__in=(ACCEPTED_BY, FULL_FROM), case__organization__counts_in_statistics=True
    ).annotate(step=Case(When(number=ACCEPTED_BY, then=Value("accepted")), default=Value("full")))


def _dues(question: RecordQuestion):
    """A month's dues are on time when paid in full by its last day, or by the day of the next month the office allows."""
    grace = int(question.rules["dues_arrears"]["on_time_days"])
    first = question.as_of.replace(day=1)
    last = later(first, 1) + datetime.timedelta(days=grace - 1)
    paid = Q(paid__gte=F("due"), paid_on__lte=question.as_of)
    return (
        DuesPayment.objects.exclude(way=DuesPayment.Way.EXEMPT)
        .filter(due__gt=0, member__organization__counts_in_statistics=True)
        .annotate(on_time=yes(paid & Q(paid_on__lte=last)))
    )


SOURCES = (
    Source(
        "party_member",
        "党员",
        _members,
        "organization__unit",
        (
            SourceColumn("kind", "党员类别", values=(("full", "正式党员"), ("probationary", "预备党员"))),
            SourceColumn("sex", "性别", lookup="sex_known", values=SEXES),
            SourceColumn("minority", "少数民族", "flag"),
            SourceColumn("age", "年龄", "number"),
            SourceColumn("education", "学历", values=tuple((code, label) for code, label, _starts in EDUCATION)),
            SourceColumn("sector", "所在单位类别", lookup="organization__sector", values=SECTORS),
            SourceColumn("floating", "流动党员", "flag", lookup="away"),
            SourceColumn("contacted", "保持联系", "flag"),
        ),
        person="member__person",
        shown=(("member__person__name", "姓名"), ("organization__name", "所在党支部")),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
    Source(
        "admission_step",
        "发展党员步骤",
        _steps,
        "case__organization__unit",
        (SourceColumn("step", "步骤", values=(("accepted", "批准为预备党员"), ("full", "批准转正"))),),
        day="done_on",
        person="case__person",
        shown=(("case__person__name", "姓名"), ("case__organization__name", "所在党支部"), ("done_on", "日期")),
        register="admission_steps",
    ),
    Source(
        "dues_payment",
        "党费交纳",
        _dues,
        "member__organization__unit",
        (SourceColumn("on_time", "按时足额交纳", "flag"), SourceColumn("paid", "实交金额", "number")),
        day="month",
        person="member__person",
        shown=(("member__person__name", "姓名"), ("month", "所属月份"), ("due", "应交"), ("paid", "实交")),
        register="dues_payments",
    ),
)
