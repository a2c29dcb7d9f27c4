"""The years of a village as a drawing: a lane for each kind of happening, disputes as bars by month."""

import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.presenters.village_events import DISPUTES, LANES, Event

WIDTH, LEFT, RIGHT, TOP, LANE, DOT, MONTH = 960, 150, 12, 24, 34, 5, 18
_COLOURS = {lane: f"c{number}" for number, lane in enumerate(LANES, start=1)}


def village_timeline(
    found: list[Event], disputes: dict[datetime.date, int], first: datetime.date, last: datetime.date
) -> SafeString:
    """The drawing from the first to the last day; empty when nothing happened. Every dot leads to its record."""
    if not found and not disputes:
        return SafeString("")
    days = max((last - first).days, 1)

    def at(day: datetime.date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(max((day - first).days, 0), days) / days, 1)

    height = TOP + LANE * len(LANES) + 26
    floors = {lane: TOP + LANE * number + 24 for number, lane in enumerate(LANES)}
    labels = format_html_join(
        "", '<text x="{0}" y="{1}" text-anchor="end">{2}</text><line class="axis" x1="{3}" x2="{4}" y1="{5}" y2="{5}"/>',
        [(LEFT - 12, floors[lane] - 6, label, LEFT, WIDTH - RIGHT, floors[lane]) for lane, label in LANES.items()],
    )  # fmt: skip
    dots = format_html_join(
        "", '<a href="{}" aria-label="{}"><title>{}</title><circle class="mark-shape {}" cx="{}" cy="{}" r="{}"/></a>',
        [(one.href, _tip(one), _tip(one), _COLOURS[one.lane], at(one.day), floors[one.lane] - 9, DOT) for one in found],
    )  # fmt: skip
    return format_html(
        '<figure class="chart-figure timeline"><svg class="chart wide" viewBox="0 0 {0} {1}" role="group" '
        'aria-label="{2}">{3}{4}{5}{6}</svg></figure>',
        WIDTH, height, _("大事时间轴"), _axis(first, last, at, height), labels, _months(disputes, at, floors[DISPUTES]), dots,
    )  # fmt: skip


def _months(disputes: dict[datetime.date, int], at, floor: int) -> SafeString:
    most = max(disputes.values(), default=1)
    bars = []
    for month, count in sorted(disputes.items()):
        size = round(20 * count / most, 1)
        tip = _("%(year)d年%(month)d月排查矛盾纠纷%(n)d件") % {"year": month.year, "month": month.month, "n": count}
        bars.append((tip, _COLOURS[DISPUTES], at(month), floor - size, MONTH, size))
    return format_html_join(
        "", '<g><title>{}</title><rect class="mark-shape {}" x="{}" y="{}" width="{}" height="{}"/></g>', bars
    )


def _axis(first: datetime.date, last: datetime.date, at, height: int) -> SafeString:
    starts = [datetime.date(year, 1, 1) for year in range(first.year, last.year + 1)]
    return format_html_join(
        "", '<line class="axis" x1="{0}" x2="{0}" y1="16" y2="{1}"/><text class="soft" x="{2}" y="12">{3}</text>',
        [(at(day), height - 22, at(day) + 3, day.year) for day in starts if day >= first],
    )  # fmt: skip


def _tip(event: Event) -> str:
    return f"{event.day} {event.what}：{event.text}"
