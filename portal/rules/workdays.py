"""Working days under the State Council's yearly arrangement of holidays and make-up days.

The arrangement is published each autumn for the year that follows. A year not yet arranged has only its week known:
such a day is taken by its weekday, and the answer says that it is not certain.
"""

import datetime
from dataclasses import dataclass

from chinese_calendar import is_workday
from chinese_calendar.constants import holidays

_ARRANGED = {day.year for day in holidays}
LAST_ARRANGED = max(_ARRANGED)
MOST_DAYS = 250


@dataclass(frozen=True)
class LastDay:
    """The last day of a term; `certain` is False when it reaches into a year whose holidays are not known."""

    day: datetime.date
    certain: bool


def works(day: datetime.date) -> bool:
    """Whether the day is a working day; by its weekday alone in a year that is not arranged."""
    return is_workday(day) if day.year in _ARRANGED else day.weekday() < 5


def working_days(first: datetime.date, last: datetime.date) -> int:
    """Working days from the first to the last day, both included; 0 when the last lies before the first."""
    days = (last - first).days + 1
    return sum(works(first + datetime.timedelta(days=step)) for step in range(days))


def last_working_day(began: datetime.date, days: int, *, first_counts: bool = True) -> LastDay:
    """The day on which so many working days have passed, the first day counted when it is one and `first_counts`.

    Raises ValueError for less than one day or more than 250.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"工作日数应在1至{MOST_DAYS}之间")
    day = began if first_counts else began + datetime.timedelta(days=1)
    left, certain = days, True
    while True:
        certain = certain and day.year in _ARRANGED
        left -= works(day)
        if left == 0:
            return LastDay(day, certain)
        day += datetime.timedelta(days=1)
