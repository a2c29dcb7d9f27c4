"""The as-of day of a page, out of its address."""

import datetime

from django.utils import timezone

from portal.rules.dates import FIRST_YEAR, LAST_YEAR


def today() -> datetime.date:
    """The day on which something is done, where the office is."""
    return timezone.localdate()


def as_of_day(request) -> datetime.date:
    """The day named by `?as_of=2026-06-30`; today when there is none, it cannot be read, or no record can be of it."""
    try:
        day = datetime.date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return timezone.localdate()
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else timezone.localdate()
