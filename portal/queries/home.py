"""What the first page says about reminders."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.queries.reminders import Window, month_after, month_end, reminders, shown_kinds


def cards(user, as_of: datetime.date) -> list[dict]:
    """How much falls due this month, with the page that lists it; what is past its day is counted on that page only."""
    if not shown_kinds(user, as_of):
        return []
    first = month_after(as_of, 0)
    number = len(reminders(user, Window(first, month_end(first), first), as_of))
    month, page = f"{first:%Y-%m}", reverse("portal:reminders")
    note = _("提醒") if number else _("本月没有；过了日期还没有办的，点开看")
    return [
        {
            "label": _("本月到期"), "value": number, "unit": _("项"), "note": note,
            "href": f"{page}?since={month}&until={month}" if number else page,
        }
    ]  # fmt: skip
