"""Yearly results, grades through the year, tasks that follow, and awards as figures count them."""

from django.db.models import Case, DateField, ExpressionWrapper, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Least

from cadres.models import Appraisal, AssessmentConsequence, Award, AwardCase, PeriodicAppraisal
from cadres.queries.ranks.civil_servants import civil_servant_categories, of_civil_service
from cadres.rules.honours.shares import GRADED
from portal.fields import PartialDateField
from portal.models.timebound import as_int
from portal.queries.rules import rule_value
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.ranks import flag

NO_GRADE = ("5", "5A", "5B", "5C")
RESULTS = (
    ("1", "优秀"), ("2", "称职"), ("3", "基本称职"), ("4", "不称职"), ("5", "不定等次"),
    ("5A", "不定等次（试用期）"), ("5B", "不定等次（立案调查）"), ("5C", "不定等次（处分期）"), ("6", "不进行考核"),
    ("6A", "不进行考核（病事假）"), ("2B", "合格"), ("3B", "基本合格"), ("4B", "不合格"), ("7", "其他"),
)  # fmt: skip


def _day(year, month, day) -> Func:
    return Func(year, month, day, function="make_date", output_field=DateField())


def _known(question: RecordQuestion) -> Q:
    """Decided by the day; without a day of its own a result is decided on the day the office's rule says."""
    rule = rule_value("appraisal_known_from", question.as_of)[0]
    last = question.as_of.year - 1
    if (question.as_of.month, question.as_of.day) < (rule["month"], rule["day"]):
        last -= 1
    return Q(decided_on__lte=question.as_of) | Q(decided_on__isnull=True, year__lte=last)


def _civil(question: RecordQuestion) -> Func:
    return flag(of_civil_service(civil_servant_categories(question.as_of), "person__"))


def appraisals(question: RecordQuestion) -> QuerySet:
    """Every yearly result, standing on the last day of its year."""
    return Appraisal.objects.annotate(
        year_end=_day(F("year"), Value(12), Value(31)),
        civil=_civil(question),
        known=flag(_known(question)),
        graded=flag(Q(result__in=sorted(GRADED))),
    )


def periodic(question: RecordQuestion) -> QuerySet:
    """Every grade of a month or quarter, standing on its first day."""
    first = Case(When(period="month", then=F("number")), default=(F("number") - 1) * 3 + 1, output_field=IntegerField())
    decided = Q(decided_on__isnull=True) | Q(decided_on__lte=question.as_of)
    return PeriodicAppraisal.objects.annotate(
        period_start=_day(F("year"), first, Value(1)), decided=flag(decided), civil=_civil(question)
    )


def consequences(question: RecordQuestion) -> QuerySet:
    """Every task by the day it is due; done when done by the day asked about."""
    return AssessmentConsequence.objects.annotate(
        executed=flag(Q(state="executed", executed_on__lte=question.as_of)), waived=flag(Q(state="waived"))
    )


def awards(question: RecordQuestion) -> QuerySet:
    """Awards by the year they are given for: the end of that year, or the decision where that comes earlier.

    A decision after the day does not stand yet, one revoked by the day stands no more.
    """
    today = as_int(question.as_of)
    year_end = ExpressionWrapper(F("award_year") * 10000 + 1231, output_field=PartialDateField())
    decided = Q(decided__lte=today) | Q(decided__isnull=True, award_year__lt=question.as_of.year)
    stands = decided & (Q(revoked__isnull=True) | Q(revoked__gt=today))
    merits = Q(basis__in=["", Award.Basis.THREE_YEARS])
    return Award.objects.filter(code__startswith="01").annotate(
        counted_day=Least(year_end, F("decided"), output_field=PartialDateField()),
        stands=flag(stands), civil=_civil(question), may_be_three_years=flag(merits),
        known_basis=Case(When(basis="", then=None), default=F("basis")),
        for_last_year=flag(Q(award_year=question.as_of.year - 1)),
    )  # fmt: skip


_CIVIL = SourceColumn("civil", "公务员（参公人员）", "flag")
_SHOWN = (("person__name", "姓名"), ("person__unit__name", "单位"))

SOURCES = (
    Source(
        name="appraisal", label="年度考核", rows=appraisals, unit="person__unit", person="person_id", day="year_end",
        columns=(
            SourceColumn("result", "考核结论", values=RESULTS),
            SourceColumn("participated", "参加考核", "flag"),
            SourceColumn("graded", "确定等次", "flag"),
            SourceColumn("known", "结果已确定", "flag"),
            _CIVIL,
        ),
        shown=(*_SHOWN, ("year", "年度"), ("decided_on", "确定日期")),
        register="appraisals",
    ),
    Source(
        name="periodic_appraisal", label="平时考核", rows=periodic, unit="unit", person="person_id", day="period_start",
        columns=(
            SourceColumn("grade", "等次", values=tuple(PeriodicAppraisal.Grade.choices)),
            SourceColumn("decided", "已确定", "flag"),
            _CIVIL,
        ),
        shown=(("person__name", "姓名"), ("unit__name", "单位"), ("year", "年度"), ("number", "第几期")),
        register="periodic-appraisals",
    ),
    Source(
        name="consequence", label="考核结果运用", rows=consequences, unit="person__unit", person="person_id",
        day="due_on",
        columns=(
            SourceColumn("kind", "事项", values=tuple(AssessmentConsequence.Kind.choices)),
            SourceColumn("executed", "已落实", "flag"),
            SourceColumn("waived", "不需落实", "flag"),
        ),
        shown=(*_SHOWN, ("due_on", "应落实日期"), ("executed_on", "落实日期")),
        register="consequences",
    ),
    Source(
        name="award", label="奖励", rows=awards, unit="person__unit", person="person_id", day="counted_day",
        columns=(
            SourceColumn("code", "奖励种类", values=tuple(AwardCase.Kind.choices)),
            SourceColumn("basis", "奖励依据", lookup="known_basis", values=tuple(Award.Basis.choices)),
            SourceColumn("may_be_three_years", "依据为连续三年优秀或未登记", "flag"),
            SourceColumn("stands", "已决定且未撤销", "flag"),
            SourceColumn("for_last_year", "奖励年度为上一年度", "flag"),
            _CIVIL,
        ),
        shown=(*_SHOWN, ("name", "奖励"), ("award_year", "奖励年度"), ("decided", "批准日期")),
    ),
)  # fmt: skip
