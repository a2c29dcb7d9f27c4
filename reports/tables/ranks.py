"""公务员职级职数使用审批表 and 晋升职级人员备案名册: places of every tier, and the people of one promotion round."""

from collections import defaultdict

from cadres.models import Person, RankPromotionCase, RankPromotionRound
from cadres.queries.ranks.quotas import UnitUse, quota_uses
from cadres.queries.ranks.standing import Standing, standings
from cadres.queries.ranks.terms import rank_terms
from cadres.rules.ranks.eligibility import EXCELLENT
from cadres.rules.ranks.ladder import comprehensive, rank_name
from cadres.rules.ranks.quota import EVERY_TIER, Tier, TierUse
from portal.models import Unit, UnitQuota
from portal.rules.dates import PartialDate
from portal.rules.figures_text import percent_text
from portal.rules.roles import Permission
from reports.populations import Question
from reports.tables.grid import Cell, Grid, Head, Line, Record, StandardTable, number, quota_records, summed

State = RankPromotionCase.State
_OUT = (State.REJECTED, State.HOLD, State.ROLLED_BACK)
_PARTS = (("places", "核定"), ("used", "已用"), ("free", "空缺"), ("wanted", "拟使用"))
_USE_BASIS = (
    "核定：核定文件的职数；没有的按行政编制乘以口径设置的比例。统筹使用的单位合并一行，按统筹单位计算。",
    "已用：当日任该层次职级的公务员（行政编制），领导干部兼任的是否占用见口径设置。空缺不超过上一层次的空缺。",
    "拟使用：所选批次中当日尚未批准的晋升，不含暂缓、不予晋升；在同一层次内晋升的不另占职数。",
)
_ROSTER_BASIS = (
    "任现职级时间：批准时结束的职级；尚未批准的按批次基准日的职级记录，首次套转的从年限起算时间起。",
    "优秀年度：任现职级期间、到批次基准日已确定的年度考核优秀；任现职级当年是否计算见口径设置。",
    "不含不予晋升、批准已撤销的。",
)
_ROSTER = (
    ("name", (), "姓名", 9), ("unit", (), "单位", 22), ("post", (), "现任职务", 28), ("held", (), "现职级", 13),
    ("since", (), "任现职级时间", 10), ("target", (), "拟晋升职级", 13), ("eligible", (), "年限届满时间", 10),
    ("voters", ("民主测评",), "参加人数", 8), ("votes", ("民主测评",), "赞成票", 8), ("share", ("民主测评",), "赞成率", 13),
    ("excellent", (), "年度考核优秀年度", 20), ("state", (), "进度", 10), ("number", (), "批准文号", 16),
)  # fmt: skip


def rounds(question: Question) -> list[tuple[str, str]]:
    """The promotion rounds: the latest by the day first, those still to come after them."""
    every = RankPromotionRound.objects.select_related("unit").order_by("-as_of", "-pk")
    mine = [one for one in every if _overlaps(one.unit, question.unit)]
    mine.sort(key=lambda one: one.as_of > question.as_of)
    return [(str(one.pk), f"{one.name}（{one.as_of}）") for one in mine]


def _overlaps(one: Unit, other: Unit) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def _cases(question: Question, choice: str):
    """The cases of the round chosen, of people in the unit asked about."""
    cases = RankPromotionCase.objects.filter(round=choice or None, unit__path__startswith=question.unit.path)
    return (
        cases.filter(round__isnull=False)
        .select_related("person", "unit", "closed")
        .order_by("unit__position", "unit__path", "person__pinyin", "pk")
    )


def _use(question: Question, choice: str) -> Grid:
    uses = quota_uses(Unit.objects.under(question.unit), question.as_of)
    uses.sort(key=lambda use: (use.unit.position, use.unit.path))
    wanted = _wanted(uses, _cases(question, choice), question)
    tiers = [tier for tier in EVERY_TIER if any(_matters(one) for use in uses for one in use.tiers if one.tier == tier)]
    heads = (
        Head("base", (), "行政编制", 8),
        *(Head(f"{tier.key}.{key}", (tier.label,), head) for tier in tiers for key, head in _PARTS),
    )
    quotas = defaultdict(list)
    members = [unit for use in uses for unit in use.members]
    rows = UnitQuota.objects.as_of(question.as_of).filter(unit__in=members, administrative__isnull=False)
    for one in rows.select_related("unit"):
        quotas[one.unit_id].append(one)
    lines = []
    for use in uses:
        if not any(_matters(one) for one in use.tiers):
            continue
        cells = [Cell(number(use.base), records=quota_records(
            [one for unit in use.members for one in quotas[unit.pk]], "administrative"))]  # fmt: skip
        by_tier = {one.tier: one for one in use.tiers}
        for tier in tiers:
            cells += _tier_cells(use, by_tier.get(tier), wanted[_key(use), tier.key])
        lines.append(Line(_key(use), (use.name,), tuple(cells)))
    if len(lines) > 1:
        whole = tuple(summed(column) for column in zip(*(line.cells for line in lines), strict=True))
        lines.append(Line("total", ("合计",), whole, "total"))
    return Grid(("单位（统筹）",), heads, tuple(lines), _USE_BASIS)


def _key(use: UnitUse) -> str:
    return f"pool-{use.pool.pk}" if use.pool else use.unit.code


def _matters(one: TierUse) -> bool:
    return bool(one.places or one.used)


def _tier_cells(use: UnitUse, one: TierUse | None, cases: list[RankPromotionCase]) -> list[Cell]:
    """核定, 已用, 空缺, 拟使用 of a tier; dashes where the tier is none of the unit's level."""
    if one is None:
        return [Cell("—")] * len(_PARTS)
    people = use.people(one.tier)
    records = () if one.places is None else (Record(use.name, str(one.places), one.how, ("cadres:rank-places", ())),)
    asked = tuple(
        Record(
            f"{case.person.name}：{rank_name(case.held)}→{rank_name(case.target)}", "1", case.get_state_display(),
            ("portal:register-record", ("rank-cases", case.pk)),
        )
        for case in cases
    )  # fmt: skip
    return [
        Cell(number(one.places), records=records), Cell(str(len(people)), people), Cell(number(one.free), people, records),
        Cell(str(len(cases)), tuple(case.person_id for case in cases), asked),
    ]  # fmt: skip


def _wanted(uses: list[UnitUse], cases, question: Question) -> dict[tuple[str, str], list[RankPromotionCase]]:
    """Cases not approved by the day that take a place of a tier, by line and tier."""
    homes = sorted(((unit.path, use) for use in uses for unit in use.members), key=lambda one: -len(one[0]))
    found: dict[tuple[str, str], list[RankPromotionCase]] = defaultdict(list)
    for case in cases.exclude(state__in=_OUT):
        use = next((use for path, use in homes if case.unit.path.startswith(path)), None)
        if use is None or (case.approved_on and case.approved_on <= question.as_of):
            continue
        for one in use.tiers:
            if _takes(case, one.tier):
                found[_key(use), one.tier.key].append(case)
    return found


def _takes(case: RankPromotionCase, tier: Tier) -> bool:
    return comprehensive(case.target) in tier.ranks and comprehensive(case.held) not in tier.ranks


def _roster(question: Question, choice: str) -> Grid:
    cases = list(_cases(question, choice).exclude(state__in=(State.REJECTED, State.ROLLED_BACK)))
    heads = tuple(Head(key, groups, head, width) for key, groups, head, width in _ROSTER)
    if not cases:
        return Grid(("序号",), heads, (), _ROSTER_BASIS)
    on = RankPromotionRound.objects.get(pk=choice).as_of
    people = Person.objects.filter(pk__in=[case.person_id for case in cases])
    found, counts_start = standings(people, on), rank_terms(on).ranks.start_year_counts
    lines = tuple(
        Line(str(case.pk), (str(row),), _roster_cells(case, found[case.person_id], on, counts_start))
        for row, case in enumerate(cases, 1)
    )
    return Grid(("序号",), heads, lines, _ROSTER_BASIS)


def _roster_cells(case: RankPromotionCase, standing: Standing, on, counts_start: bool) -> tuple[Cell, ...]:
    since = _since(case, standing)
    years = [
        one for one in standing.candidate.results
        if one.result == EXCELLENT and one.decided_on <= on
        and since is not None and (one.year > since.year or (counts_start and one.year == since.year))
    ]  # fmt: skip
    records = tuple(
        Record(
            f"{one.year}年度考核",
            "优秀",
            f"{one.decided_on}确定",
            ("portal:register-record", ("appraisals", one.record)),
        )
        for one in sorted(years, key=lambda one: one.year)
    )
    mine = ("portal:register-record", ("rank-cases", case.pk))
    share = percent_text(case.votes, case.voters) if case.voters and case.votes is not None else "—"
    texts = {
        "name": Cell(case.person.name, page=("cadres:person", (case.person_id,))), "unit": Cell(case.unit.name),
        "post": Cell(case.person.post_text), "held": Cell(rank_name(case.held), page=mine),
        "since": Cell(_month(since), page=("cadres:rank-reason", (case.person_id,))),
        "target": Cell(rank_name(case.target), page=mine), "eligible": Cell(_month(case.eligible_on)),
        "voters": Cell(number(case.voters), page=mine), "votes": Cell(number(case.votes), page=mine),
        "share": Cell(share, page=mine if case.voters else ("", ())),
        "excellent": Cell("、".join(record.label[:4] for record in records) or "无", records=records),
        "state": Cell(case.get_state_display(), page=mine), "number": Cell(case.approval_number),
    }  # fmt: skip
    return tuple(texts[key] for key, *_rest in _ROSTER)


def _since(case: RankPromotionCase, standing: Standing) -> PartialDate | None:
    """When the years in the held rank began: of the rank the approval ended, else of the rank held on the round's day."""
    held = standing.candidate.rank
    if held is not None and held.code == case.held:
        return held.since
    return case.closed.began if case.closed else None


def _month(date: PartialDate | None) -> str:
    return "—" if date is None else str(PartialDate(date.year, date.month))


RANK_USE = StandardTable(
    "rank-use", "公务员职级职数使用审批表", "职级",
    "各单位（统筹）各职级层次的核定、已用、空缺，所选晋升批次的拟使用。", _use, counted_in="名",
    choice_label="晋升批次", choices=rounds,
)  # fmt: skip
RANK_ROSTER = StandardTable(
    "rank-roster", "晋升职级人员备案名册", "职级",
    "一个晋升批次的人员：现职级、任现职级时间、拟晋升职级、民主测评、年度考核优秀年度。", _roster,
    choice_label="晋升批次", choices=rounds, right=Permission.VIEW_RECORDS,
)  # fmt: skip
