"""The as-of day of a page, out of its address."""

import datetime

from django.utils import timezone


def as_of_day(request) -> datetime.date:
    """The day named by `?as_of=2026-06-30`; today when there is none or it cannot be read."""
    try:
        return datetime.date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return timezone.localdate()
