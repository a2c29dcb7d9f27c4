"""The rows of a source as one flat relation: place, day, person and the columns asked, in the scope of the question."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import EmptyResultSet
from django.db.models import F
from django.db.models.sql.query import Query

from portal.fields import PartialDateField
from portal.rules.dates import as_int
from portal.rules.unit_kinds import UnitKind
from reports.records.conditions import RowCondition
from reports.records.definition import RecordIndicator
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.sources.expressions import day_number

PLACE, DAY, PERSON, KEY = "flat_place", "flat_day", "flat_person", "flat_key"


def flat_rows(
    source: Source, question: RecordQuestion, columns: Iterable[str], *, shown: bool = False
) -> tuple[str, list] | None:
    """SQL and parameters of the flat relation; None when no row can be in it.

    The place is the township of a row's unit when a county is asked, else, or when the question is by unit, the unit
    itself; null for units of no township. Columns are named c_<name>, and with `shown` the texts of a list s_<number>.
    """
    rows = source.rows(question).filter(**{f"{of_unit(source, 'path')}__startswith": question.unit.path})
    given = {KEY: F("pk"), PLACE: F(place_lookup(source, question))}
    if source.day:
        given[DAY] = _day(rows, source.day)
    if source.person:
        given[PERSON] = F(source.person)
    given |= {f"c_{name}": F(source.column(name).at) for name in sorted(columns)}
    if shown:
        given |= {f"s_{number}": F(lookup) for number, (lookup, _head) in enumerate(source.shown)}
    chosen = rows.order_by().annotate(**given).values(*given)
    try:
        return _sql(chosen.query)
    except EmptyResultSet:
        return None


def place_lookup(source: Source, question: RecordQuestion) -> str:
    """The lookup from a row to its place."""
    by_township = question.unit.kind == UnitKind.COUNTY and not question.by_unit
    return of_unit(source, "township" if by_township else "pk")


def of_unit(source: Source, lookup: str) -> str:
    """The lookup from a row to something of its unit; a source over units themselves has `unit = ""`."""
    return f"{source.unit}__{lookup}" if source.unit else lookup


def period_sql(one: RecordIndicator, question: RecordQuestion, parameters: list) -> str:
    """SQL that holds for rows of the figure's period; a partial date counts as its first possible day."""
    if not one.source.day:
        return "true"
    first, last = question.span(one.period)
    parameters += [partial_floor(first), as_int(last)]
    return f"{DAY} BETWEEN %s AND %s"


def side_sql(one: RecordIndicator, side: str, question: RecordQuestion, parameters: list) -> str:
    """SQL over the flat relation that holds for the rows on a side of a figure.

    `denominator` holds every row asked about; `missing` those of them whose needed column is null; `numerator` those
    that count; `rest` the others. Without a denominator the rows asked about are those that would count.
    """
    texts = [period_sql(one, question, parameters)]
    asked = one.numerator if one.denominator is None else one.denominator
    texts += _all(asked, parameters)
    unknown = " OR ".join(f"c_{name} IS NULL" for name in one.missing)
    counts = [] if one.denominator is None else one.numerator
    if side == "missing":
        texts.append(f"({unknown})" if unknown else "false")
    elif side == "numerator":
        texts += _all(counts, parameters)
        if unknown:
            texts.append(f"NOT ({unknown})")
    elif side == "rest":
        against = _all(counts, parameters)
        texts.append(f"NOT coalesce({' AND '.join(against)}, false)" if against else "false")
        if unknown:
            texts.append(f"NOT ({unknown})")
    return " AND ".join(texts)


def partial_floor(day: datetime.date) -> int:
    """The smallest stored partial date whose first possible day is not before the day."""
    if day.day > 1:
        return as_int(day)
    return day.year * 10000 + (day.month * 100 if day.month > 1 else 0)


def _day(rows, lookup: str):
    """The day as a partial date's number, whatever kind of column holds it."""
    probe = rows.annotate(**{DAY: F(lookup)}).query.annotations[DAY].output_field
    if isinstance(probe, PartialDateField):
        return F(lookup)
    return day_number(lookup)


def _all(conditions: Iterable[RowCondition], parameters: list) -> list[str]:
    return [condition.sql(parameters) for condition in conditions]


def _sql(query: Query) -> tuple[str, list]:
    statement, parameters = query.sql_with_params()
    return statement, list(parameters)
