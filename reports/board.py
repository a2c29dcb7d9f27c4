"""The board: every indicator for a unit, its townships and a day, counted in one pass over the population.

The population is built once with its flat facts; every indicator is a filtered count over it. Rows are
grouped by township and by whether the row is the person's first, so that the whole is the sum of the first
ones (each person once) and a township is the sum of all its own.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from portal.models import Unit
from reports import township_figures
from reports.definitions import Indicator, indicators
from reports.facts import columns, joins
from reports.kept_counts import counts_of
from reports.populations import Question, ask, members, person_condition, persons
from reports.values import level, mean, percent


@dataclass(frozen=True)
class Figure:
    """One number: `value` is text as printed, or None where the denominator is nought."""

    indicator: Indicator
    numerator: int
    denominator: int
    missing: int
    value: str | None
    level: str

    def as_dict(self) -> dict:
        """The figure as commands and the API print it."""
        return {
            "id": self.indicator.id, "numerator": self.numerator, "denominator": self.denominator,
            "value": self.value, "missing": self.missing,
        }


@dataclass(frozen=True)
class Board:
    """All figures of a question; `counts` holds, by township id (None: the whole), the sums of every indicator."""

    question: Question
    counts: dict = field(repr=False)

    @cached_property
    def figures(self) -> list[Figure]:
        """The whole's figures in the order of the indicators."""
        return self.of(None)

    def figure(self, identity: str, township: int | None = None) -> Figure:
        """One figure; a township without anyone has nought of nought."""
        one = indicators()[identity]
        numerator, denominator, missing = self.counts.get(township, {}).get(identity, (0, 0, 0))
        # Missing facts are weighed against what was asked: people, for posts townships, for an average everyone.
        asked = denominator
        if one.counts == "posts":
            asked = 1 if township else len(self.counts) - 1
        elif one.average:
            asked += missing
        return _figure(self.question, one, (numerator, denominator, missing), asked)

    def of(self, township: int | None) -> list[Figure]:
        """The figures of one township, or of the whole for None."""
        return [self.figure(identity, township) for identity in indicators()]

    @cached_property
    def townships(self) -> list[Unit]:
        """The townships that have figures, in their order."""
        return list(Unit.objects.filter(pk__in=[key for key in self.counts if key]).order_by("position", "path"))


def board(*, population, as_of, unit, known_at=None, round=None) -> Board:
    """Every indicator over the population, for the unit and each township in it; raises FigureProblem.

    `as_of` is the day the facts must be true on, `known_at` the moment they must have been on file by
    (None: now). A slate is counted on the day of its round.
    """
    return board_of(ask(population=population, as_of=as_of, unit=unit, known_at=known_at, round=round))


def board_of(question: Question) -> Board:
    """The board of a question asked already."""
    return Board(question, counts_of(question, lambda: _count(question)))


def _count(question: Question) -> dict:
    counts = _count_persons(question)
    add_township_figures(question, counts)
    return counts


def add_township_figures(question: Question, counts: dict) -> None:
    """Put the figures counted in townships and posts beside those counted in persons."""
    for source in (township_figures.turnover, township_figures.quotas):
        for township, identity, numbers in source(question, counts):
            counts.setdefault(township, {})[identity] = numbers


def counted_in_persons() -> list[Indicator]:
    """The indicators that are filtered counts over the population."""
    return [one for one in indicators().values() if one.counts == "persons"]


def board_statement(question: Question) -> str:
    """The one statement that counts every indicator of persons."""
    wanted = counted_in_persons()
    facts = frozenset().union(*(one.facts for one in wanted))
    counts = []
    for one in wanted:
        counts += [f"count(*) FILTER (WHERE {one.true_sql})", f"count(*) FILTER (WHERE {one.missing_sql})"]
        if one.average:
            counts.append(f"coalesce(sum({one.average}) FILTER (WHERE {one.true_sql}), 0)")
    return f"""WITH members AS MATERIALIZED (
            SELECT person_id, township_id,
                   row_number() OVER (PARTITION BY person_id ORDER BY position, path) = 1 AS is_first
            FROM (SELECT DISTINCT person_id, township_id, position, path FROM ({members(question)}) AS every) AS once
        )
        SELECT township_id, is_first, count(*), {', '.join(counts)}
        FROM (
            SELECT members.township_id, members.is_first, {columns(facts, known_at=question.known_at)}
            FROM members JOIN {persons(question)} AS p ON p.id = members.person_id
            {joins(facts, known_at=question.known_at, lateral=False)}
            WHERE {person_condition(question)}
        ) AS flat
        GROUP BY township_id, is_first"""  # noqa: S608


def _count_persons(question: Question) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(board_statement(question), question.parameters)
        rows = cursor.fetchall()
    counts: dict = {None: {}}
    for township, is_first, total, *numbers in rows:
        places = [township, None] if is_first else [township]
        cells = iter(numbers)
        for one in counted_in_persons():
            true, missing = next(cells), next(cells)
            new = (int(next(cells)), true, missing) if one.average else (true, total, missing)
            for place in places:
                old = counts.setdefault(place, {}).get(one.id, (0, 0, 0))
                counts[place][one.id] = tuple(map(sum, zip(old, new, strict=True)))
        for place in places:
            counts[place]["people"] = counts[place].get("people", 0) + total
    return counts


def _figure(question: Question, one: Indicator, numbers: tuple[int, int, int], asked: int) -> Figure:
    numerator, denominator, missing = numbers
    digits = question.rules.digits
    if one.average:
        value = mean(numerator, denominator, digits)
    elif one.unit == "percent":
        value = percent(numerator, denominator, digits)
    else:
        value = str(numerator) if denominator else None
    return Figure(one, numerator, denominator, missing, value, level(missing, asked, question.rules.red_share))
