"""领导班子职数统计: the posts of each organ of a team (党委, 政府, 人大, 政协, 法检两长), and which of them are empty."""

from collections import defaultdict

from cadres.models import Person
from cadres.queries.establishment import CHIEF, posts_held
from portal.models import Unit, UnitQuota, UnitSpan
from portal.rules.figures_text import DASH
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from reports.populations import Question
from reports.tables.grid import Cell, Grid, Head, Line, StandardTable, quota_records, summed

# 机构类别 (ZB04) of the organs. A street's working committee is a Party committee, its office a government.
ORGANS = (
    ("party", "党委", ("1001", "1002")), ("government", "政府", ("1004", "3480")), ("congress", "人大", ("1003",)),
    ("conference", "政协", ("1005",)), ("justice", "法检两长", ("1006", "1007")),
)  # fmt: skip
REST = ("rest", "未分机构")
_BY_CATEGORY = {category: key for key, _name, categories in ORGANS for category in categories}
_FIELDS = {"1": "chief_posts", "3": "deputy_posts"}
_WORDS = {"1": "正职", "3": "副职"}
_CHIEF_ONLY = "justice"
_TEAMS = ("party", "congress", "government", "conference")
_BASIS = (
    "机构按机构类别（ZB04）分：党委含纪委，街道党工委算党委、办事处算政府，法院、检察院只算正职；没有这类机构的为“—”。",
    "未分机构：乡镇街道本级或机构类别不在上述几类的核定职数和任职。",
    "同一人在一个乡镇的几个机构任职只算一次：先正职、后副职，再按主要职务；主要职务的机构已满而兼职的机构有空的，算在兼职的机构。",
    "缺配按机构分正职、副职计算：副职超配不抵正职缺配。",
)


def county_teams(question: Question) -> list[tuple[Unit, list[UnitQuota], list[Person]]]:
    """县级领导班子 with their approved posts and members on the day: 党委, 人大, 政府, 政协, where the tree has them."""
    organs = {unit: organ for unit, (_body, organ) in organs_of(question).items() if organ in _TEAMS}
    units = list(Unit.objects.filter(pk__in=organs, township=None).order_by("position", "path"))
    quotas, people = defaultdict(list), defaultdict(dict)
    for one in UnitQuota.objects.as_of(question.as_of).filter(unit__in=units).select_related("unit"):
        quotas[one.unit_id].append(one)
    posts = posts_held(question.as_of).filter(unit__in=units).select_related("person")
    for post in posts.order_by("team_order", "person__pinyin", "pk"):
        people[post.unit_id][post.person_id] = post.person
    return [(unit, quotas[unit.pk], list(people[unit.pk].values())) for unit in units]


def organs_of(question: Question) -> dict[int, tuple[int, str]]:
    """Unit → (the unit whose team it belongs to, organ) on the day: townships' organs, and the organs of the county."""
    kinds = (*TOWNSHIP_ORGANS, UnitKind.COUNTY, UnitKind.COUNTY_ORGAN)
    spans = UnitSpan.objects.as_of(question.as_of).filter(unit__path__startswith=question.unit.path, kind__in=kinds)
    found = {}
    for unit, kind, township, category, parent in spans.values_list(
        "unit_id", "kind", "township_id", "category", "parent_id"
    ):
        organ = _BY_CATEGORY.get(category)
        if kind in TOWNSHIP_ORGANS and township:
            found[unit] = (township, organ or REST[0])
        elif organ and kind != UnitKind.COUNTY and parent and category not in ("1002", "3480"):
            found[unit] = (parent, organ)
    return found


def _posts(question: Question, organs: dict, quotas: dict) -> dict[tuple[int, str, str], list[int]]:
    """People by body, organ and kind of post, each once in a body.

    A chief stands where he is chief. Of several posts of one kind the main one counts, unless its organ is full and another
    of the person's organs is not (党委委员、副镇长 on a place of the government).
    """
    order = [key for key, *_rest in (*ORGANS, REST)]
    held: dict[tuple[int, int], list] = defaultdict(list)
    rows = posts_held(question.as_of).filter(unit__in=organs).order_by("team_order", "person__pinyin", "pk")
    for person, unit, kind, primary in rows.values_list("person", "unit", "member_kind", "is_primary"):
        body, organ = organs[unit]
        held[body, person].append((kind != CHIEF, not primary, order.index(organ), organ, kind))
    choices = []
    for (body, person), posts in held.items():
        best = min(posts)
        same = dict.fromkeys(organ for *_rank, organ, kind in sorted(posts) if kind == best[-1])
        choices.append((body, person, best[-1], list(same)))
    found = defaultdict(list)
    for body, person, kind, mine in sorted(choices, key=lambda one: len(one[3])):  # those with one organ first
        free = (
            organ for organ in mine
            if len(found[body, organ, kind]) < sum(getattr(one, _FIELDS[kind]) or 0 for one in quotas[body, organ])
        )  # fmt: skip
        found[body, next(free, mine[0]), kind].append(person)
    return found


def _cells(organ: str, quotas: list[UnitQuota], people: dict[str, list[int]]) -> tuple[Cell, ...]:
    """职数, 实配, 缺配职数, 缺配岗位 of one organ."""
    kinds = ("1",) if organ == _CHIEF_ONLY else ("1", "3")
    fields = [_FIELDS[kind] for kind in kinds]
    numbers = {kind: [value for one in quotas if (value := getattr(one, _FIELDS[kind])) is not None] for kind in kinds}
    inside = tuple(person for kind in kinds for person in people.get(kind, ()))
    if not any(numbers.values()):
        return Cell(DASH), Cell(str(len(inside)) if inside else DASH, inside or None), Cell(DASH), Cell(DASH)
    records = quota_records(quotas, *fields)
    gaps = {kind: max(0, sum(numbers[kind]) - len(people.get(kind, ()))) for kind in kinds}
    return (
        Cell(str(sum(sum(found) for found in numbers.values())), records=records), Cell(str(len(inside)), inside),
        Cell(str(sum(gaps.values())), inside, records), Cell(_gap_words(gaps), inside, records),
    )  # fmt: skip


def _gap_words(gaps: dict[str, int]) -> str:
    return "、".join(f"{_WORDS[kind]}{count}" for kind, count in gaps.items() if count) or "无"


def _fill(question: Question, choice: str) -> Grid:
    organs = organs_of(question)
    quotas = defaultdict(list)
    for one in (
        UnitQuota.objects.as_of(question.as_of).filter(unit__in=organs).select_related("unit").order_by("unit__path")
    ):
        quotas[organs[one.unit_id]].append(one)
    people = _posts(question, organs, quotas)
    bodies = Unit.objects.filter(pk__in={body for body, _organ in organs.values()}).order_by("position", "path")
    shown = [(key, name) for key, name, _categories in ORGANS]
    unsorted = [one for (_body, organ), found in quotas.items() if organ == REST[0] for one in found]
    if any(one.chief_posts or one.deputy_posts for one in unsorted) or any(
        organ == REST[0] and found for (_body, organ, _kind), found in people.items()
    ):
        shown.append(REST)
    heads = tuple(
        Head(f"{key}.{part}", (name,), head, 11 if part == "empty" else 6.6)
        for key, name in shown
        for part, head in (("approved", "职数"), ("filled", "实配"), ("vacant", "缺配职数"), ("empty", "缺配岗位"))
    )
    lines = []
    for unit in bodies:
        cells = []
        for key, _name in shown:
            mine = {kind: people.get((unit.pk, key, kind), []) for kind in _WORDS}
            cells += _cells(key, quotas[unit.pk, key], mine)
        lines.append(Line(unit.code, (unit.name,), tuple(cells)))
    if len(lines) > 1:
        lines.append(Line("total", ("合计",), _whole(heads, lines), "total"))
    return Grid(("单位",), heads, tuple(lines), _BASIS)


def _whole(heads: tuple[Head, ...], lines: list[Line]) -> tuple[Cell, ...]:
    cells = []
    for at, head in enumerate(heads):
        column = [line.cells[at] for line in lines]
        if not head.key.endswith(".empty"):
            cells.append(summed(column))
            continue
        texts = [part for cell in column for part in cell.text.split("、") if part[:2] in _WORDS.values()]
        gaps = {kind: sum(int(text[2:]) for text in texts if text[:2] == word) for kind, word in _WORDS.items()}
        known = any(cell.text != DASH for cell in column)
        cells.append(Cell(_gap_words(gaps) if known else DASH, cells[-1].people, cells[-1].records))
    return tuple(cells)


ORGAN_POSTS = StandardTable(
    "organ-posts", "领导班子职数统计表", "编制职数",
    "党委、政府、人大、政协、法检两长各自的职数、实配、缺配职数、缺配岗位。", _fill, counted_in="名",
)  # fmt: skip
