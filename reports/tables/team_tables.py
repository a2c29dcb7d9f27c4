"""The two standard tables of township teams as data: which people stand in a cell, and what is printed in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cadres.rules.age import AgeBoundary, AgePrecision, AgeRule, satisfies
from portal.models import Unit
from portal.rules.figures_text import DASH, percentage, quotient
from reports.board import board_of
from reports.populations import Question
from reports.rule_values import PARTY_STATUSES, RuleValues
from reports.tables.members import BELOW, COLLEGE, GRADUATE, TeamMember, team_members

Test = Callable[[TeamMember, RuleValues], bool]


@dataclass(frozen=True)
class TableColumn:
    """One column: `test` says who stands in its cells; `over` (a test) makes it a share of those it holds for.

    `number` columns are no lists of people: approved posts, vacancies, the average age.
    """

    key: str
    group: str
    head: str
    test: Test | None = None
    over: Test | None = None
    number: str = ""


@dataclass(frozen=True)
class TeamTable:
    """A table by its name in addresses."""

    name: str
    title: str
    columns: tuple[TableColumn, ...]

    def column(self, key: str) -> TableColumn:
        """The column of that key; raises KeyError."""
        found = next((one for one in self.columns if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True)
class TableLine:
    """A township, or the whole for None; `cells` are the printed texts, `people` the numbers of people by column."""

    unit: Unit | None
    cells: list[str]
    people: dict[str, list[int]] = field(repr=False)


def _around(age: int) -> Test:
    """N岁左右及以下: not yet N+2 years old, by the month (an office's own printed tables)."""
    limit = AgeRule(age, AgeBoundary.AROUND, AgePrecision.MONTH)
    return lambda one, rules: bool(satisfies(limit, one.born, rules.as_of))


def _within(key: str) -> Test:
    return lambda one, rules: bool(satisfies(rules.age(key), one.born, rules.as_of))


def _born(first: int, last: int) -> Test:
    return lambda one, rules: bool(one.born) and first <= one.born.year <= last


def _everyone(one: TeamMember, rules: RuleValues) -> bool:
    return True


def _chief(one: TeamMember, rules: RuleValues) -> bool:
    return one.is_chief


def _both(first: Test, second: Test) -> Test:
    return lambda one, rules: first(one, rules) and second(one, rules)


def _shared(key: str, group: str, head: str, test: Test, over: Test = _everyone) -> tuple[TableColumn, TableColumn]:
    return TableColumn(key, group, head, test), TableColumn(f"{key}_share", group, "占比", test, over)


STAFFING = TeamTable(
    "staffing", "乡镇领导干部配备情况统计分析表",
    (
        TableColumn("approved", "职数", "核定", number="approved"), TableColumn("members", "职数", "实配", _everyone),
        TableColumn("vacant", "职数", "缺配", number="vacant"), TableColumn("over", "职数", "超配", number="over"),
        TableColumn("age", "年龄", "平均年龄", number="age"),
        *(TableColumn(f"born_{first}", "年龄", head, _born(first, last)) for head, first, last in (
            ("60后", 1960, 1969), ("70后", 1970, 1979), ("80后", 1980, 1989), ("90后", 1990, 1999), ("00后", 2000, 2009))),
        *(one for age in (40, 35, 30) for one in _shared(f"around_{age}", "年龄", f"{age}岁左右及以下", _around(age))),
        *_shared("women", "结构", "女干部", lambda one, rules: one.sex == "2"),
        *_shared("non_party", "结构", "党外干部", lambda one, rules: bool(one.political_status)
                 and one.political_status not in PARTY_STATUSES),
        TableColumn("highest_below", "最高学历", "大专及以下", lambda one, rules: one.highest == BELOW),
        TableColumn("highest_college", "最高学历", "大学", lambda one, rules: one.highest == COLLEGE),
        TableColumn("highest_graduate", "最高学历", "研究生", lambda one, rules: one.highest == GRADUATE),
        TableColumn("highest_unknown", "最高学历", "缺数据", lambda one, rules: one.highest is None),
        *_shared("fulltime_college", "全日制学历", "大学以上", lambda one, rules: (one.fulltime_rank or 0) >= COLLEGE),
        *_shared("fulltime_graduate", "全日制学历", "研究生", lambda one, rules: one.fulltime_rank == GRADUATE),
    ),
)  # fmt: skip
YOUNG = TeamTable(
    "young", "乡镇领导班子年轻干部配备情况",
    (
        TableColumn("approved", "班子成员", "核定职数", number="approved"), TableColumn("members", "班子成员", "实配", _everyone),
        TableColumn("chiefs", "党政正职", "实配", _chief),
        *_shared("chiefs_35", "党政正职", "35岁以下", _both(_chief, _within("young_age")), _chief),
        *_shared("chiefs_30", "党政正职", "30岁以下", _both(_chief, _within("under30_age")), _chief),
        *_shared("members_35", "班子成员年轻干部", "35岁以下", _within("young_age")),
        *_shared("members_30", "班子成员年轻干部", "30岁以下", _within("under30_age")),
    ),
)  # fmt: skip
TABLES = {table.name: table for table in (STAFFING, YOUNG)}


def table_lines(table: TeamTable, question: Question) -> tuple[list[TableLine], dict[int, TeamMember]]:
    """The lines of every township and, last, of the whole, where each person counts once; and the people by number."""
    everybody = team_members(question)
    board = board_of(question)
    by_town: dict[int, list[TeamMember]] = {}
    for one in everybody:
        by_town.setdefault(one.township_id, []).append(one)
    lines = [
        _line(table, unit, by_town.get(unit.pk, []), board.figure("CAD-10", unit.pk), question) for unit in board.townships
    ]
    once = list({one.person_id: one for one in reversed(everybody)}.values())[::-1]
    lines.append(_summed(table, lines, _line(table, None, once, board.figure("CAD-10"), question)))
    return lines, {one.person_id: one for one in everybody}


def _line(table: TeamTable, unit, people: list[TeamMember], posts, question: Question) -> TableLine:
    rules, cells, named = question.rules, [], {}
    for column in table.columns:
        if column.number:
            cells.append(_number(column.number, people, posts, rules))
            continue
        inside = [one for one in people if column.test(one, rules)]
        named[column.key] = [one.person_id for one in inside]
        if column.over is None:
            cells.append(str(len(inside)))
        else:
            share = percentage(len(inside), sum(column.over(one, rules) for one in people), rules.digits)
            cells.append(DASH if share is None else f"{share}%")
    return TableLine(unit, cells, named)


def _summed(table: TeamTable, towns: list[TableLine], whole: TableLine) -> TableLine:
    """The whole with vacant and surplus posts added up: one township's surplus fills no other's vacancy."""
    cells = list(whole.cells)
    for at, column in enumerate(table.columns):
        if column.number in ("vacant", "over"):
            cells[at] = str(sum(int(line.cells[at]) for line in towns if line.cells[at] != DASH))
    return TableLine(None, cells, whole.people)


def _number(kind: str, people: list[TeamMember], posts, rules: RuleValues) -> str:
    if kind == "age":
        known = [one.age for one in people if one.age is not None]
        mean = quotient(sum(known), len(known), rules.digits)
        return DASH if mean is None else str(mean)
    if posts.missing and not posts.denominator:
        return DASH
    gap = posts.denominator - len(people)
    return str({"approved": posts.denominator, "vacant": max(gap, 0), "over": max(-gap, 0)}[kind])
