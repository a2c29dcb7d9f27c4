"""The villages of the demo county and days in them."""

import datetime
from collections.abc import Iterable
from random import Random

from portal.models import Unit
from portal.rules.unit_kinds import UnitKind

FIRST = datetime.date(2025, 1, 1)


def villages() -> list[Unit]:
    """Every village and community with its township, in the order of the tree."""
    return list(
        Unit.objects.filter(kind__in=(UnitKind.VILLAGE, UnitKind.COMMUNITY)).select_related("township").order_by("path")
    )


def some(random: Random, units: list[Unit], share: float) -> Iterable[Unit]:
    """That share of the villages, in their order."""
    chosen = set(random.sample(range(len(units)), round(len(units) * share)))
    return [unit for number, unit in enumerate(units) if number in chosen]


def day_between(random: Random, first: datetime.date, last: datetime.date) -> datetime.date:
    """A day from the first to the last, both included."""
    return first + datetime.timedelta(days=random.randint(0, max(0, (last - first).days)))


def months_to(today: datetime.date) -> list[tuple[int, int]]:
    """(year, month) of every month from January 2025 to that of the day."""
    count = (today.year - FIRST.year) * 12 + today.month
    return [(FIRST.year + number // 12, number % 12 + 1) for number in range(count)]
