"""Reminders as a calendar (RFC 5545): whole-day entries, text escaped and lines folded by `icalendar`."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Entry:
    """One whole-day entry: `uid` stays the same from one reading to the next, `address` opens its record."""

    uid: str
    day: datetime.date
    summary: str
    address: str


def write_calendar(entries: Iterable[Entry], *, name: str, stamp: datetime.datetime) -> bytes:
    """The .ics of the entries; `stamp` is the moment it was made."""
    calendar = Calendar()
    calendar.add("prodid", "-//organization-department-portal//reminders//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + datetime.timedelta(days=1))
        event.add("summary", one.summary)
        event.add("url", one.address)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
