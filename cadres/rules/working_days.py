"""Working days between two days, Saturdays and Sundays left out; public holidays are not known here."""

import datetime


def working_days(first: datetime.date, last: datetime.date) -> int:
    """Working days from the first to the last day, both included; 0 when the last lies before the first."""
    days = (last - first).days + 1
    return sum(1 for step in range(max(days, 0)) if (first + datetime.timedelta(days=step)).weekday() < 5)
