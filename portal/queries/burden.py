"""How much the office asked of its units: columns of forms and of sheets, and those it filled in itself.

Forms tell it in the events of records added (`asked`, `known`, `unit`); of a sheet every row applied counts each of its
columns, under the unit it was brought in for.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.utils import timezone

from portal.models import AuditEvent, Batch, BatchRow, Unit


@dataclass(frozen=True)
class Asked:
    """Records entered, columns asked for, and those of them already known."""

    records: int = 0
    asked: int = 0
    known: int = 0

    def __add__(self, other: "Asked") -> "Asked":
        return Asked(self.records + other.records, self.asked + other.asked, self.known + other.known)


def asked_by_unit(units: QuerySet, month: datetime.date, sheets: Mapping[str, int]) -> dict[tuple[int, str], Asked]:
    """(unit id, register) → what was asked in the month, of the registers named in `sheets` (register → columns)."""
    first, end = _moments(month)
    found: dict[tuple[int, str], Asked] = {}
    for unit, name, *numbers in _events(units, first, end, sheets).values_list("unit", "name").annotate(**_SUMS):
        found[unit, name] = Asked(*numbers)
    batches = _batches(units, first, end, sheets).values_list("unit", "register").annotate(entered=_ROWS)
    for unit, name, rows in batches:
        key = (unit, name)
        found[key] = found.get(key, Asked()) + Asked(rows, rows * sheets[name])
    return found


def asked_by_month(units: QuerySet, last: datetime.date, sheets: Mapping[str, int]) -> dict[datetime.date, Asked]:
    """The twelve months up to the last, each with what was asked in all the units together."""
    months = [month_before(last, back) for back in range(11, -1, -1)]
    found = dict.fromkeys(months, Asked())
    first, end = _moments(months[0])[0], _moments(last)[1]
    by_month = _events(units, first, end, sheets).annotate(month=TruncMonth("at")).values_list("month")
    for month, *numbers in by_month.annotate(**_SUMS):
        found[timezone.localtime(month).date()] += Asked(*numbers)
    for at, name, rows in (
        _batches(units, first, end, sheets).values_list("applied_at", "register").annotate(entered=_ROWS)
    ):
        found[timezone.localtime(at).date().replace(day=1)] += Asked(rows, rows * sheets[name])
    return found


def last_month_asked(units: QuerySet, month: datetime.date, sheets: Mapping[str, int]) -> datetime.date | None:
    """The newest month up to this one in which anything was entered; None when nothing ever was."""
    first, end = _moments(datetime.date(2000, 1, 1))[0], _moments(month)[1]
    event = _events(units, first, end, sheets).order_by("-at").values_list("at", flat=True).first()
    batch = _batches(units, first, end, sheets).order_by("-applied_at").values_list("applied_at", flat=True).first()
    found = [at for at in (event, batch) if at is not None]
    return timezone.localtime(max(found)).date().replace(day=1) if found else None


def month_before(month: datetime.date, count: int) -> datetime.date:
    """The first day of the month so many months before."""
    number = month.year * 12 + month.month - 1 - count
    return datetime.date(number // 12, number % 12 + 1, 1)


_SUMS = {"records": Sum("entered"), "all_asked": Sum("asked"), "all_known": Sum("known")}
_ROWS = Count("rows", filter=Q(rows__state__in=(BatchRow.State.NEW, BatchRow.State.CHANGED)))


def _events(units: QuerySet, first: datetime.datetime, end: datetime.datetime, sheets: Mapping[str, int]) -> QuerySet:
    numbers = {name: Cast(KeyTextTransform(name, "detail"), IntegerField()) for name in ("asked", "known", "unit")}
    rows = AuditEvent.objects.filter(at__gte=first, at__lt=end, detail__has_keys=["asked", "known", "unit"])
    # One event may enter many records (points for ten households), or complete one that is there (attendance).
    entered = Coalesce(Cast(KeyTextTransform("records", "detail"), IntegerField()), 1)
    rows = rows.annotate(name=KeyTextTransform("register", "detail"), entered=entered, **numbers).order_by()
    return rows.filter(name__in=list(sheets), unit__in=units.values("pk"))


def _batches(units: QuerySet, first: datetime.datetime, end: datetime.datetime, sheets: Mapping[str, int]) -> QuerySet:
    return Batch.objects.filter(
        state=Batch.State.APPLIED, applied_at__gte=first, applied_at__lt=end, register__in=list(sheets),
        unit__in=units.values("pk"),
    ).order_by()  # fmt: skip


def _moments(month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of the month and of the next one, where the office is."""
    both = (month.replace(day=1), month_before(month, -1))
    return tuple(timezone.make_aware(datetime.datetime.combine(day, datetime.time())) for day in both)


def units_in_order(numbers) -> list[Unit]:
    """The units in the order of the tree."""
    return list(Unit.objects.filter(pk__in=set(numbers)).select_related("township").order_by("path"))
