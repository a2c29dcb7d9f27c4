"""When somebody may be promoted to the next rank, as known on a day, and everything that says so.

公务员职务与职级并行规定 (2019) Art. 17 and 18: years in the rank, each 优秀 shortens them by half a year, a year of 基本称职 or
without a grade is not counted. The result of a year is known only in the next; nothing decided after the day is used.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cadres.rules.ranks.ladder import Rank, comprehensive, next_rank, rank_of_leader
from portal.rules.dates import PartialDate, add_months

EXCELLENT = "1"
PASSED = frozenset({"1", "2", "2B"})
NOT_PROMOTED_NEXT_YEAR = frozenset({"3", "4", "3B", "4B"})
NOT_COUNTED = frozenset({"3", "4", "3B", "4B", "5", "5A", "5B", "5C", "6", "6A", "7"})
MONTHS_OF_EXCELLENT, MONTHS_OF_YEAR = 6, 12


class Standing(StrEnum):
    """The answer: may, may but for a bar, not yet, cannot be told, no rank yet or none above."""

    ELIGIBLE = "eligible"
    BLOCKED = "blocked"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True)
class RankTerms:
    """The office's settings: years for each rank (ZB148), whether the year a rank began counts among its results."""

    years: dict[str, int]
    start_year_counts: bool = True

    def months(self, code: str) -> int | None:
        """Months needed before promotion to the rank; None when no years are set."""
        years = self.years.get(code)
        return None if years is None else years * MONTHS_OF_YEAR


@dataclass(frozen=True)
class YearResult:
    """A year's result (ZB18), the day it was decided, and the number of its record; `assumed` when a rule told the day."""

    year: int
    result: str
    decided_on: datetime.date
    record: int | None = None
    assumed: bool = False


@dataclass(frozen=True)
class Held:
    """A rank or post level with the date its years count from and the record that says so: (kind, number).

    `began` is when it was really reached, where years in an old post were carried over to it; else empty.
    """

    code: str
    since: PartialDate | None
    record: tuple[str, int] | None = None
    began: PartialDate | None = None

    @property
    def reached(self) -> PartialDate | None:
        """When it was reached."""
        return self.began or self.since


@dataclass(frozen=True)
class Bar:
    """What keeps from promotion on a day, until a day (not included); None: until somebody ends it."""

    kind: str
    label: str
    until: datetime.date | None = None
    record: tuple[str, int] | None = None


@dataclass(frozen=True)
class Candidate:
    """What is known of a person. `used_years` are 优秀 already used for an earlier rank; `bars_on(day)` gives the bars."""

    rank: Held | None = None
    level: Held | None = None
    results: Sequence[YearResult] = ()
    used_years: frozenset[int] = frozenset()
    known_years: Callable[[int], datetime.date] | None = None
    bars_on: Callable[[datetime.date], list[Bar]] = field(default=lambda day: [])


@dataclass(frozen=True)
class Verdict:
    """The whole account.

    eligible_on    rank start + years − 6 months a 优秀 + 12 months a year not counted, from what is decided by the day
    effective_on   the later of that and the decision of the last result that shortened it
    possible_on    the first day on which promotion is possible: on that day enough was decided, and no bar known today
                   stands; None when a bar has no end or the date cannot be told
    missing_years  years whose result should be on file by the day and is not
    beyond         results of years that began when the term was served in full: they neither shorten nor lengthen it
    """

    standing: Standing
    target: Rank | None = None
    base: Held | None = None
    need: int = 0
    excellent: tuple[YearResult, ...] = ()
    uncounted: tuple[YearResult, ...] = ()
    counted: tuple[YearResult, ...] = ()
    missing_years: tuple[int, ...] = ()
    eligible_on: PartialDate | None = None
    effective_on: datetime.date | None = None
    possible_on: datetime.date | None = None
    bars: tuple[Bar, ...] = ()
    beyond: tuple[YearResult, ...] = ()

    @property
    def reached(self) -> bool | None:
        """Whether the years are reached, bars or not; None when it cannot be told."""
        if self.standing == Standing.UNKNOWN:
            return None
        return self.standing in (Standing.ELIGIBLE, Standing.BLOCKED)


def rank_eligibility(candidate: Candidate, as_of: datetime.date, terms: RankTerms) -> Verdict:
    """The verdict on the day. Of two ways to the same rank (from the rank below, from a leading post) the earlier."""
    verdicts = [_by(candidate, held, target, as_of, terms) for held, target in _ways(candidate)]
    if not verdicts:
        bars = tuple(candidate.bars_on(as_of))
        # Nobody on probation has a rank yet; of anybody else it is missing.
        none = candidate.rank is not None or any(bar.kind == "probation" for bar in bars)
        return Verdict(Standing.NONE if none else Standing.UNKNOWN, bars=bars)
    return min(verdicts, key=lambda verdict: (verdict.eligible_on is None, verdict.eligible_on))


def _ways(candidate: Candidate) -> list[tuple[Held, Rank]]:
    """The ways open: (what is held, the rank it leads to)."""
    rank, level = candidate.rank, candidate.level
    code = comprehensive(rank.code) if rank else ""
    target = next_rank(code) if code else (rank_of_leader(level.code) if level else None)
    ways = []
    if target and code:
        ways.append((rank, target))
    if target and level and target.from_leader == level.code:
        ways.append((level, target))
    return ways


def _by(candidate: Candidate, held: Held, target: Rank, as_of: datetime.date, terms: RankTerms) -> Verdict:
    need, bars = terms.months(target.code), tuple(candidate.bars_on(as_of))
    if held.since is None or need is None:
        return Verdict(Standing.UNKNOWN, target, held, need or 0, bars=bars)
    inside = _in_tenure(candidate, held.since, terms)
    decided, beyond = _of_the_term(held.since, need, [one for one in inside if one.decided_on <= as_of])
    excellent = tuple(one for one in decided if one.result == EXCELLENT and one.year not in candidate.used_years)
    uncounted = tuple(one for one in decided if one.result in NOT_COUNTED)
    counted = tuple(one for one in decided if one not in excellent and one not in uncounted)
    missing = _missing(candidate, held.reached, as_of, terms)
    eligible_on = _on(held.since, need, len(excellent), len(uncounted))
    effective_on = max([eligible_on.first_day(), held.reached.first_day(), *(one.decided_on for one in excellent)])
    best = _on(held.since, need, len(excellent) + len(missing), len(uncounted)).first_day()
    worst = _on(held.since, need, len(excellent), len(uncounted) + len(missing)).first_day()
    if best > as_of:
        standing = Standing.NOT_YET
    elif worst > as_of:
        standing = Standing.UNKNOWN
    else:
        standing = Standing.BLOCKED if bars else Standing.ELIGIBLE
    possible = None if standing == Standing.UNKNOWN else _possible(candidate, held, need, bars, as_of, decided)
    return Verdict(
        standing, target, held, need, excellent, uncounted, counted, missing, eligible_on, effective_on, possible, bars,
        tuple(beyond),
    )  # fmt: skip


def _on(since: PartialDate, need: int, excellent: int, uncounted: int) -> PartialDate:
    # However many years were excellent, nobody is promoted before the rank began.
    return add_months(since, max(0, need - MONTHS_OF_EXCELLENT * excellent + MONTHS_OF_YEAR * uncounted))


def _first_year(since: PartialDate, terms: RankTerms) -> int:
    return since.year if terms.start_year_counts else since.year + 1


def _in_tenure(candidate: Candidate, since: PartialDate, terms: RankTerms) -> list[YearResult]:
    """Results of the years held; one decided before the rank began was there for the earlier rank."""
    first, began = _first_year(since, terms), since.first_day()
    return sorted(
        (one for one in candidate.results if one.year >= first and one.decided_on > began), key=lambda one: one.year
    )


def _of_the_term(
    since: PartialDate, need: int, results: list[YearResult]
) -> tuple[list[YearResult], list[YearResult]]:
    """The results of the years the term runs through, and of years that began after it was served in full.

    Served in full is without any 优秀: one that comes later has nothing left to shorten. Every year not counted makes
    the term a year longer.
    """
    uncounted = 0
    for at, one in enumerate(results):
        if datetime.date(one.year, 1, 1) >= _on(since, need, 0, uncounted).first_day():
            return results[:at], results[at:]
        uncounted += one.result in NOT_COUNTED
    return results, []


def _missing(candidate: Candidate, since: PartialDate, as_of: datetime.date, terms: RankTerms) -> tuple[int, ...]:
    """Years held whose result must be known by the day and is not on file; `since` is when the rank was reached."""
    if candidate.known_years is None:
        return ()
    there = {one.year for one in candidate.results}
    years = range(_first_year(since, terms), as_of.year)
    return tuple(year for year in years if year not in there and candidate.known_years(year) <= as_of)


def _possible(
    candidate: Candidate, held: Held, need: int, bars: tuple[Bar, ...], as_of: datetime.date, known: list[YearResult]
) -> datetime.date | None:
    """The first day on which what was decided by then sufficed, and none of the bars that are known on the day stood."""
    began = held.reached.first_day()
    decisions: dict[datetime.date, list[YearResult]] = {began: []}
    for one in known:
        decisions.setdefault(max(began, one.decided_on), []).append(one)
    steps = sorted(decisions)
    found, excellent, uncounted = None, 0, 0
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        for one in decisions[step]:
            excellent += one.result == EXCELLENT and one.year not in candidate.used_years
            uncounted += one.result in NOT_COUNTED
        enough = max(step, _on(held.since, need, excellent, uncounted).first_day())
        if following is not None and enough >= following:
            found = None
        elif found is None:
            found = enough
    return _after_bars(candidate, max(found, as_of) if bars else found)


def _after_bars(candidate: Candidate, day: datetime.date) -> datetime.date | None:
    """The day itself, or the first one after it on which no bar stands; None when a bar has no end."""
    while bars := candidate.bars_on(day):
        ends = [bar.until for bar in bars]
        if None in ends:
            return None
        day = max(ends)
    return day
