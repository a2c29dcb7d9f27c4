"""What was due and held of organization life, month by month, for the places and organizations of a year."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth

from branches.models import LifeSlot, PartyOrganization
from portal.models import Unit


@dataclass(frozen=True)
class MonthCell:
    """Slots that end in a month: `due` by the day, `filled` and `late` of them; `ahead` are not due yet."""

    due: int = 0
    filled: int = 0
    late: int = 0
    ahead: int = 0

    @property
    def tone(self) -> str:
        """ok when all is done, error when something is missed, notice while nothing is due yet."""
        if not self.due:
            return "notice" if self.ahead else ""
        return "ok" if self.filled == self.due else "error"


def slots_seen(user, year: int) -> QuerySet[LifeSlot]:
    """Slots that end in the year, of organizations in the account's scope."""
    rows = LifeSlot.objects.filter(last__year=year)
    return rows if user.sees_everything() else rows.filter(organization__unit__in=Unit.objects.visible_to(user))


def months_of(slots: QuerySet[LifeSlot], by: str, as_of: datetime.date) -> dict[int | None, dict[int, MonthCell]]:
    """The cells of every value of the lookup `by`, by month; one query."""
    recorded = Q(last__lte=as_of, recorded_on__lte=as_of)
    rows = (
        slots.annotate(month=ExtractMonth("last"))
        .values(by, "month")
        .annotate(
            due=Count("pk", filter=Q(last__lte=as_of)),
            filled=Count("pk", filter=recorded),
            late=Count("pk", filter=recorded & Q(backfilled=True)),
            ahead=Count("pk", filter=Q(last__gt=as_of)),
        )
        .order_by()
    )
    found: dict[int | None, dict[int, MonthCell]] = defaultdict(dict)
    for row in rows:
        found[row[by]][row["month"]] = MonthCell(row["due"], row["filled"], row["late"], row["ahead"])
    return found


def total(cells: dict[int, MonthCell]) -> MonthCell:
    """The year of a row."""
    return MonthCell(*(sum(getattr(cell, name) for cell in cells.values()) for name in ("due", "filled", "late", "ahead")))


def slot_state(slot: LifeSlot, as_of: datetime.date) -> str:
    """held, late (held but recorded late), missed, or ahead (not over yet and not held)."""
    if slot.recorded_on is not None and slot.recorded_on <= as_of:
        return "late" if slot.backfilled else "held"
    return "missed" if slot.last <= as_of else "ahead"


def organizations_at(user, place: Unit | None) -> QuerySet[PartyOrganization]:
    """Organizations of a township in the account's scope; of no township for None."""
    rows = PartyOrganization.objects.visible_to(user).select_related("unit").order_by("unit__path", "pk")
    return rows.filter(unit__township=place)
