"""县管（区管）干部队伍情况: chiefs and deputies approved and in post by age, status and years of work; ranks of 调研员."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.models import Person
from cadres.queries.establishment import posts_held
from cadres.queries.ranks.quotas import UnitUse, quota_uses
from cadres.rules.age import full_years
from cadres.rules.ranks.quota import EVERY_TIER, Tier
from portal.models import Unit, UnitQuota, UnitSpan
from portal.queries.quotas import body_of
from portal.queries.rules import rule_value
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from reports.populations import Question
from reports.tables.counted import Column, Test, aged, counted
from reports.tables.grid import Cell, Grid, Line, Record, StandardTable, number, quota_records, summed

COUNTY_MANAGED = "04"  # ZB130
_CLASSES = (
    ("乡镇（街道）", TOWNSHIP_ORGANS), ("县直机关", (UnitKind.COUNTY_ORGAN,)),
    ("县直事业单位", (UnitKind.COUNTY_INSTITUTION,)), ("企业", (UnitKind.ENTERPRISE,)),
)  # fmt: skip
_OTHERS = "其他机构"
_POSTS = (("1", "正职", "chief_posts"), ("3", "副职", "deputy_posts"))
_GOVERNED = ("5", "6", "61", "62", "63")  # ZB125 参照管理
_ENTERPRISE = ("A4", "A5", "A6")  # ZB125 企业人员
CIVIL, GOVERNED, INSTITUTION, STATE_OWNED = "civil", "governed", "institution", "state_owned"
# Heads of the printed table (表样). The last two are the conditions of 公务员法第九十三条 for leaving early on request.
_BANDS = (("40岁及以下", 0, 40), ("41—45岁", 41, 45), ("46—50岁", 46, 50), ("51—55岁", 51, 55), ("56岁及以上", 56, 200))
_STATUSES = ((CIVIL, "公务员"), (GOVERNED, "参公"), (INSTITUTION, "事业"), (STATE_OWNED, "国企"))
_LONG_SERVICE, _OLD, _SERVICE = 30, 55, 20
_RANKED = frozenset({"13", "14", "15", "16"})
_BASIS = (
    "县管干部：管理类别为县级党委管理、现职，当日在任的领导班子正职、副职，同一人只算一次，兼任正职的算正职。",
    "核定：当日在执行的领导职数，机构范围见口径设置；缺配、超配逐个机构、正副职分别计算后相加。",
    "年龄、工龄按月计满周岁（年）；没有出生年月、参加工作时间或说不准的不计入任何一段，年龄缺数据单列。",
    "身份：人员类别为参照管理或编制类型为参公的算参公，行政编制的算公务员，事业编制的算事业，企业人员类别的算国企。",
    "年龄段、工作满30年、满55岁且工龄满20年为表样所列；后两项是公务员法第九十三条自愿提前退休的条件。",
    "职级：公务员中的调研员，核定按职级职数页的职数，“其中”不计入小计。",
)


@dataclass(frozen=True)
class Managed:
    """A person as the table asks: completed years of age and work on the day, None when they cannot be told."""

    person_id: int
    age: int | None
    work_years: int | None
    status: str


def _status(establishment: str, category: str) -> str:
    if category in _GOVERNED or establishment == "2":
        return GOVERNED
    if establishment in ("1", "3"):
        return CIVIL if establishment == "1" else INSTITUTION
    return STATE_OWNED if category in _ENTERPRISE else ""


def _is(status: str) -> Test:
    return lambda one, rules: one.status == status


def _worked(years: int) -> Test:
    return lambda one, rules: one.work_years is not None and one.work_years >= years


_COLUMNS = (
    *(Column(key, ("职数",), head, number=key) for key, head in (
        ("approved", "核定"), ("filled", "实配"), ("vacant", "缺配"), ("over", "超配"))),
    *(Column(f"age_{least}", ("年龄",), head, aged(least, most), width=8) for head, least, most in _BANDS),
    Column("age_unknown", ("年龄",), "缺数据", lambda one, rules: one.age is None, width=8),
    *(Column(key, ("身份",), head, _is(key)) for key, head in _STATUSES),
    Column("status_unknown", ("身份",), "缺数据", _is("")),
    Column("work_30", ("工作年限",), f"工作满{_LONG_SERVICE}年", _worked(_LONG_SERVICE), width=9),
    Column("old_20", ("工作年限",), f"满{_OLD}岁且工龄满{_SERVICE}年", lambda one, rules: one.age is not None
           and one.age >= _OLD and _worked(_SERVICE)(one, rules), width=11),
)  # fmt: skip


def _fill(question: Question, choice: str) -> Grid:
    posts, uses = _Posts(question), quota_uses(Unit.objects.under(question.unit), question.as_of)
    known = _people(
        {*posts.people, *(person for use in uses for held in use.holders.values() for person in held)}, question
    )
    lines, wholes = [], []
    for name in posts.classes:
        mine = [posts.line(name, kind, known) for kind, *_rest in _POSTS]
        lines += [*mine, _sum(name, "小计", mine, question, known, "sum")]
        wholes.append(mine)
    if len(posts.classes) > 1:
        whole = [
            _sum("合计", label, list(column), question, known, "total")
            for (_kind, label, _field), column in zip(_POSTS, zip(*wholes, strict=True), strict=True)
        ]
        lines += [*whole, _sum("合计", "小计", whole, question, known, "total")]
    lines += _rank_lines(uses, question, known)
    return Grid(("类别", "职务（职级）"), tuple(one.as_head() for one in _COLUMNS), tuple(lines), _BASIS)


class _Posts:
    """Approved posts and those who hold them, by class of unit and kind of post."""

    def __init__(self, question: Question):
        self.question = question
        kinds = rule_value("managed_unit_kinds", question.as_of)[0]
        day = question.as_of
        spans = UnitSpan.objects.as_of(day).filter(unit__path__startswith=question.unit.path, kind__in=kinds)
        spans = spans.select_related("unit").order_by("unit__path")
        self.class_of = {one.unit_id: _class(one.kind) for one in spans}
        self.body = {one.unit_id: body_of(one.unit) for one in spans}
        order = [*(name for name, _kinds in _CLASSES), _OTHERS]
        self.classes = [name for name in order if name in set(self.class_of.values())]
        self.quotas: dict[tuple, list[UnitQuota]] = defaultdict(list)
        rows = UnitQuota.objects.as_of(day).filter(unit__in=self.class_of).select_related("unit").order_by("unit__path")
        for one in rows:
            for kind, _label, field in _POSTS:
                if getattr(one, field) is not None:
                    self.quotas[self.class_of[one.unit_id], kind].append(one)
        self.held = self._held()
        self.people = self._once(order)

    def _held(self) -> dict[tuple[int, int], tuple[str, str]]:
        """(body, person) → (kind, class): in each body the higher of the person's posts."""
        rows = posts_held(self.question.as_of).filter(unit__in=self.class_of, person__management=COUNTY_MANAGED)
        held: dict[tuple[int, int], tuple[str, str]] = {}
        for person, unit, kind in rows.order_by("unit__path", "person__pinyin", "pk").values_list(
            "person", "unit", "member_kind"
        ):
            key, found = (self.body[unit], person), (kind, self.class_of[unit])
            held[key] = min(found, held.get(key, found), key=lambda one: one[0])
        return held

    def _once(self, order: list[str]) -> dict[int, tuple[str, str]]:
        """Person → (kind, class), the highest of all their posts."""
        found: dict[int, tuple[str, str]] = {}
        for (_body, person), one in self.held.items():
            found[person] = min(one, found.get(person, one), key=lambda held: (held[0], order.index(held[1])))
        return found

    def line(self, name: str, kind: str, known: dict[int, Managed]) -> Line:
        """One class and kind; whoever has posts in two bodies stands in one line, and leaves neither post empty."""
        label, field = next((label, field) for one, label, field in _POSTS if one == kind)
        people = tuple(person for person, one in self.people.items() if one == (kind, name))
        quotas = self.quotas[name, kind]
        records = quota_records(quotas, field)
        approved: dict[int, int] = defaultdict(int)
        for one in quotas:
            approved[self.body[one.unit_id]] += getattr(one, field)
        filled: dict[int, int] = defaultdict(int)
        for (body, _person), one in self.held.items():
            filled[body] += one == (kind, name)
        gaps = [approved[body] - filled[body] for body in {*approved, *filled}]
        numbers = {
            "approved": Cell(number(sum(approved.values()) if quotas else None), records=records),
            "filled": Cell(str(len(people)), people),
            "vacant": Cell(number(sum(gap for gap in gaps if gap > 0) if quotas else None), people, records),
            "over": Cell(number(sum(-gap for gap in gaps if gap < 0) if quotas else None), people, records),
        }
        rules = self.question.rules
        return Line(f"{name}-{kind}", (name, label), counted(_COLUMNS, [known[one] for one in people], numbers, rules))


def _class(kind: str) -> str:
    return next((name for name, kinds in _CLASSES if kind in kinds), _OTHERS)


def _people(numbers: Iterable[int], question: Question) -> dict[int, Managed]:
    rows = Person.objects.filter(pk__in=numbers).values_list("pk", "born", "work_began", "establishment", "category")
    day = question.as_of
    return {
        pk: Managed(pk, full_years(born, day), full_years(work_began, day), _status(establishment, category))
        for pk, born, work_began, establishment, category in rows
    }


def _sum(name: str, label: str, lines: list[Line], question: Question, known: dict, weight: str) -> Line:
    """The lines added up; each person stands in one of them."""
    numbers = {one.number: summed(line.cells[at] for line in lines) for at, one in enumerate(_COLUMNS) if one.number}
    people = [known[person] for person in numbers["filled"].people]
    return Line(f"{name}-{label}", (name, label), counted(_COLUMNS, people, numbers, question.rules), weight)


def _rank_lines(uses: list[UnitUse], question: Question, known: dict[int, Managed]) -> list[Line]:
    """One line for each tier of 一至四级调研员 that has places or holders, approved places of all units together."""
    tiers: dict[Tier, list[UnitUse]] = defaultdict(list)
    for use in uses:
        for one in use.tiers:
            if one.tier.ranks <= _RANKED and (one.places or one.used):
                tiers[one.tier].append(use)
    lines = []
    for tier in filter(tiers.__contains__, EVERY_TIER):
        members = tiers[tier]
        found = [(use, next(one for one in use.tiers if one.tier == tier)) for use in members]
        people = tuple(person for use in members for person in use.people(tier))
        records = tuple(
            Record(use.name, str(one.places), one.how, ("cadres:rank-places", ())) for use, one in found if one.places
        )
        places = [one.places for _use, one in found if one.places is not None]
        numbers = {
            "approved": Cell(number(sum(places) if places else None), records=records),
            "filled": Cell(str(len(people)), people),
            "vacant": Cell(number(sum(max(0, one.places - one.used) for _use, one in found if one.places is not None)), people, records),
            "over": Cell(number(sum(max(0, one.used - one.places) for _use, one in found if one.places is not None)), people, records),
        }  # fmt: skip
        people_known = [known[person] for person in people]
        lines.append(
            Line(f"rank-{tier.key}", ("职级", tier.label), counted(_COLUMNS, people_known, numbers, question.rules))
        )
    return lines


MANAGED = StandardTable(
    "managed", "县管干部队伍情况表", "县管干部",
    "正职、副职的核定、实配、缺配，年龄段，公务员、参公、事业、国企，工作满30年、满55岁且工龄满20年；调研员职级的核定、实配。",
    _fill,
)  # fmt: skip
