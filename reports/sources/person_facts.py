"""What is known of the person of a row on a day: sex, nationality, age, highest education, as columns every source shares."""

import calendar
import datetime

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from cadres.models import Education
from portal.models.timebound import as_int
from reports.records.question import RecordQuestion
from reports.records.source import SourceColumn

SEXES = (("1", "男"), ("2", "女"))
# Levels of ZB64 brought to the six bands of table 4 of the Party's yearly statistics.
EDUCATION = (
    ("graduate", "研究生", ("1",)), ("bachelor", "大学本科", ("2",)), ("college", "大学专科", ("3",)),
    ("secondary", "中专", ("41",)), ("high", "高中、中技", ("47", "61")), ("below", "初中及以下", ("7", "8")),
)  # fmt: skip
PERSON_COLUMNS = (
    SourceColumn("sex", "性别", lookup="sex_known", values=SEXES),
    SourceColumn("minority", "少数民族", "flag"),
    SourceColumn("age", "年龄", "number"),
    SourceColumn("education", "学历", values=tuple((code, label) for code, label, _starts in EDUCATION)),
)


def with_person_facts(rows: QuerySet, person: str, question: RecordQuestion) -> QuerySet:
    """The rows with the columns of PERSON_COLUMNS; `person` is the lookup to the person, unknown facts are null."""
    studies = (
        Education.objects.filter(person=OuterRef(person), outcome__in=("1", ""))
        .filter(Q(ended__isnull=True) | Q(ended__lte=as_int(question.as_of)))
        .exclude(level="")
        .order_by("level")
    )
    born = Cast(f"{person}__born", IntegerField())
    rows = rows.annotate(born_number=born, born_rest=born % 10000, level=Subquery(studies.values("level")[:1]))
    sex, ethnicity = f"{person}__sex", f"{person}__ethnicity"
    return rows.annotate(
        sex_known=Case(When(**{sex: ""}, then=Value(None)), default=F(sex)),
        minority=Case(
            When(**{ethnicity: ""}, then=Value(None)), When(**{ethnicity: "01"}, then=Value(False)), default=Value(True)
        ),
        age=_age(f"{person}__born", question.as_of),
        education=Case(
            *[
                When(Q(level__startswith=start), then=Value(code))
                for code, _label, starts in EDUCATION for start in starts
            ],
            default=Value(None), output_field=CharField(),
        ),
    )  # fmt: skip


def full_months(number, day: datetime.date):
    """Whole months from a partial date's number up to the day as SQL; a number without a month must not be asked.

    A day of the month not yet reached takes one off, but never on the last day of a month, which closes it.
    """
    months = day.year * 12 + day.month - number / 10000 * 12 - number / 100 % 100
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return months
    return months - (number % 100 + (99 - day.day)) / 100


def _age(born: str, day: datetime.date):
    """Full years by month on the day as SQL; null when a birth year alone leaves two answers (as cadres.rules.age)."""
    number = F("born_number")
    years = (day.year * 12 + day.month - number / 10000 * 12 - number / 100 % 100 + 1200) / 12 - 100
    alone = Value(None) if day.month < 12 else day.year - number / 10000
    only_year = Q(born_number__gt=0, born_rest=0)
    return Case(When(Q(**{f"{born}__isnull": True}), then=Value(None)), When(only_year, then=alone), default=years,
                output_field=IntegerField())  # fmt: skip
