"""When an assembly of villagers stands, how many were due by a day, and whether a decision took all its steps."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

DECISION_STEPS = (
    "proposed_on", "consulted_on", "party_reviewed_on", "resolved_on", "resolution_published_on", "result_published_on",
)  # fmt: skip
"""Days of a decision in the order of 四议两公开 (general knowledge: no text was seen that fixes the six)."""


def is_quorate(present: int, expected: int, share: str) -> bool:
    """Whether enough came: `share` is over_half (more than half), two_thirds (at least) or any.

    村民委员会组织法 (2018) Art. 22 and 26. In whole numbers, so that exactly half is not over half.
    """
    if share == "over_half":
        return 2 * present > expected
    if share == "two_thirds":
        return 3 * present >= 2 * expected
    return present > 0


def periods_of_year(year: int, per_year: int) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of each of the equal parts of the year; `per_year` divides twelve."""
    months = 12 // per_year
    starts = [datetime.date(year, first, 1) for first in range(1, 13, months)]
    ends = [start - datetime.timedelta(days=1) for start in [*starts[1:], datetime.date(year + 1, 1, 1)]]
    return list(zip(starts, ends, strict=True))


def periods_due(as_of: datetime.date, per_year: int) -> list[tuple[datetime.date, datetime.date]]:
    """The parts of the day's year that have ended on or before the day; one still running is not due yet."""
    return [(first, last) for first, last in periods_of_year(as_of.year, per_year) if last <= as_of]


def is_complete(days: Sequence[datetime.date | None], as_of: datetime.date) -> bool:
    """Whether every step has its day, none after the as-of day, none before the step it follows (same day is fine)."""
    if any(day is None or day > as_of for day in days):
        return False
    return all(earlier <= later for earlier, later in pairwise(days))
