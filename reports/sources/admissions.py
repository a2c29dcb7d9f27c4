"""People on their way into the Party, and the ends of probation, as rows to count."""

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from branches.models import AdmissionCase, AdmissionStep, MembershipChange, PartyMember
from branches.rules.admission import ACTIVIST_FROM, PROBATION_FROM, TARGET_FROM
from portal.fields import PartialDateField
from portal.models.timebound import as_int
from portal.rules.roles import Permission
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.expressions import day_number
from reports.sources.party_organizations import SECTORS
from reports.sources.person_facts import PERSON_COLUMNS, with_person_facts

STAGES = (("applicant", "入党申请人"), ("activist", "入党积极分子"), ("target", "发展对象"))
OUTCOMES = (
    ("full", "转为正式党员"), ("full_extended", "延长预备期转正"), ("extended", "延长预备期"), ("cancelled", "取消预备党员资格"),
    ("cancelled_early", "预备期未满被取消预备党员资格"), ("open", "尚未讨论或审批"),
)  # fmt: skip
# 预备期一年 (党章): a year later is the same month and day, and the first of March for the 29th of February.
ONE_YEAR, LEAP_DAY, TO_MARCH = 10_000, 229, 72


def candidates(question: RecordQuestion) -> QuerySet:
    """Cases open on the day of people not yet accepted, by the last deciding step taken by then."""
    taken = AdmissionStep.objects.filter(case=OuterRef("pk"), done_on__lte=question.as_of).order_by().values("case")
    rows = (
        AdmissionCase.objects.filter(applied_on__lte=question.as_of, organization__counts_in_statistics=True)
        .exclude(stopped_on__isnull=False, stopped_on__lte=question.as_of)
        .annotate(reached=Coalesce(Subquery(taken.annotate(most=Max("number")).values("most")), 0))
        .filter(reached__lt=PROBATION_FROM)
        .annotate(
            stage=Case(
                When(reached__gte=TARGET_FROM, then=Value("target")),
                When(reached__gte=ACTIVIST_FROM, then=Value("activist")),
                default=Value("applicant"), output_field=CharField(),
            )
        )
    )  # fmt: skip
    return with_person_facts(rows, "person", question)


def probation_ends(question: RecordQuestion) -> QuerySet:
    """Members whose year of probation runs out on a day, with what had become of it by the day asked about."""
    day = as_int(question.as_of)
    gone = MembershipChange.objects.annotate(on_number=day_number("on")).filter(
        member=OuterRef("pk"), way__in=("221", "222"), on__lte=question.as_of
    )
    longer = AdmissionCase.objects.filter(person=OuterRef("person"), probation_extended__gt=0)
    is_full = Q(full_since__lte=day)
    return (
        PartyMember.objects.filter(joined__isnull=False, organization__counts_in_statistics=True)
        .annotate(joined_number=Cast("joined", IntegerField()), joined_rest=F("joined_number") % 10000)
        .annotate(
            runs_out=Case(
                When(joined_rest=LEAP_DAY, then=F("joined_number") + ONE_YEAR + TO_MARCH),
                default=F("joined_number") + ONE_YEAR, output_field=PartialDateField(),
            ),
            longer=Exists(longer),
        )
        .annotate(
            outcome=Case(
                When(Exists(gone.filter(on_number__lt=OuterRef("runs_out"))), then=Value("cancelled_early")),
                When(Exists(gone), then=Value("cancelled")),
                When(is_full & Q(longer=True), then=Value("full_extended")),
                When(is_full, then=Value("full")),
                When(longer=True, then=Value("extended")),
                default=Value("open"), output_field=CharField(),
            )
        )
    )  # fmt: skip


SOURCES = (
    Source(
        "party_candidate",
        "申请入党的人",
        candidates,
        "organization__unit",
        (
            SourceColumn("stage", "发展阶段", values=STAGES),
            SourceColumn("sector", "所在单位类别", lookup="organization__sector", values=SECTORS),
            *PERSON_COLUMNS,
        ),
        person="person",
        shown=(("person__name", "姓名"), ("organization__name", "党支部"), ("applied_on", "申请日期")),
        register="admission_cases",
    ),
    Source(
        "probation_end",
        "预备期满的党员",
        probation_ends,
        "organization__unit",
        (SourceColumn("outcome", "转正情况", values=OUTCOMES),),
        day="runs_out",
        person="person",
        shown=(("person__name", "姓名"), ("organization__name", "党支部"), ("joined", "入党时间")),
        right=Permission.VIEW_ORGANIZATIONS,
    ),
)
