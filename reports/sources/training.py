"""Rows of training that figures count: lectures, classes, places in classes, agreements, hours reached."""

import datetime

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from cadres.models import CooperationAgreement, Enrolment, PartnerUnit, TrainingClass, TrainingSession
from cadres.queries.training_hours import hours_rule, people_who_must, with_hours
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn

_DIRECTIONS = tuple(TrainingClass.Direction.choices)
_PARTNERS = tuple(PartnerUnit.Kind.choices)


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def lectures(question: RecordQuestion) -> QuerySet:
    """Lectures; `signed` when somebody signed in."""
    return TrainingSession.objects.annotate(signed=_flag(Q(signed_in__gt=0)))


def classes(question: RecordQuestion) -> QuerySet:
    """Classes; `batch` is the same for the two terms of one batch, unless their batch numbers differ."""
    another = Q(batch_no__isnull=False, first_term__batch_no__isnull=False) & ~Q(batch_no=F("first_term__batch_no"))
    return TrainingClass.objects.annotate(
        batch=Case(When(another, then=F("pk")), default=Coalesce(F("first_term_id"), F("pk")))
    )


def places(question: RecordQuestion) -> QuerySet:
    """Places in classes with the hours they give: the person's own, else those of the class."""
    return Enrolment.objects.annotate(given_hours=Coalesce("hours", "training_class__hours"))


def agreements(question: RecordQuestion) -> QuerySet:
    """Agreements; `active` when in force on the day, its last day included and the day of its early end not."""
    day = question.as_of
    return CooperationAgreement.objects.annotate(
        active=_flag(
            Q(signed__lte=day)
            & (Q(expires__isnull=True) | Q(expires__gte=day))
            & (Q(terminated__isnull=True) | Q(terminated__gt=day))
        )
    )


def hours_this_year(question: RecordQuestion) -> QuerySet:
    """Everybody who must reach hours, with this year's reckoning up to the day."""
    return _hours(question.as_of)


def hours_last_year(question: RecordQuestion) -> QuerySet:
    """Everybody who had to reach hours at the end of last year, with that year's reckoning."""
    return _hours(datetime.date(question.as_of.year - 1, 12, 31))


def _hours(day: datetime.date) -> QuerySet:
    rule = hours_rule(day)
    return with_hours(people_who_must(rule, day), rule, day.year, day)


_PERSON = (("name", "姓名"), ("unit__name", "单位"), ("post_text", "职务"))
_HOUR_COLUMNS = (
    SourceColumn("upper", "县处级以上或四级调研员以上", "flag"),
    SourceColumn("compliant", "学时达标", "flag"),
    SourceColumn("reached", "学时", "number"),
)

SOURCES = (
    Source(
        name="training_session", label="授课场次", rows=lectures, unit="training_class__unit",
        day="held_on",
        columns=(
            SourceColumn("direction", "培训方向", lookup="training_class__direction", values=_DIRECTIONS),
            SourceColumn("signed", "有人签到", "flag"),
            SourceColumn("signed_in", "签到人数", "number"),
            SourceColumn("hours", "学时", "number"),
        ),
        shown=(("theme", "主题"), ("training_class__name", "班次"), ("held_on", "日期"), ("signed_in", "签到人数")),
        register="training-sessions",
    ),
    Source(
        name="training_class", label="培训班次", rows=classes, unit="unit", day="ended",
        columns=(
            SourceColumn("direction", "培训方向", values=_DIRECTIONS),
            SourceColumn("state", "状态", values=tuple(TrainingClass.State.choices)),
            SourceColumn("partner_kind", "合作单位类别", lookup="agreement__partner__kind", values=_PARTNERS),
            SourceColumn("batch", "批次", "number"),
            SourceColumn("hours", "学时", "number"),
            SourceColumn("evaluation", "平均评估得分", "number"),
        ),
        shown=(("name", "班次"), ("host", "承办机构"), ("began", "开班"), ("ended", "结束")),
        register="training-classes",
    ),
    Source(
        name="enrolment", label="参训记录", rows=places, unit="person__unit",
        day="training_class__ended", person="person_id",
        columns=(
            SourceColumn("direction", "培训方向", lookup="training_class__direction", values=_DIRECTIONS),
            SourceColumn(
                "class_state", "班次状态", lookup="training_class__state", values=tuple(TrainingClass.State.choices)
            ),
            SourceColumn(
                "partner_kind", "合作单位类别", lookup="training_class__agreement__partner__kind", values=_PARTNERS
            ),
            SourceColumn("state", "学员状态", values=tuple(Enrolment.State.choices)),
            SourceColumn("given_hours", "学时", "number"),
        ),
        shown=(("person__name", "姓名"), ("person__unit__name", "单位"), ("training_class__name", "班次")),
        register="enrolments",
    ),
    Source(
        name="agreement", label="合作协议", rows=agreements, unit="partner__unit",
        columns=(
            SourceColumn("active", "有效", "flag"),
            SourceColumn("partner_kind", "合作单位类别", lookup="partner__kind", values=_PARTNERS),
        ),
        shown=(("name", "协议"), ("partner__name", "合作单位"), ("signed", "签订"), ("expires", "有效期至")),
        register="agreements",
    ),
    Source(
        name="training_hours", label="须达到学时的人员", rows=hours_this_year, unit="unit",
        person="pk", columns=_HOUR_COLUMNS, shown=(*_PERSON, ("needed", "应达学时"), ("reached", "已有学时")),
    ),
    Source(
        name="training_hours_last_year", label="上年度须达到学时的人员", rows=hours_last_year,
        unit="unit", person="pk", columns=_HOUR_COLUMNS,
        shown=(*_PERSON, ("needed", "应达学时"), ("reached", "已有学时")),
    ),
)  # fmt: skip
