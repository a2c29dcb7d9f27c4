"""What the first page says about work to be done: steps to check, reminders."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.queries.reminders import Window, month_after, month_end, reminders, shown_kinds
from portal.registers.waiting import waits_for
from portal.rules.roles import Permission


def cards(user, as_of: datetime.date) -> list[dict]:
    """What waits for the account as second person, and what falls due this month; what is past its day is counted on
    the page of reminders only."""
    return [*_waiting(user), *_due(user, as_of)]


def _waiting(user) -> list[dict]:
    if not user.can(Permission.APPROVE_RECORDS):
        return []
    number = len(waits_for(user))
    note = _("别人登记、须由您复核") if number else _("没有待办")
    return [
        {
            "label": _("待我复核"), "value": number, "unit": _("件"), "note": note, "href": reverse("portal:waiting"),
            "tone": "amber" if number else "",
        }
    ]  # fmt: skip


def _due(user, as_of: datetime.date) -> list[dict]:
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
