"""What filling in registers costs the units: columns asked and columns already known, by unit and register."""

import datetime

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.charts import Mark, histogram
from portal.models import Unit
from portal.queries.burden import Asked, asked_by_month, asked_by_unit, last_month_asked, units_in_order
from portal.registers.catalogue import registers
from portal.registers.sheets import sheet_columns
from portal.rules.dates import FIRST_YEAR, LAST_YEAR
from portal.rules.roles import Permission
from portal.views.days import today


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def burden(request):
    """The month's columns asked for within the scope, unit by unit in the order of the tree, and twelve months' sums."""
    user = request.user
    mine = {name: register for name, register in registers().items() if user.can(register.view)}
    sheets = {name: len(sheet_columns(register)) for name, register in mine.items()}
    units = Unit.objects.visible_to(user)
    month = _month(request.GET.get("month", "")) or _latest(units, sheets)
    found = asked_by_unit(units, month, sheets)
    months = asked_by_month(units, month, sheets)
    total = sum(found.values(), Asked())
    context = {
        "title": _("填报负担"), "month": month, "total": total, "typed": _typed(total),
        "places": [_place(unit, found, mine) for unit in units_in_order(unit for unit, _name in found)],
        "chart": histogram([_mark(*one) for one in months.items()], caption=_("近十二个月每月填报项数")),
    }  # fmt: skip
    return render(request, "portal/registers/burden.html", context)


def _place(unit: Unit, found: dict, mine: dict) -> dict:
    """A unit with its sum, and its registers in the order of the index."""
    lines = [
        {"what": register.title, "asked": found[unit.pk, name], "typed": _typed(found[unit.pk, name])}
        for name, register in mine.items()
        if (unit.pk, name) in found
    ]
    total = sum((line["asked"] for line in lines), Asked())
    return {"unit": unit, "lines": lines, "total": total, "typed": _typed(total)}


def _latest(units, sheets: dict) -> datetime.date:
    """This month, or the newest in which anything was entered."""
    now = today().replace(day=1)
    return last_month_asked(units, now, sheets) or now


def _typed(asked: Asked) -> int:
    return asked.asked - asked.known


def _mark(month: datetime.date, asked: Asked) -> Mark:
    words = {"year": month.year, "month": month.month, "asked": asked.asked, "known": asked.known}
    tip = _("%(year)d年%(month)d月：填报%(asked)d项，其中系统已填好%(known)d项") % words
    return Mark(f"{month:%y.%m}", asked.asked, f"?month={month:%Y-%m}", tip)


def _month(text: str) -> datetime.date | None:
    """The first day of the month named; None when none is, or it cannot be read."""
    try:
        month = datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if FIRST_YEAR < month.year < LAST_YEAR else None
