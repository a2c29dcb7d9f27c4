"""Figures over records: every figure of a source and every place in one statement over its flat rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db import connection

from portal.models import Unit
from portal.rules.figures_text import percentage, quotient
from reports.records.definition import Measure, RecordIndicator, record_indicators
from reports.records.flat_rows import PERSON, PLACE, flat_rows, side_sql
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.values import level

SCALE = 10_000  # sums of money keep four decimals; quotients are of whole numbers, never of floats
Numbers = tuple[Decimal, Decimal | None, int, int]
_NOUGHT: Numbers = (Decimal(0), None, 0, 0)


@dataclass(frozen=True)
class RecordFigure:
    """One number: `value` is text as printed, None where nothing is divided; `asked` rows were asked about."""

    indicator: RecordIndicator
    numerator: Decimal
    denominator: Decimal | None
    missing: int
    asked: int
    value: str | None
    level: str

    def as_dict(self) -> dict:
        """The figure as commands and the API print it."""
        return {
            "id": self.indicator.id, "numerator": plain(self.numerator),
            "denominator": None if self.denominator is None else plain(self.denominator),
            "value": self.value, "missing": self.missing,
        }  # fmt: skip


@dataclass(frozen=True)
class RecordBoard:
    """Figures of a question; `counts` holds by place (unit id, 0 outside every township, None the whole) and figure."""

    question: RecordQuestion
    indicators: tuple[RecordIndicator, ...]
    counts: dict = field(repr=False)

    def figure(self, identity: str, place: int | None = None) -> RecordFigure:
        """One figure of a place, of the whole for None; raises KeyError for a figure not counted."""
        one = self._by_id[identity]
        numerator, denominator, missing, asked = self.counts.get(place, {}).get(identity, _NOUGHT)
        if one.denominator is not None and denominator is None:
            denominator = Decimal(0)
        digits = int(self.question.rules["percent_digits"])
        red = Decimal(str(self.question.rules["missing_red_share"]))
        value = printed(one, numerator, denominator, digits)
        return RecordFigure(one, numerator, denominator, missing, asked, value, level(missing, asked, red))

    @cached_property
    def figures(self) -> list[RecordFigure]:
        """The whole's figures in the order of the indicators."""
        return [self.figure(one.id) for one in self.indicators]

    @cached_property
    def places(self) -> list[Unit]:
        """The places that have any row, in their order."""
        return list(Unit.objects.filter(pk__in=[key for key in self.counts if key]).order_by("position", "path"))

    @cached_property
    def _by_id(self) -> dict[str, RecordIndicator]:
        return {one.id: one for one in self.indicators}


def record_board(question: RecordQuestion, indicators: Iterable[RecordIndicator] | None = None) -> RecordBoard:
    """The figures asked for (all when None) over the unit and its places; one statement a source."""
    wanted = tuple(record_indicators().values() if indicators is None else indicators)
    by_source: dict[str, list[RecordIndicator]] = {}
    for one in wanted:
        by_source.setdefault(one.source.name, []).append(one)
    counts: dict = {None: {}}
    for of_source in by_source.values():
        for place, numbers in count_source(of_source[0].source, of_source, question):
            counts.setdefault(place, {}).update(numbers)
    return RecordBoard(question, wanted, counts)


def count_source(
    source: Source, indicators: list[RecordIndicator], question: RecordQuestion
) -> list[tuple[int | None, dict[str, Numbers]]]:
    """(place, {figure id: numbers}) of the whole and of every place, counted in one statement."""
    flat = flat_rows(source, question, columns_of(indicators))
    if flat is None:
        return []
    counted: list = []
    counts = counting_sql(indicators, question, counted)
    with connection.cursor() as cursor:
        # Materialized, or the planner would work out a fact again for every figure that asks it.
        cursor.execute(f"WITH flat AS MATERIALIZED ({flat[0]}) {counts[0]} FROM flat {counts[1]}", [*flat[1], *counted])
        return read_counts(indicators, cursor.fetchall())


def columns_of(indicators: Iterable[RecordIndicator]) -> set[str]:
    """Every column of the source that one of the figures needs."""
    return set().union(*(one.column_names for one in indicators))


def counting_sql(indicators: list[RecordIndicator], question: RecordQuestion, parameters: list) -> tuple[str, str]:
    """What to select of a relation `flat`, and how to group it, so that `read_counts` can read the answer."""
    cells = [cell for one in indicators for cell in _cells(one, question, parameters)]
    return f"SELECT grouping({PLACE}), {PLACE}, {', '.join(cells)}", f"GROUP BY GROUPING SETS ((), ({PLACE}))"


def read_counts(indicators: list[RecordIndicator], rows: list[tuple]) -> list[tuple[int | None, dict[str, Numbers]]]:
    """The rows of a counting statement by place; None is the whole, 0 what lies outside every township."""
    found = []
    for whole, place, *numbers in rows:
        cells = iter(numbers)
        here = {one.id: _numbers(one, next(cells), next(cells), next(cells), next(cells)) for one in indicators}
        found.append((None if whole else place or 0, here))
    return found


def printed(one: RecordIndicator, numerator: Decimal, denominator: Decimal | None, digits: int) -> str | None:
    """The figure as text: a percentage or quotient half up, a count or sum as it is."""
    if denominator is None:
        return plain(numerator)
    divide = percentage if one.percent else quotient
    value = divide(int(numerator * SCALE), int(denominator * SCALE), digits)
    return None if value is None else f"{value:f}"


def plain(number: Decimal) -> str:
    """A number without needless zeros: 12, 3.5."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cells(one: RecordIndicator, question: RecordQuestion, parameters: list) -> list[str]:
    over = one.measure if one.denominator is None else one.denominator_measure
    sides = (
        ("numerator", one.measure),
        ("denominator", over),
        ("missing", Measure("rows")),
        ("denominator", Measure("rows")),
    )
    return [
        f"{_aggregate(measure)} FILTER (WHERE {side_sql(one, side, question, parameters)})" for side, measure in sides
    ]


def _aggregate(measure: Measure) -> str:
    if measure.kind == "rows":
        return "count(*)"
    if measure.kind == "people":
        return f"count(DISTINCT {PERSON})"
    return f"count(DISTINCT c_{measure.column})" if measure.kind == "distinct" else f"sum(c_{measure.column})"


def _numbers(one: RecordIndicator, numerator, denominator, missing: int, asked: int) -> Numbers:
    over = None if one.denominator is None else Decimal(denominator or 0)
    return Decimal(numerator or 0), over, missing, asked
