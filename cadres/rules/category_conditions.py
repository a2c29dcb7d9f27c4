"""Whether a person meets the conditions of a source category (三方面人员, 五方面人员 …) as one round states them.

The conditions differ from round to round and from province to province, so they are rows of a table; here they are
only applied. What a record does not say is no refusal: the answer is then that evidence is needed.
"""

import datetime
from dataclasses import dataclass, field

from cadres.rules.age import AgeRule, satisfies
from portal.rules.dates import PartialDate
from portal.rules.labelled import Labelled
from portal.rules.unit_kinds import UnitKind


class Eligibility(Labelled):
    """The answer to whether a person qualifies."""

    ELIGIBLE = "eligible", "符合"
    NOT_ELIGIBLE = "not_eligible", "不符合"
    NEEDS_EVIDENCE = "needs_evidence", "需补充证明"


# From the lowest to the highest, by the first digit of the ZB64 code that stands for them.
SCHOOLING = {
    "high_school": ("高中（中专）", 1),
    "college": ("大专", 2),
    "bachelor": ("大学", 3),
    "graduate": ("研究生", 4),
}
_RANK_OF_LEVEL = {"1": 4, "2": 3, "3": 2, "4": 1, "6": 1, "7": 0, "8": 0}


@dataclass(frozen=True)
class CategoryConditions:
    """Conditions of one sub-category; nought and empty mean that nothing is asked.

    kinds      kinds of unit the person must serve in; `excluded_kinds` say no whatever else holds
    years      years in townships and villages altogether; `post_years` years in the present post
    """

    kinds: frozenset[UnitKind] = frozenset()
    excluded_kinds: frozenset[UnitKind] = frozenset()
    excludes_governed: bool = False
    years: int = 0
    post_years: int = 0
    age: AgeRule | None = None
    schooling: str = ""
    ended_posting: bool = False


@dataclass(frozen=True)
class CandidateFacts:
    """What is on file of a candidate; None for what is not."""

    kind: UnitKind | None = None
    governed: bool | None = None
    township_months: int | None = None
    post_since: PartialDate | None = None
    born: PartialDate | None = None
    schooling_level: str = ""
    posting_ended: bool | None = None


@dataclass(frozen=True)
class Answer:
    """The answer, and each condition with what was found: (condition, yes / no / not known, words)."""

    outcome: Eligibility
    findings: tuple[tuple[str, bool | None, str], ...] = field(default_factory=tuple)


def schooling_rank(level: str) -> int | None:
    """4 for a graduate … 0 below high school, by the ZB64 code; None when no level is on file."""
    return _RANK_OF_LEVEL.get(level[:1]) if level else None


def evaluate(conditions: CategoryConditions, facts: CandidateFacts, on: datetime.date) -> Answer:
    """The answer on a day: one no refuses, else one not known asks for evidence, else eligible."""
    findings = tuple(_findings(conditions, facts, on))
    held = [holds for _condition, holds, _words in findings]
    if any(holds is False for holds in held):
        return Answer(Eligibility.NOT_ELIGIBLE, findings)
    if any(holds is None for holds in held):
        return Answer(Eligibility.NEEDS_EVIDENCE, findings)
    return Answer(Eligibility.ELIGIBLE, findings)


def _findings(asked: CategoryConditions, facts: CandidateFacts, on: datetime.date):
    if asked.kinds or asked.excluded_kinds:
        yield _kind(asked, facts)
    if asked.excludes_governed:
        known = facts.governed
        yield ("不含参照公务员法管理人员", None if known is None else not known, _yes_no(known, "参公", "非参公"))
    if asked.years:
        months = facts.township_months
        holds = None if months is None else months >= asked.years * 12
        words = "无履历" if months is None else f"{months}个月"
        yield (f"乡镇（村）工作满{asked.years}年", holds, words)
    if asked.post_years:
        yield (f"现岗位满{asked.post_years}年", *_post_years(facts.post_since, asked.post_years, on))
    if asked.age:
        words = str(facts.born) if facts.born else "无出生年月"
        yield (str(asked.age), satisfies(asked.age, facts.born, on), words)
    if asked.schooling:
        label, least = SCHOOLING[asked.schooling]
        rank = schooling_rank(facts.schooling_level)
        yield (f"{label}以上学历", None if rank is None else rank >= least, facts.schooling_level or "无学历")
    if asked.ended_posting:
        yield (
            "驻村（到村任职）已期满且考核合格",
            facts.posting_ended,
            _yes_no(facts.posting_ended, "已期满", "未期满"),
        )


def _kind(asked: CategoryConditions, facts: CandidateFacts):
    wanted = "、".join(kind.label for kind in UnitKind if kind in asked.kinds)
    refused = "、".join(kind.label for kind in UnitKind if kind in asked.excluded_kinds)
    condition = "单位性质：" + wanted + (f"（不含{refused}）" if refused else "")
    if facts.kind is None:
        return (condition, None, "单位未知")
    holds = facts.kind not in asked.excluded_kinds and (not asked.kinds or facts.kind in asked.kinds)
    return (condition, holds, facts.kind.label)


def _post_years(since: PartialDate | None, years: int, on: datetime.date) -> tuple[bool | None, str]:
    """Full when the same day (or the month, when no day is known) comes round for the N-th time."""
    if since is None:
        return None, "无任职时间"
    first, last = (_anniversary(day, years) <= on for day in (since.first_day(), since.last_day()))
    if since.precision == "month":  # kept to the month: full in the month that comes round
        last = first
    return (first if first == last else None), f"自{since}"


def _anniversary(day: datetime.date, years: int) -> datetime.date:
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        return datetime.date(year, 3, 1)
    return day.replace(year=year)


def _yes_no(known: bool | None, yes: str, no: str) -> str:
    return "未知" if known is None else yes if known else no
