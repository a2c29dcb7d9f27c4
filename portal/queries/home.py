"""What the first page says about reminders."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.queries.reminders import Window, month_after, month_end, reminders, shown_kinds, usual_window


def cards(user, as_of: datetime.date) -> list[dict]:
    """How much falls due this month and how much is past its day, with the page that lists it."""
    if not shown_kinds(user, as_of):
        return []
    first = month_after(as_of, 0)
    found = reminders(user, Window(first, month_end(first), usual_window(as_of).overdue_from), as_of)
    late = sum(one.day < first for one in found)
    number, month, page = len(found) - late, f"{first:%Y-%m}", reverse("portal:reminders")
    if late:
        note = _("另有%(late)d项以前到期，还没有办") % {"late": late}
    else:
        note = _("提醒") if number else _("没有到期事项")
    return [
        {
            "label": _("本月到期"), "value": number, "unit": _("项"), "note": note,
            "href": f"{page}?since={month}&until={month}" if number or not late else page, "tone": "amber" if late else "",
        }
    ]  # fmt: skip
