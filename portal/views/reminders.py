"""Reminders by month or unit, and the same as a workbook."""

import dataclasses
import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.forms.reminders import ReminderFilter
from portal.models import Unit
from portal.office.list_workbook import write_list
from portal.presenters.reminders import HEADS, by_month, by_unit, export_lines, kinds_chart, lines_of
from portal.queries.reminders import Due, Window, month_end, reminders, shown_kinds, usual_window
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MOST_LINES = 1000


def may_see(request) -> None:
    """Refuses accounts that see neither cadres nor Party organizations."""
    if not (request.user.can(Permission.VIEW_RECORDS) or request.user.can(Permission.VIEW_ORGANIZATIONS)):
        raise PermissionDenied(_("您的账号没有查看提醒的权限。"))


@require_safe
def reminders_page(request):
    """What falls due, with its ground and a link; the months before and after are the office's to set."""
    may_see(request)
    asked = _Asked(request)
    lines = asked.lines
    unit_first = request.GET.get("by") == "unit"
    shown = lines[:MOST_LINES]
    context = {
        "title": _("提醒"), "as_of": asked.today, "form": asked.form, "window": asked.window, "number": len(lines),
        "groups": by_unit(shown) if unit_first else by_month(shown, asked.window.first), "by_unit": unit_first,
        "late": sum(line.late for line in lines), "cut": len(lines) > MOST_LINES, "most": MOST_LINES,
        "chart": kinds_chart(lines, asked.kinds, lambda word: asked.href(kind=word)) if lines else "",
        "query": request.GET.urlencode(), "month_href": asked.href(by=None), "unit_href": asked.href(by="unit"),
        "filtered": any(request.GET.get(name) for name in asked.form.fields),
        "clear_href": asked.href(**dict.fromkeys(asked.form.fields)),
        "may_export": request.user.can(Permission.EXPORT_RECORDS),
    }  # fmt: skip
    return render(request, "portal/reminders/list.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request):
    """The reminders of the address as a workbook."""
    may_see(request)
    asked = _Asked(request)
    record("reminders.exported", by=request.user, detail={"rows": len(asked.lines), "as_of": str(asked.today)})
    content = write_list(
        heads=HEADS, lines=export_lines(asked.lines), title=_("提醒"), sheet=_("提醒"), widths=(12, 18, 44, 26, 44),
        note=_("%(first)s至%(last)s到期的事项；%(name)s 导出。")
        % {"first": asked.window.first, "last": asked.window.last, "name": request.user},
    )  # fmt: skip
    name = _("提醒-%(day)s.xlsx") % {"day": asked.today}
    return sent(content, XLSX, name)


class _Asked:
    """The reminders the address asks for; a filter that cannot be read hides everything and says so."""

    def __init__(self, request):
        self._query, user = request.GET, request.user
        self.today = as_of_day(request)
        self.kinds = shown_kinds(user, self.today)
        self.form = ReminderFilter(request.GET, user=user, kinds=self.kinds, today=self.today)
        valid = self.form.is_valid()
        values = self.form.cleaned_data
        self.window = _window(values if valid else {}, self.today)
        found = reminders(user, self.window, self.today) if valid else []
        self.lines = lines_of(_chosen(found, values), self.kinds, user, self.today)

    def href(self, **changes) -> str:
        """The page's address with the changes; None removes a word."""
        query = self._query.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return "?" + query.urlencode()


def _window(values: dict, today: datetime.date) -> Window:
    """The office's window, or the months chosen, which leave out what was due before them."""
    window = usual_window(today)
    since, until = (
        datetime.date.fromisoformat(f"{values[name]}-01") if values.get(name) else None for name in ("since", "until")
    )
    if since:
        window = dataclasses.replace(window, first=since, overdue_from=since, last=max(window.last, month_end(since)))
    if until:
        last = month_end(until)
        window = dataclasses.replace(window, last=last, first=min(window.first, until))
        window = dataclasses.replace(window, overdue_from=min(window.overdue_from, window.first))
    return window


def _chosen(found: list[Due], values: dict) -> list[Due]:
    if kind := values.get("kind"):
        found = [one for one in found if one.kind == kind]
    if unit := values.get("unit"):
        below = set(Unit.objects.under(unit).values_list("pk", flat=True))
        found = [one for one in found if one.unit_id in below]
    if person := values.get("person"):
        number = int(person) if person.isdecimal() else None
        found = [one for one in found if (one.person_id == number if number else person in one.label)]
    return found
