"""编制与人员配备, 领导职数配备: what is approved for every unit, who fills it, what is over and what is short."""

from itertools import groupby

from cadres.queries.establishment import UnitPlaces, unit_places
from portal.models import Unit
from portal.rules.figures_text import DASH
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from reports.populations import Question
from reports.tables.grid import Cell, Grid, Head, Line, StandardTable, gap_cells, quota_records, summed

# In the order of printing; villages and communities have no establishment.
CLASSES = (
    ("乡镇（街道）", TOWNSHIP_ORGANS), ("县直机关", (UnitKind.COUNTY, UnitKind.COUNTY_ORGAN)),
    ("县直事业单位", (UnitKind.COUNTY_INSTITUTION,)), ("学校", (UnitKind.SCHOOL,)), ("企业", (UnitKind.ENTERPRISE,)),
    ("派驻乡镇机构", (UnitKind.TOWNSHIP_POSTED,)),
)  # fmt: skip
_ESTABLISHMENTS = {
    "administrative": "行政编制", "institution_governed": "参公编制", "institution_other": "事业编制",
    "worker": "工勤编制", "other": "其他编制",
}  # fmt: skip
_POSTS = {"chief_posts": "正职", "deputy_posts": "副职"}
_TOGETHER = "乡镇（街道）含党委、人大、政府等机构和所属事业单位。"
_ESTABLISHMENT_BASIS = (
    f"编制数为当日在执行的核定数，“{DASH}”为未登记核定数。{_TOGETHER}",
    "实有人员按现在登记的统计关系、编制类型（ZB135）计；占工勤编制的人员类别见口径设置。",
    "未明：没有填写编制类型，或编制类型为“其他”而没有填写人员类别。",
)
_POSTS_BASIS = (
    f"应配为当日在执行的核定领导职数，“{DASH}”为未登记。{_TOGETHER}乡镇事业单位的领导职数不计。",
    "实配为当日在任的领导班子成员，同一机构兼任几职的只算一次，兼任正职的算正职。",
    "缺配、超配逐个机构相加：一个机构超配不抵另一个机构缺配；同一人在两个机构任职的各算一次，名单只列一次。",
)


def _heads(groups: dict[str, str], words: tuple[str, str]) -> tuple[Head, ...]:
    approved, filled = words
    return tuple(
        Head(f"{kind}.{key}", (group,), head)
        for kind, group in groups.items()
        for key, head in (("approved", approved), ("filled", filled), ("over", "超配"), ("vacant", "缺配"))
    )


def _establishment(question: Question, choice: str) -> Grid:
    heads = (*_heads(_ESTABLISHMENTS, ("编制数", "实有")), Head("unstated", ("编制未明",), "人数"))

    def cells(one: UnitPlaces) -> list[Cell]:
        return [*_kinds(one, _ESTABLISHMENTS), Cell(str(len(one.unstated)), one.unstated)]

    return _grid(question, heads, cells, _ESTABLISHMENT_BASIS)


def _leader_posts(question: Question, choice: str) -> Grid:
    return _grid(question, _heads(_POSTS, ("应配", "实配")), lambda one: _kinds(one, _POSTS), _POSTS_BASIS)


def _kinds(one: UnitPlaces, groups: dict[str, str]) -> list[Cell]:
    found = []
    for kind in groups:
        places = one.places[kind]
        cells = gap_cells(places.approved, places.people, quota_records(places.quotas, kind))
        found += [cells["approved"], cells["filled"], cells["over"], cells["vacant"]]
    return found


def _grid(question: Question, heads: tuple[Head, ...], cells, basis: tuple[str, ...]) -> Grid:
    """A line for every unit that has or fills anything, a sum for each class and one for all."""
    classes = {kind: name for name, kinds in CLASSES for kind in kinds}
    units = Unit.objects.under(question.unit).filter(kind__in=classes)
    by_class: dict[str, list[Line]] = {name: [] for name, _kinds in CLASSES}
    for one in unit_places(units, question.as_of):
        if not one.unit.path.startswith(question.unit.path):
            continue  # the town above an organ that was asked about alone
        name, mine = classes[one.unit.kind], tuple(cells(one))
        if any(cell.text not in ("0", DASH) for cell in mine):
            by_class[name].append(Line(one.unit.code, (name, one.unit.name), mine))
    lines = [line for members in by_class.values() for line in members]
    return Grid(("类别", "单位"), heads, with_sums(lines), basis)


def with_sums(lines: list[Line]) -> tuple[Line, ...]:
    """The lines with a sum under each class of more than one, and the sum of all under the last."""
    found = []
    for name, group in groupby(lines, key=lambda line: line.labels[0]):
        members = list(group)
        found += members
        if len(members) > 1:
            found.append(Line(f"sum-{name}", (name, "小计"), _summed(members), "sum"))
    if len(lines) > 1:
        found.append(Line("total", ("合计", ""), _summed(lines), "total"))
    return tuple(found)


def _summed(lines: list[Line]) -> tuple[Cell, ...]:
    return tuple(summed(column) for column in zip(*(line.cells for line in lines), strict=True))


ESTABLISHMENT = StandardTable(
    "establishment", "编制与人员配备情况表", "编制职数",
    "逐个单位的行政、参公、事业、工勤、其他编制：编制数、实有、超配、缺配。", _establishment,
)  # fmt: skip
LEADER_POSTS = StandardTable(
    "leader-posts", "领导职数配备情况表", "编制职数", "逐个单位的正职、副职：应配、实配、超配、缺配。", _leader_posts
)
