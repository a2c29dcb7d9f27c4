"""Reminders as a page, a workbook and a calendar show them."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.charts import Mark, bars
from portal.exporting.reminder_calendar import Entry
from portal.models import Unit, User
from portal.queries.reminders import Due, ReminderKind
from portal.registers.catalogue import register_of
from portal.rules.roles import Permission


@dataclass(frozen=True)
class Line:
    """One reminder: its Chinese words, whether its day has passed, and the page it opens."""

    due: Due
    kind: str
    unit: str
    late: bool
    href: str


@dataclass(frozen=True)
class Group:
    """Lines of one month or one unit under their heading."""

    heading: str
    lines: list[Line]
    late: bool = False


HEADS = [_("日期"), _("事项"), _("内容"), _("单位"), _("依据")]


def lines_of(found: list[Due], kinds: dict[str, ReminderKind], user: User, today: datetime.date) -> list[Line]:
    """The lines, with the names of their units read once."""
    units = Unit.objects.in_bulk({one.unit_id for one in found if one.unit_id})
    return [
        Line(one, kinds[one.kind].label, units[one.unit_id].name if one.unit_id in units else "", one.day < today,
             address_of(one, user))
        for one in found
    ]  # fmt: skip


def address_of(one: Due, user: User) -> str:
    """The page of the record where the account may open it, else of the person, else of the unit; empty without one."""
    register = register_of(type(one.record))
    if register and user.can(register.view):
        return reverse("portal:register-record", args=[register.name, one.record.pk])
    if user.can(Permission.VIEW_RECORDS):
        if one.person_id:
            return reverse("cadres:person", args=[one.person_id])
        if one.unit_id:
            return reverse("portal:unit", args=[one.unit_id])
    return ""


def by_month(lines: list[Line], first: datetime.date) -> list[Group]:
    """What was due before the first day of the window, then a group a month."""
    months: dict[tuple, list[Line]] = {}
    for line in lines:
        key = (0, 0) if line.due.day < first else (line.due.day.year, line.due.day.month)
        months.setdefault(key, []).append(line)
    return [
        Group(_("已过期未办") if key == (0, 0) else _("%d年%d月") % key, members, key == (0, 0))
        for key, members in sorted(months.items())
    ]


def by_unit(lines: list[Line]) -> list[Group]:
    """A group a unit, by name; what belongs to none stands last."""
    units: dict[tuple, list[Line]] = {}
    for line in lines:
        units.setdefault((not line.unit, line.unit, line.due.unit_id), []).append(line)
    return [Group(key[1] or _("没有单位"), members) for key, members in sorted(units.items(), key=lambda one: one[0][:2])]


def kinds_chart(lines: list[Line], kinds: dict[str, ReminderKind], href: Callable[[str], str]) -> SafeString:
    """How many of each kind, the kinds that have any."""
    counts = Counter(line.due.kind for line in lines)
    marks = [Mark(kind.label, counts[word], href(word)) for word, kind in kinds.items() if counts[word]]
    return bars(marks, caption=_("各类事项"))


def export_lines(lines: list[Line]) -> list[list[str]]:
    """Rows of the workbook under HEADS."""
    return [[str(one.due.day), one.kind, one.due.label, one.unit, one.due.why] for one in lines]


def calendar_entries(lines: list[Line], kinds: dict[str, ReminderKind], absolute: Callable[[str], str]) -> list[Entry]:
    """Entries for a calendar outside the portal: what is to be done and when, no ground of it; guarded kinds unnamed."""
    entries, used = [], Counter()
    for line in lines:
        one = line.due
        uid = f"{one.kind}-{one.record._meta.label_lower}-{one.record.pk}-{one.day:%Y%m%d}"
        used[uid] += 1
        number = f"-{used[uid]}" if used[uid] > 1 else ""
        summary = " ".join(filter(None, (line.unit, line.kind))) if kinds[one.kind].guarded else one.label
        entries.append(Entry(f"{uid}{number}@portal", one.day, summary, absolute(line.href or reverse("portal:reminders"))))
    return entries
