"""Which meetings an organization had to hold: one slot for each period it stood through from the first day to the last.

中国共产党支部工作条例（试行）(2018) for the kinds; how often each is due is the office's rule `life_cycles`.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
BRANCHES = frozenset({"BR", "JBR", "TBR"})
TEAMS = frozenset({"COM", "WC"})
GROUP = "GRP"
_OF_BRANCH = ("member_assembly", "party_lecture", "theme_day", "org_life_meeting", "member_appraisal")
COMMITTEE_LEAST = 3
"""A committee has three members at least (支部工作条例 Art. 22)."""

Span = tuple[datetime.date | None, datetime.date | None]


@dataclass(frozen=True)
class Standing:
    """An organization as the rule sees it: in being from a day up to, but not on, another; `posts` likewise.

    `posts` are the spans of all who sat on its committee, the secretary included; a date known only vaguely is given
    as its last possible day for a beginning and its first possible one for an end.
    """

    category: str
    began: datetime.date | None = None
    ended: datetime.date | None = None
    posts: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Cycles:
    """How often each kind is due, from a day on: kind → month, quarter, half, year, or empty for never."""

    since: datetime.date
    periods: dict


def slots_of(
    standing: Standing, cycles: list[Cycles], first: datetime.date, through: datetime.date
) -> Iterator[tuple[str, datetime.date, datetime.date]]:
    """(kind, first day, last day) of every slot that begins on or after `first` and ends on or before `through`.

    An organization founded on the first day of a period stood through all of it; one founded a day later begins with
    the next. The cycle in force on the first day of a period decides.
    """
    for word, months in MONTHS.items():
        for begins, ends in _periods(first, through, months):
            if not _covers((standing.began, standing.ended), begins, ends):
                continue
            periods = _in_force(cycles, begins)
            for kind in kinds_of(standing, begins, ends):
                if periods.get(kind) == word:
                    yield kind, begins, ends


def kinds_of(standing: Standing, begins: datetime.date, ends: datetime.date) -> Iterable[str]:
    """The kinds the organization is there for: committees need a committee that sat all the time."""
    if standing.category == GROUP:
        return ("group_meeting",)
    if standing.category in TEAMS:
        return ("democratic_life_meeting",)
    if standing.category not in BRANCHES:
        return ()
    return (*_OF_BRANCH, "branch_committee") if _has_committee(standing, begins, ends) else _OF_BRANCH


def is_backfilled(recorded_on: datetime.date | None, last: datetime.date, grace_days: int) -> bool:
    """Whether the record was written more than the days allowed after the period had ended."""
    return recorded_on is not None and recorded_on > last + datetime.timedelta(days=grace_days)


def _has_committee(standing: Standing, begins: datetime.date, ends: datetime.date) -> bool:
    return all(sum(_covers(post, day, day) for post in standing.posts) >= COMMITTEE_LEAST for day in (begins, ends))


def _covers(span: Span, begins: datetime.date, ends: datetime.date) -> bool:
    began, ended = span
    return (began is None or began <= begins) and (ended is None or ended > ends)


def _in_force(cycles: list[Cycles], day: datetime.date) -> dict:
    held = [one for one in cycles if one.since <= day]
    return max(held, key=lambda one: one.since).periods if held else {}


def _periods(
    first: datetime.date, through: datetime.date, months: int
) -> Iterator[tuple[datetime.date, datetime.date]]:
    number = first.year * 12 + (first.month - 1) // months * months
    while True:
        begins = datetime.date(number // 12, number % 12 + 1, 1)
        number += months
        ends = datetime.date(number // 12, number % 12 + 1, 1) - datetime.timedelta(days=1)
        if ends > through:
            return
        if begins >= first:
            yield begins, ends
