"""What a figure over records asks: where, on which day, since when."""

import calendar
import datetime
from dataclasses import dataclass, field

from portal.models import Unit

PERIODS = {
    "as_of": "截至当日", "cumulative": "累计", "year": "本年度", "quarter": "本季度", "month": "本月", "last_year": "上年度",
}  # fmt: skip


@dataclass(frozen=True)
class RecordQuestion:
    """`since` begins everything cumulative (近年来); `rules` are the office's rule values on the day, by key.

    With `by_unit` the places counted are the rows' own units (villages), otherwise a county's are its townships.
    """

    unit: Unit
    as_of: datetime.date
    since: datetime.date
    rules: dict = field(default_factory=dict, compare=False)
    by_unit: bool = False

    def span(self, period: str) -> tuple[datetime.date, datetime.date]:
        """First and last day of the period, both included; nothing after the as-of day is ever counted.

        A year, quarter or month is the calendar one that holds the day; `last_year` is the whole year before.
        """
        day = self.as_of
        if period == "last_year":
            return datetime.date(day.year - 1, 1, 1), datetime.date(day.year - 1, 12, 31)
        first = {
            "as_of": datetime.date.min, "cumulative": self.since, "year": datetime.date(day.year, 1, 1),
            "quarter": datetime.date(day.year, (day.month - 1) // 3 * 3 + 1, 1), "month": day.replace(day=1),
        }[period]  # fmt: skip
        return first, day

    def whole_span(self, period: str) -> tuple[datetime.date, datetime.date]:
        """The calendar period itself, its days after the as-of day included: what is due in it."""
        first, last = self.span(period)
        months = {"year": 12 - last.month, "quarter": 2 - (last.month - 1) % 3, "month": 0}.get(period)
        if months is None:
            return first, last
        month = last.month + months
        return first, datetime.date(last.year, month, calendar.monthrange(last.year, month)[1])
