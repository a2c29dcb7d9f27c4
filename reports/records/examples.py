"""A figure worked out over rows in memory, by the definition's own conditions: its worked examples run on this."""

import datetime
from decimal import Decimal

from portal.rules.dates import as_int
from reports.records.conditions import RowCondition
from reports.records.definition import Measure, RecordIndicator
from reports.records.flat_rows import partial_floor
from reports.records.question import RecordQuestion


def count_rows(one: RecordIndicator, rows: list[dict], question: RecordQuestion) -> tuple[Decimal, Decimal | None, int]:
    """(numerator, denominator, missing) of rows given as dicts of the source's columns, `on` and `person`."""
    inside = [row for row in rows if _in_period(one, row, question)]
    over = one.numerator if one.denominator is None else one.denominator
    asked = [row for row in inside if _all(over, row)]
    unknown = [row for row in asked if any(row.get(name) is None for name in one.missing)]
    known = [row for row in asked if row not in unknown]
    counted = known if one.denominator is None else [row for row in known if _all(one.numerator, row)]
    denominator = None if one.denominator is None else _measured(one.denominator_measure, asked)
    return _measured(one.measure, counted), denominator, len(unknown)


def _in_period(one: RecordIndicator, row: dict, question: RecordQuestion) -> bool:
    if not one.source.day:
        return True
    first, last = question.span(one.period)
    day = row.get("on")
    if day is None:
        return False
    number = as_int(day) if isinstance(day, datetime.date) else int(day)
    return partial_floor(first) <= number <= as_int(last)


def _all(conditions: tuple[RowCondition, ...], row: dict) -> bool:
    return all(condition.holds(row) for condition in conditions)


def _measured(measure: Measure, rows: list[dict]) -> Decimal:
    if measure.kind == "rows":
        return Decimal(len(rows))
    if measure.kind == "people":
        return Decimal(len({row["person"] for row in rows if row.get("person") is not None}))
    values = [row[measure.column] for row in rows if row.get(measure.column) is not None]
    return Decimal(len(set(values))) if measure.kind == "distinct" else sum(map(_decimal, values), Decimal(0))


def _decimal(value) -> Decimal:
    return Decimal(str(value))
