"""Columns that count people by a test, and the tests that several tables share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadres.rules.age import AgeBoundary, AgePrecision, AgeRule, satisfies
from portal.rules.figures_text import DASH, percentage
from reports.rule_values import PARTY_STATUSES, RuleValues
from reports.tables.grid import Cell, Head

Test = Callable[[Any, RuleValues], bool]


@dataclass(frozen=True)
class Column:
    """One column: `test` says who stands in its cells; `over` (a test) makes it a share of those it holds for.

    `number` names a cell the table works out itself: approved posts, vacancies, the average age.
    """

    key: str
    groups: tuple[str, ...]
    head: str
    test: Test | None = None
    over: Test | None = None
    number: str = ""
    width: float = 6.6

    def as_head(self) -> Head:
        """The column without its test."""
        return Head(self.key, self.groups, self.head, self.width)


def counted(columns: Iterable[Column], people: Iterable, numbers: Mapping[str, Cell], rules: RuleValues) -> tuple:
    """The cells of one line: `people` have a `person_id` and what the tests ask, `numbers` are the other cells."""
    people = list(people)
    return tuple(numbers[one.number] if one.number else _cell(one, people, rules) for one in columns)


def _cell(column: Column, people: list, rules: RuleValues) -> Cell:
    inside = tuple(one.person_id for one in people if column.test(one, rules))
    if column.over is None:
        return Cell(str(len(inside)), inside)
    share = percentage(len(inside), sum(column.over(one, rules) for one in people), rules.digits)
    return Cell(DASH if share is None else f"{share}%", inside)


def around(age: int) -> Test:
    """N岁左右及以下: not yet N+2 years old, by the month (an office's own printed tables)."""
    limit = AgeRule(age, AgeBoundary.AROUND, AgePrecision.MONTH)
    return lambda one, rules: bool(satisfies(limit, one.born, rules.as_of))


def within(key: str) -> Test:
    """Within the age limit of that rule."""
    return lambda one, rules: bool(satisfies(rules.age(key), one.born, rules.as_of))


def born(first: int, last: int) -> Test:
    """Born in one of the years, both included."""
    return lambda one, rules: bool(one.born) and first <= one.born.year <= last


def aged(least: int, most: int) -> Test:
    """Of that many completed years, both included; whose age is not known stands in no band."""
    return lambda one, rules: one.age is not None and least <= one.age <= most


def everyone(one: Any, rules: RuleValues) -> bool:
    """Everybody."""
    return True


def woman(one: Any, rules: RuleValues) -> bool:
    """女干部."""
    return one.sex == "2"


def non_party(one: Any, rules: RuleValues) -> bool:
    """党外干部: a political status on file that is not the Party's."""
    return bool(one.political_status) and one.political_status not in PARTY_STATUSES


def both(*tests: Test) -> Test:
    """All of the tests."""
    return lambda one, rules: all(test(one, rules) for test in tests)


def shared(key: str, group: str, head: str, test: Test, over: Test = everyone) -> tuple[Column, Column]:
    """A column and its share (占比) of those `over` holds for."""
    return Column(key, (group,), head, test), Column(f"{key}_share", (group,), "占比", test, over)
