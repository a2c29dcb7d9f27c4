"""Expressions that the sources share: flags, what stands on a day, days of periods, counts of other rows."""

import datetime

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    Func,
    IntegerField,
    Model,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from reports.records.question import RecordQuestion
from reports.records.source import SourceColumn


def flag(condition: Q, *, unknown: Q | None = None) -> Case:
    """True where the condition holds, else null where `unknown` holds, else false."""
    return _decided((condition, True), (unknown, None), otherwise=False)


def unless(refuted: Q, *, unknown: Q) -> Case:
    """False where something refutes it, else null where `unknown` holds, else true; never negates what may be null."""
    return _decided((refuted, False), (unknown, None), otherwise=True)


def _decided(*cases, otherwise: bool) -> Case:
    whens = [When(condition, then=Value(answer)) for condition, answer in cases if condition is not None]
    return Case(*whens, default=Value(otherwise), output_field=BooleanField())


def stands(model: type[Model], question: RecordQuestion, **conditions) -> Exists:
    """Whether the unit of the row has a record of the model in force on the day."""
    return Exists(model.objects.as_of(question.as_of).filter(unit=OuterRef("pk"), **conditions))


def end_of_year(year: str = "year") -> Func:
    """31 December of the year in the column: figures of a year count once it is over."""
    return Func(year, Value(12), Value(31), function="make_date", output_field=DateField())


def end_of_month(year: str = "year", month: str = "month") -> Func:
    """The last day of the month in the two columns."""
    template = "(make_date(%(expressions)s, 1) + interval '1 month' - interval '1 day')::date"
    return Func(year, month, template=template, output_field=DateField())


class RowCount(Subquery):
    """How many rows a subquery has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def choices(model: type[Model], name: str, lookup: str = "") -> SourceColumn:
    """The column of a source that is a column of choices of the model."""
    field = model._meta.get_field(name)
    return SourceColumn(name, str(field.verbose_name), values=tuple(field.flatchoices), lookup=lookup)


def number(name: str, label: str, lookup: str = "") -> SourceColumn:
    """A column that can be summed."""
    return SourceColumn(name, label, "number", lookup=lookup)


def yes_no(name: str, label: str, lookup: str = "") -> SourceColumn:
    """A column that is true, false or not known."""
    return SourceColumn(name, label, "flag", lookup=lookup)


def months_over(day: datetime.date) -> list[int]:
    """The months of the day's year whose last day is not after it."""
    tomorrow = day + datetime.timedelta(days=1)
    return list(range(1, 13 if tomorrow.year > day.year else tomorrow.month))


def day_number(day: str) -> Cast:
    """A date column as yyyymmdd, comparable with a partial date's number."""
    return Cast(Func(day, Value("YYYYMMDD"), function="to_char", output_field=TextField()), IntegerField())
