"""Party members as rows to count: those of the day, steps of admission, dues."""

import datetime

from django.db.models import Case, F, Q, Value, When

from branches.models import AdmissionStep, DuesPayment, Membership
from branches.rules.admission import ACCEPTED_BY, FULL_FROM, later
from portal.models.timebound import as_int
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.membership_facts import MEMBERSHIP_COLUMNS, with_membership_facts
from reports.sources.party_organizations import yes
from reports.sources.person_facts import PERSON_COLUMNS, with_person_facts


def _members(question: RecordQuestion):
    day = as_int(question.as_of)
    contact = later(question.as_of, -int(question.rules["member_contact"]["contact_months"]))
    left = Q(member__floating_since__lte=day)
    rows = Membership.objects.as_of(question.as_of).filter(organization__counts_in_statistics=True)
    return with_membership_facts(with_person_facts(rows, "member__person", question), question).annotate(
        away=yes(Q(member__floating=True) & (left | Q(member__floating_since__isnull=True))),
        contacted=yes(Q(member__contacted_on__gte=contact, member__contacted_on__lte=question.as_of)),
    )


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
            *PERSON_COLUMNS,
            *MEMBERSHIP_COLUMNS,
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
