"""Standings of ranks in words: lines of the list, and the account of one person."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cadres.models import Person
from cadres.queries.ranks.quotas import UnitUse
from cadres.queries.ranks.standing import Standing
from cadres.rules.ranks.eligibility import MONTHS_OF_EXCELLENT, MONTHS_OF_YEAR
from cadres.rules.ranks.ladder import comprehensive
from cadres.rules.ranks.quota import has_place
from portal.queries.codes import code_name

_WORDS = {
    "eligible": ("ok", "可以晋升"), "blocked": ("error", "受限制"), "not_yet": ("", "年限未满"),
    "unknown": ("amber", "无法判断"), "none": ("", "没有可晋升的职级"),
}  # fmt: skip
_SOURCES = {
    "span": "职级记录", "conversion": "首次套转", "person": "人员基本信息", "award": "奖惩", "bar": "不得晋升情形",
    "appraisal": "年度考核",
}  # fmt: skip
_PLACE = {True: ("ok", "有空缺"), False: ("amber", "无空缺"), None: ("", "职数不明")}


@dataclass(frozen=True)
class RankLine:
    """One person of the list."""

    person: Person
    held: str
    since: str
    target: str
    eligible_on: str
    possible_on: datetime.date | None
    tone: str
    word: str
    why: str
    place: tuple[str, str]


@dataclass(frozen=True)
class YearLine:
    """One year of the tenure: the result, when it was decided, and what it does to the years."""

    year: int
    result: str
    decided_on: datetime.date | None
    assumed: bool
    effect: str
    tone: str
    href: str


def rank_lines(people: list[Person], found: dict[int, Standing], uses: dict[int, UnitUse]) -> list[RankLine]:
    """The people with their standings; `uses` are places by unit."""
    return [_line(person, found[person.pk], uses.get(person.unit_id)) for person in people]


def _line(person: Person, one: Standing, use: UnitUse | None) -> RankLine:
    verdict, held = one.verdict, one.candidate.rank
    tone, word = _WORDS[verdict.standing]
    return RankLine(
        person=person,
        held=rank_word(held.code) if held else "",
        since=str(held.reached or "") if held else "",
        target=verdict.target.name if verdict.target else "",
        eligible_on=str(verdict.eligible_on or ""),
        possible_on=verdict.possible_on,
        tone=tone,
        word=_(word),
        why=why_not(one),
        place=place_word(one, use),
    )


def rank_word(code: str) -> str:
    """The name of a rank or post level."""
    return code_name("ZB148" if len(code) == 2 else "ZB09", code)


def place_word(one: Standing, use: UnitUse | None) -> tuple[str, str]:
    """(tone, word) of whether the unit has a place for the rank next in line; empty where there is none."""
    if one.verdict.target is None:
        return "", ""
    held = comprehensive(one.candidate.rank.code) if one.candidate.rank else ""
    tone, word = _PLACE[has_place(use.tiers, held, one.verdict.target.code) if use else None]
    return tone, _(word)


def why_not(one: Standing) -> str:
    """What stands against a promotion today, in one line; empty when nothing does."""
    verdict = one.verdict
    parts = [bar.label for bar in verdict.bars]
    if verdict.standing == "unknown":
        if verdict.missing_years:
            parts.append(_("缺%(years)s年度考核结果") % {"years": "、".join(map(str, verdict.missing_years))})
        elif verdict.base is None:
            parts.append(_("没有职级记录"))
        else:
            parts.append(_("没有任职级时间或未设年限"))
    return "；".join(parts)


def year_lines(one: Standing, day: datetime.date) -> list[YearLine]:
    """Every year of the tenure with its result and its effect, and results not decided by the day."""
    verdict = one.verdict
    effects = [
        *((two, _("缩短%(months)d个月") % {"months": MONTHS_OF_EXCELLENT}, "ok") for two in verdict.excellent),
        *((two, _("不计入，顺延%(months)d个月") % {"months": MONTHS_OF_YEAR}, "amber") for two in verdict.uncounted),
        *((two, _used(one, two.year), "") for two in verdict.counted),
        *((two, _("年限此前已满，不再增减"), "") for two in verdict.beyond),
    ]
    lines = [
        YearLine(
            two.year, code_name("ZB18", two.result), two.decided_on, two.assumed, effect, tone,
            reverse("portal:register-record", args=["appraisals", two.record]) if two.record else "",
        )
        for two, effect, tone in effects
    ]  # fmt: skip
    lines += [
        YearLine(year, "", None, False, _("应有结果而没有登记"), "error", "") for year in verdict.missing_years
    ]
    later = [two for two in one.candidate.results if two.decided_on > day]
    lines += [
        YearLine(two.year, code_name("ZB18", two.result), two.decided_on, two.assumed, _("当日尚未确定，不用"), "", "")
        for two in later
    ]
    return sorted(lines, key=lambda line: line.year)


def _used(one: Standing, year: int) -> str:
    return _("计入；已用于现职级，不再缩短") if year in one.candidate.used_years else _("计入")


def record_link(record: tuple[str, int] | None, person: Person) -> dict | None:
    """The record a fact comes from: what it is and where its page is."""
    if record is None:
        return None
    kind, number = record
    pages = {"conversion": "rank-conversions", "bar": "promotion-bars", "appraisal": "appraisals"}
    if kind in pages:
        href = reverse("portal:register-record", args=[pages[kind], number])
    else:
        href = reverse("cadres:person", args=[person.pk])
    return {"label": _(_SOURCES[kind]), "href": href}


def sum_words(one: Standing) -> str:
    """The sum of months in words, without what adds nothing: 24 − 6×1 = 18 个月; empty when nothing changes the term."""
    verdict = one.verdict
    shortened, added = len(verdict.excellent), len(verdict.uncounted)
    total = max(0, verdict.need - MONTHS_OF_EXCELLENT * shortened + MONTHS_OF_YEAR * added)
    less = f" − {MONTHS_OF_EXCELLENT}×{shortened}" if shortened else ""
    more = f" + {MONTHS_OF_YEAR}×{added}" if added else ""
    if not less and not more:
        return ""
    return _("%(sum)s = %(total)d 个月") % {"sum": f"{verdict.need}{less}{more}", "total": total}


EXPORT_HEADS = ["序号", "姓名", "单位", "职务", "现职级", "任现职级时间", "可晋升职级", "年限届满", "最早可晋升", "情况", "说明", "职数"]


def export_lines(lines: list[RankLine]) -> list[list[str]]:
    """The lines under `EXPORT_HEADS`."""
    return [
        [
            str(number), line.person.name, line.person.unit.name if line.person.unit else "", line.person.post_text,
            line.held, line.since, line.target, line.eligible_on, str(line.possible_on or ""), line.word, line.why,
            line.place[1],
        ]
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
