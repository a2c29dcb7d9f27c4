"""Reminders (提醒): what falls due, gathered from the sources the settings name; asked live, nothing is stored.

A folder tells its own in `settings.PORTAL_REMINDERS` as a `Reminders`. Each of its functions is

    due(first, last, user) -> list[Due]     # both days included, only what the user's scope holds

and never reads the clock. Its statements do not grow with rows or people.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from portal.queries.rules import rule_values
from portal.rules.dates import PartialDate, add_months
from portal.rules.roles import Permission


@dataclass(frozen=True)
class Due:
    """One reminder.

    day        the day on which it falls due
    kind       word of the kind of reminder: "secondment_ends"
    label      Chinese, one line: what is to be done, for whom
    unit_id    unit it belongs to, None when the person has none
    person_id  person it is about, None when it is about no person
    record     the record whose page it opens
    why        Chinese: the rule or fact it follows from
    """

    day: datetime.date
    kind: str
    label: str
    unit_id: int | None
    person_id: int | None
    record: Model
    why: str


@dataclass(frozen=True)
class ReminderKind:
    """A kind of reminder.

    stays    it waits to be done and is still shown after its day; others are only told on their day
    guarded  a calendar outside the portal gets its Chinese name and no word of the record
    """

    word: str
    label: str
    stays: bool = False
    guarded: bool = False


@dataclass(frozen=True)
class Reminders:
    """The reminders of one subject: its functions, its kinds, the rule that chooses among them, the right to see them."""

    functions: tuple[Callable, ...]
    kinds: tuple[ReminderKind, ...]
    rule: str
    right: Permission


@dataclass(frozen=True)
class Window:
    """The days asked for, both included; what stays open is looked for from `overdue_from` on."""

    first: datetime.date
    last: datetime.date
    overdue_from: datetime.date


def usual_window(today: datetime.date) -> Window:
    """This month and as many after it as the office looks ahead; open ones as far back as it looks."""
    months = rule_values(today)["reminder_months"].value
    return Window(month_after(today, 0), month_end(month_after(today, months["ahead"])),
                  month_after(today, -months["overdue"]))  # fmt: skip


def month_after(day: datetime.date, months: int) -> datetime.date:
    """The first day of the month that many months later."""
    return add_months(PartialDate(day.year, day.month), months).first_day()


def month_end(day: datetime.date) -> datetime.date:
    """The last day of the day's month."""
    return month_after(day, 1) - datetime.timedelta(days=1)


def shown_kinds(user, today: datetime.date) -> dict[str, ReminderKind]:
    """The kinds the office shows and the account may see, by word."""
    rules = rule_values(today)
    return {
        kind.word: kind
        for source in _sources()
        if user.can(source.right)
        for kind in source.kinds
        if kind.word in rules[source.rule].value
    }


def reminders(user, window: Window, today: datetime.date) -> list[Due]:
    """Reminders of the window, and open ones from before it, in the order of their days."""
    kinds = shown_kinds(user, today)
    before = window.first - datetime.timedelta(days=1)
    found = []
    for source in _sources():
        if not user.can(source.right):
            continue
        for due in source.functions:
            found += [one for one in due(window.first, window.last, user) if one.kind in kinds]
            if window.overdue_from <= before and any(kind.stays for kind in source.kinds):
                late = due(window.overdue_from, before, user)
                found += [one for one in late if one.kind in kinds and kinds[one.kind].stays]
    return sorted(found, key=lambda one: (one.day, one.kind, one.label))


@cache
def _sources() -> tuple[Reminders, ...]:
    return tuple(import_string(name) for name in settings.PORTAL_REMINDERS)
