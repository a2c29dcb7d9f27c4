"""The standard tables of township teams as data: which people stand in a cell, and what is printed in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cadres.rules.structure import Group, TeamPost, Trait
from portal.rules.figures_text import DASH, quotient
from reports.populations import Question
from reports.rule_values import RuleValues
from reports.tables.counted import (
    Column,
    around,
    born,
    both,
    counted,
    everyone,
    non_party,
    shared,
    within,
    woman,
)
from reports.tables.due import Asked, Due, short
from reports.tables.grid import Cell, Grid, Line, StandardTable, gap_cells, quota_records, summed
from reports.tables.members import (
    BELOW,
    COLLEGE,
    DOCTOR,
    GRADUATE,
    MASTER,
    TeamMember,
    once_each,
    team_members,
    team_quotas,
    team_townships,
)
from reports.tables.organs import county_teams

Test = Callable[[TeamMember, RuleValues], bool]
HEADS_OF_ONE = 2  # 书记 and 乡镇长, one each in every township
_POSTS = ("chief_posts", "deputy_posts")
_AROUND = "N岁左右及以下：不满N+2岁，按月计算（表样注释）。"
_YOUNG = "35岁以下、30岁以下的界限见口径设置，按月计算。"
_DUE = "应配：最近一次换届登记的结构要求，没有登记的为“未设定”；按比例的要求怎样折成人数见口径设置。"
_COUNTY = "县级四套领导班子按机构类别（党委、人大、政府、政协）列在合计之后；应配只取对该机构登记的要求。"
_ONCE = "同一人在两个乡镇任职的，各乡镇分别计、合计只计一次；缺配、超配逐乡镇相加，一个乡镇超配不抵另一个乡镇缺配。"


@dataclass(frozen=True)
class DueColumn:
    """What a group of columns asks: of whom (`over`), with what (`test`), by which requirement (of an age rule)."""

    key: str
    group: Group
    trait: Trait
    test: Test
    over: Test = everyone
    age: str = ""

    def asked(self, rules: RuleValues) -> Asked:
        """The requirement meant, with the age limit of the day."""
        return Asked(self.group, self.trait, rules.age(self.age) if self.age else None)

    def approved(self, approved: int | None, townships: int, filled: int) -> int | None:
        """The posts a share is taken of: the team's approved ones, the two heads of every township, or the young ones."""
        if self.group == Group.MEMBERS:
            return approved
        return HEADS_OF_ONE * townships if self.group == Group.HEADS else filled


def _heads(one: TeamMember, rules: RuleValues) -> bool:
    return one.heads


def _secretary(one: TeamMember, rules: RuleValues) -> bool:
    return one.seat == TeamPost.SECRETARY


def _fulltime(rank: int | None, degree: str = "") -> Test:
    return lambda one, rules: one.fulltime_rank == rank and (rank != GRADUATE or one.fulltime_degree == degree)


def _unclear(one: TeamMember, rules: RuleValues) -> bool:
    return one.fulltime_rank is None or (one.fulltime_rank == GRADUATE and not one.fulltime_degree)


def _due(one: DueColumn, group: str, head: str, *, share: bool = False, lacks: bool = False) -> tuple[Column, ...]:
    """应配, 实配 and, as asked, 占比 and 缺配 under a head of their own."""
    groups = (group, head)
    test = one.test if one.over is everyone else both(one.over, one.test)
    columns = [Column(f"{one.key}_due", groups, "应配", number=f"{one.key}_due"), Column(one.key, groups, "实配", test)]
    if share:
        columns.append(Column(f"{one.key}_share", groups, "占比", test, one.over))
    if lacks:
        columns.append(Column(f"{one.key}_short", groups, "缺配", number=f"{one.key}_short"))
    return tuple(columns)


_CHIEFS_35 = DueColumn("chiefs_35", Group.HEADS, Trait.AGE, within("young_age"), _heads, "young_age")
_SECRETARIES = DueColumn(
    "secretaries_35", Group.YOUNG_HEADS, Trait.SECRETARY, _secretary, both(_heads, within("young_age")), "young_age"
)
_CHIEFS_30 = DueColumn("chiefs_30", Group.HEADS, Trait.AGE, within("under30_age"), _heads, "under30_age")
_MEMBERS_35 = DueColumn("members_35", Group.MEMBERS, Trait.AGE, within("young_age"), age="young_age")
_MEMBERS_30 = DueColumn("members_30", Group.MEMBERS, Trait.AGE, within("under30_age"), age="under30_age")
_WOMEN = DueColumn("women", Group.MEMBERS, Trait.WOMAN, woman)
_NON_PARTY = DueColumn("non_party", Group.MEMBERS, Trait.NON_PARTY, non_party)

_DECADES = tuple(
    Column(f"born_{first}", ("年龄",), f"{first % 100:02d}后", born(first, first + 9))
    for first in range(1960, 2010, 10)
)
_MEMBERS = Column("members", ("职数",), "实配", everyone)
_FILLED = (
    Column("approved", ("职数",), "核定", number="approved"), _MEMBERS,
    Column("vacant", ("职数",), "缺配", number="vacant"), Column("over", ("职数",), "超配", number="over"),
)  # fmt: skip


def _by_year(everybody: Iterable[TeamMember], rules: RuleValues) -> tuple[Column, ...]:
    """One column for each year of birth from the eldest member to the youngest."""
    years = [one.born.year for one in everybody if one.born]
    return tuple(
        Column(f"born_in_{year}", ("出生年份",), f"{year % 100:02d}年", born(year, year), width=4.4)
        for year in range(min(years), max(years) + 1)
    ) if years else ()  # fmt: skip


def _staffing_columns(births: tuple[Column, ...]) -> tuple[Column, ...]:
    return (
        *_FILLED, Column("age", ("年龄",), "平均年龄", number="age"), *births,
        *(one for age in (40, 35, 30) for one in shared(f"around_{age}", "年龄", f"{age}岁左右及以下", around(age))),
        *shared("women", "结构", "女干部", woman), *shared("non_party", "结构", "党外干部", non_party),
        Column("highest_below", ("最高学历",), "大专及以下", lambda one, rules: one.highest == BELOW),
        Column("highest_college", ("最高学历",), "大学", lambda one, rules: one.highest == COLLEGE),
        Column("highest_graduate", ("最高学历",), "研究生", lambda one, rules: one.highest == GRADUATE),
        Column("highest_unknown", ("最高学历",), "缺数据", lambda one, rules: one.highest is None),
        *shared("fulltime_college", "全日制学历", "大学以上", lambda one, rules: (one.fulltime_rank or 0) >= COLLEGE),
        *shared("fulltime_graduate", "全日制学历", "研究生", lambda one, rules: one.fulltime_rank == GRADUATE),
    )  # fmt: skip


def _staffing(question: Question, choice: str) -> Grid:
    everybody = team_members(question)
    columns = _staffing_columns(_by_year(everybody, question.rules) if choice == "years" else _DECADES)
    return _grid(question, columns, (), (_AROUND, _ONCE), everybody=everybody)


def _young(question: Question, choice: str) -> Grid:
    columns = (
        Column("townships", ("班子成员",), "乡镇数", number="townships"),
        Column("approved", ("班子成员",), "核定职数", number="approved"), Column("members", ("班子成员",), "实配", everyone),
        Column("chiefs", ("党政正职", "合计"), "实配", _heads),
        *_due(_CHIEFS_35, "党政正职", "35岁以下", share=True), *_due(_SECRETARIES, "党政正职", "其中：书记", share=True),
        *_due(_CHIEFS_30, "党政正职", "30岁以下", lacks=True),
        *_due(_MEMBERS_35, "班子成员年轻干部", "35岁以下", share=True),
        *_due(_MEMBERS_30, "班子成员年轻干部", "30岁以下", lacks=True),
        Column("no_birth", ("缺数据",), "缺出生年月", lambda one, rules: one.born is None),
    )  # fmt: skip
    asked = (_CHIEFS_35, _SECRETARIES, _CHIEFS_30, _MEMBERS_35, _MEMBERS_30)
    return _grid(question, columns, asked, (_YOUNG, _DUE, _ONCE))


def _structure(question: Question, choice: str) -> Grid:
    unknown = Column(
        "unknown", ("缺数据",), "性别、政治面貌", lambda one, rules: not one.sex or not one.political_status, width=9
    )
    columns = (
        *(Column(one.key, ("班子成员",), one.head, one.test, number=one.number) for one in (_FILLED[0], _MEMBERS)),
        *(Column(one.key, one.groups[1:], one.head, one.test, one.over, one.number, 9)
          for asked, head in ((_WOMEN, "女干部"), (_NON_PARTY, "党外干部")) for one in _due(asked, "", head, lacks=True)),
        unknown,
    )  # fmt: skip
    asked = (_WOMEN, _NON_PARTY)
    grid = _grid(question, columns, asked, (_DUE, _ONCE, _COUNTY))
    county = _county_lines(question, columns, asked)
    if not county:
        return grid
    towns = (replace(one, labels=("乡镇合计",)) if one.key == "total" else one for one in grid.lines)
    return replace(grid, row_heads=("班子",), lines=(*towns, *county))


def _county_lines(question: Question, columns: tuple[Column, ...], asked: tuple[DueColumn, ...]) -> tuple[Line, ...]:
    """县级四套领导班子, one line each where the tree has them; what is due is asked of each by name."""
    teams, rules = county_teams(question), question.rules
    due, lines = Due(question) if teams else None, []
    for unit, quotas, persons in teams:
        people = [TeamMember(one.pk, unit.pk, one.sex, one.born, None, one.political_status, None) for one in persons]
        cells = _numbers_due(unit, people, quotas, asked, due, rules, own=True)
        lines.append(Line(unit.code, (unit.name,), counted(columns, people, cells, rules)))
    return tuple(lines)


def _young_heads(question: Question, choice: str) -> Grid:
    education = ("全日制学历",)
    columns = (
        Column("people", (), "总数", everyone, width=9),
        Column("secretaries", ("职务",), "书记", _secretary, width=9),
        Column("town_heads", ("职务",), "乡镇长", lambda one, rules: one.seat == TeamPost.HEAD, width=9),
        Column("doctors", education, "博士", _fulltime(GRADUATE, DOCTOR), width=9),
        Column("masters", education, "硕士", _fulltime(GRADUATE, MASTER), width=9),
        Column("bachelors", education, "本科", _fulltime(COLLEGE), width=9),
        Column("below", education, "大专及以下", _fulltime(BELOW), width=9),
        Column("unclear", education, "缺数据", _unclear, width=9),
        Column("women", ("结构",), "女", woman, width=9), Column("non_party", ("结构",), "党外", non_party, width=9),
    )  # fmt: skip
    basis = (
        _AROUND, "党政正职：乡镇党委书记和乡镇长，不含人大主席。",
        "全日制学历缺数据：没有全日制学历，或全日制研究生没有填写学位。", _ONCE,
    )  # fmt: skip
    return _grid(question, columns, (), basis, only=both(_heads, around(35)))


def _grid(
    question: Question, columns: tuple[Column, ...], asked: tuple[DueColumn, ...], basis: tuple[str, ...], *,
    only: Test = everyone, everybody: list[TeamMember] | None = None,
) -> Grid:  # fmt: skip
    """A line for every township and, last, one for all, where each person counts once and gaps are added up."""
    rules, due, quotas = question.rules, Due(question) if asked else None, team_quotas(question)
    everybody = team_members(question) if everybody is None else everybody
    everybody = [one for one in everybody if only(one, rules)]
    by_town: dict[int, list[TeamMember]] = {}
    for one in everybody:
        by_town.setdefault(one.township_id, []).append(one)
    lines, numbers = [], []
    for unit in team_townships(question):
        people = by_town.get(unit.pk, [])
        cells = _numbers_due(unit, people, quotas.get(unit.pk, []), asked, due, rules)
        numbers.append(cells)
        lines.append(Line(unit.code, (unit.name,), counted(columns, people, cells, rules)))
    if len(lines) > 1:
        lines.append(_whole(question, columns, asked, due, once_each(everybody), numbers))
    return Grid(("乡镇",), tuple(one.as_head() for one in columns), tuple(lines), basis)


def _numbers_due(unit, people, quotas, asked, due, rules, *, own: bool = False) -> dict[str, Cell]:
    """The cells of one team that are no tests of people: places, age, and what is due and short."""
    approved = _posts(quotas) if quotas else None
    cells = _numbers(people, approved, quota_records(quotas, *_POSTS), 1, rules)
    for one in asked:
        group, inside = _sides(one, people, rules)
        base = one.approved(approved, 1, len(group))
        wanted = due.of_each(one.asked(rules), unit, approved=base, filled=len(group), own=own)
        cells |= {f"{one.key}_due": wanted, f"{one.key}_short": short(wanted, inside)}
    return cells


def _whole(question: Question, columns, asked, due, people: list[TeamMember], numbers: list[dict[str, Cell]]) -> Line:
    rules = question.rules
    approved = summed(cells["approved"] for cells in numbers)
    total = None if approved.text == DASH else int(approved.text)
    cells = _numbers(people, total, approved.records, len(numbers), rules)
    cells |= {key: summed(one[key] for one in numbers) for key in ("vacant", "over")}
    for one in asked:
        group, inside = _sides(one, people, rules)
        each = [cell[f"{one.key}_due"] for cell in numbers]
        base = one.approved(total, len(numbers), len(group))
        wanted = due.of_whole(one.asked(rules), approved=base, filled=len(group), each=each)
        lacks = [cell[f"{one.key}_short"] for cell in numbers]
        together = all(cell.text == DASH for cell in lacks)  # asked of the whole, not of each township
        cells |= {f"{one.key}_due": wanted, f"{one.key}_short": short(wanted, inside) if together else summed(lacks)}
    return Line("total", ("合计",), counted(columns, people, cells, rules), "total")


def _sides(one: DueColumn, people: list[TeamMember], rules: RuleValues) -> tuple[list[TeamMember], tuple[int, ...]]:
    """Those a requirement is about, and the people of them who have what it asks."""
    group = [person for person in people if one.over(person, rules)]
    return group, tuple(person.person_id for person in group if one.test(person, rules))


def _posts(quotas) -> int:
    return sum((one.chief_posts or 0) + (one.deputy_posts or 0) for one in quotas)


def _numbers(people: list[TeamMember], approved, records, townships: int, rules: RuleValues) -> dict[str, Cell]:
    known = [one for one in people if one.age is not None]
    mean = quotient(sum(one.age for one in known), len(known), rules.digits)
    age = Cell(DASH if mean is None else str(mean), tuple(one.person_id for one in known))
    numbers = gap_cells(approved, [one.person_id for one in people], records)
    return numbers | {"age": age, "townships": Cell(str(townships))}


STAFFING = StandardTable(
    "staffing", "乡镇领导干部配备情况统计分析表", "乡镇领导班子",
    "核定、实配、缺配，平均年龄和出生年代（或逐年），女干部、党外干部，最高学历和全日制学历。", _staffing,
    choice_label="出生年份", choices=lambda question: [("decades", "按年代"), ("years", "逐年")],
)  # fmt: skip
YOUNG = StandardTable(
    "young", "乡镇领导班子年轻干部配备情况", "乡镇领导班子",
    "35岁以下、30岁以下的党政正职和班子成员：应配、实配、占比、缺配。", _young,
)  # fmt: skip
YOUNG_HEADS = StandardTable(
    "young-heads", "35岁左右及以下党政正职情况", "乡镇领导班子",
    "书记、乡镇长中35岁左右及以下的，按职务、全日制学历、性别、党外。", _young_heads,
)  # fmt: skip
STRUCTURE = StandardTable(
    "structure",
    "领导班子结构性干部配备情况",
    "乡镇领导班子",
    "乡镇和县级四套领导班子中女干部、党外干部的应配、实配、缺配。",
    _structure,
)
