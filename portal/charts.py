"""Charts as SVG text: every mark is a link with a title, every chart has its table; they print and need no script."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH = 500
ROW = 30
LABEL = 112
COLOURS = 6


@dataclass(frozen=True)
class Mark:
    """One value to draw: its label, its size, where a click leads, and what the pointer says."""

    label: str
    value: float
    href: str = ""
    title: str = ""
    shown: str = ""

    @property
    def text(self) -> str:
        """The value as printed beside the mark."""
        return self.shown or f"{self.value:g}"

    @property
    def tip(self) -> str:
        """The tooltip: the given one, else label and value."""
        return self.title or f"{self.label}：{self.text}"


def bars(
    marks: Sequence[Mark], *, caption: str, threshold: float | None = None, largest: float | None = None
) -> SafeString:
    """Horizontal bars, one a row; `threshold` draws a dashed line, `largest` fixes the scale (100 for percentages)."""
    top = largest or max([mark.value for mark in marks] + [threshold or 0, 0]) or 1
    room = WIDTH - LABEL - 70
    drawn = []
    for row, mark in enumerate(marks):
        y, length = row * ROW, room * mark.value / top
        drawn.append(_text(LABEL - 8, y + 20, mark.label, "end"))
        drawn.append(_linked(mark, _rectangle(LABEL, y + 6, max(length, 1), 19, 1)))
        drawn.append(_text(LABEL + max(length, 1) + 6, y + 20, mark.text, "start"))
    height = len(marks) * ROW + 4
    if threshold is not None:
        x = LABEL + room * threshold / top
        drawn.append(format_html('<line class="threshold" x1="{0}" x2="{0}" y1="0" y2="{1}"/>', _n(x), height))
    return _chart(drawn, WIDTH, height, caption, [(mark.label, mark.text) for mark in marks])


def stacked(rows: Sequence[tuple[str, Sequence[Mark]]], *, caption: str, parts: Sequence[str]) -> SafeString:
    """One bar of full length a row, cut into shares; `parts` are the shares' names, in the order of the marks."""
    room, drawn = WIDTH - LABEL - 10, [_legend(parts, LABEL, 14)]
    top = 24
    for row, (label, marks) in enumerate(rows):
        y, x = top + row * ROW, float(LABEL)
        total = sum(mark.value for mark in marks) or 1
        drawn.append(_text(LABEL - 8, y + 20, label, "end"))
        for place, mark in enumerate(marks):
            width = room * mark.value / total
            if width > 0:
                drawn.append(_linked(mark, _rectangle(x, y + 6, width, 19, place + 1)))
            if width > 26:
                drawn.append(_text(x + width / 2, y + 20, mark.text, "middle", "on"))
            x += width
    table = [(f"{label} {part}", mark.text) for label, marks in rows for part, mark in zip(parts, marks, strict=False)]
    return _chart(drawn, WIDTH, top + len(rows) * ROW + 4, caption, table)


def pyramid(left: Sequence[Mark], right: Sequence[Mark], *, caption: str, sides: tuple[str, str]) -> SafeString:
    """Two bars back to back a row (men and women by age band); rows from top to bottom as given."""
    top = max([mark.value for mark in (*left, *right)] or [0]) or 1
    middle, room = WIDTH / 2, WIDTH / 2 - 90
    drawn = [_text(middle - 60, 16, sides[0], "end", "soft"), _text(middle + 60, 16, sides[1], "start", "soft")]
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        y = 24 + row * ROW
        width, other_width = room * one.value / top, room * other.value / top
        drawn.append(_text(middle, y + 20, one.label, "middle"))
        drawn.append(_linked(one, _rectangle(middle - 45 - width, y + 6, width, 19, 2)))
        drawn.append(_text(middle - 51 - width, y + 20, one.text, "end"))
        drawn.append(_linked(other, _rectangle(middle + 45, y + 6, other_width, 19, 1)))
        drawn.append(_text(middle + 51 + other_width, y + 20, other.text, "start"))
    halves = zip(sides, (left, right), strict=True)
    table = [(f"{one.label} {side}", one.text) for side, marks in halves for one in marks]
    return _chart(drawn, WIDTH, 28 + len(left) * ROW, caption, table)


def histogram(marks: Sequence[Mark], *, caption: str, threshold_at: int | None = None) -> SafeString:
    """Upright columns side by side; `threshold_at` draws a dashed line before the column of that place."""
    top = max([mark.value for mark in marks] or [0]) or 1
    floor, step = 190, (WIDTH - 40) / max(len(marks), 1)
    drawn = [format_html('<line class="axis" x1="20" x2="{}" y1="{}" y2="{}"/>', WIDTH - 20, floor, floor)]
    for place, mark in enumerate(marks):
        x, height = 20 + place * step, 160 * mark.value / top
        colour = 6 if threshold_at is not None and place < threshold_at else 1
        drawn.append(_linked(mark, _rectangle(x + step * 0.1, floor - height, step * 0.8, height, colour)))
        if mark.value:
            drawn.append(_text(x + step / 2, floor - height - 5, mark.text, "middle", "soft"))
        drawn.append(_text(x + step / 2, floor + 17, mark.label, "middle", "soft"))
    if threshold_at is not None:
        x = 20 + threshold_at * step
        drawn.append(format_html('<line class="threshold" x1="{0}" x2="{0}" y1="8" y2="{1}"/>', _n(x), floor))
    return _chart(drawn, WIDTH, floor + 26, caption, [(mark.label, mark.text) for mark in marks])


def donut(marks: Sequence[Mark], *, caption: str, middle: str = "") -> SafeString:
    """A ring of shares with a word in the middle and the legend beside; six shares at the most read well."""
    total = sum(mark.value for mark in marks) or 1
    drawn, turn = [], -math.pi / 2
    for place, mark in enumerate(marks):
        angle = 2 * math.pi * mark.value / total
        if angle > 0:
            drawn.append(_linked(mark, _ring(turn, turn + min(angle, 2 * math.pi - 1e-4), place)))
        turn += angle
        y = 30 + place * 26
        drawn.append(_rectangle(240, y - 11, 13, 13, place % COLOURS + 1))
        drawn.append(_text(262, y, f"{mark.label}  {mark.text}", "start"))
    if middle:
        drawn.append(_text(100, 108, middle, "middle", "big"))
    return _chart(drawn, 480, max(200, 26 * len(marks) + 20), caption, [(mark.label, mark.text) for mark in marks])


def _ring(start: float, end: float, place: int) -> SafeString:
    outer, inner, large = 90, 56, int(end - start > math.pi)
    points = [(radius, angle) for radius, angle in ((outer, start), (outer, end), (inner, end), (inner, start))]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        (_n(100 + radius * math.cos(angle)), _n(100 + radius * math.sin(angle))) for radius, angle in points
    )
    path = f"M{ax} {ay}A{outer} {outer} 0 {large} 1 {bx} {by}L{cx} {cy}A{inner} {inner} 0 {large} 0 {dx} {dy}Z"
    return format_html('<path class="mark-shape c{}" d="{}"/>', place % COLOURS + 1, path)


def _legend(parts: Sequence[str], x: float, y: float) -> SafeString:
    drawn = []
    for place, part in enumerate(parts):
        drawn.append(_rectangle(x, y - 10, 12, 12, place + 1))
        drawn.append(_text(x + 17, y, part, "start", "soft"))
        x += 32 + 13 * len(part)
    return format_html_join("", "{}", ((one,) for one in drawn))


def _linked(mark: Mark, shape: SafeString) -> SafeString:
    if not mark.href:
        return format_html("<g><title>{}</title>{}</g>", mark.tip, shape)
    return format_html('<a href="{}" aria-label="{}"><title>{}</title>{}</a>', mark.href, mark.tip, mark.tip, shape)


def _rectangle(x: float, y: float, width: float, height: float, colour: int) -> SafeString:
    return format_html(
        '<rect class="mark-shape c{}" x="{}" y="{}" width="{}" height="{}"/>',
        (colour - 1) % COLOURS + 1,
        _n(x),
        _n(y),
        _n(width),
        _n(height),
    )


def _text(x: float, y: float, words: str, anchor: str, css: str = "") -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', css, _n(x), _n(y), anchor, words)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _chart(drawn: list, width: float, height: float, caption: str, table: list[tuple[str, str]]) -> SafeString:
    body = format_html_join("", "{}", ((one,) for one in drawn))
    rows = format_html_join("", '<tr><th scope="row">{}</th><td class="num">{}</td></tr>', table)
    return format_html(
        '<figure class="chart-box"><figcaption>{0}</figcaption>'
        '<svg class="chart" viewBox="0 0 {1} {2}" role="group" aria-label="{0}" xmlns="http://www.w3.org/2000/svg">'
        '{3}</svg><details class="chart-table"><summary>{4}</summary><table class="data"><tbody>{5}</tbody></table>'
        "</details></figure>",
        caption,
        _n(width),
        _n(height),
        body,
        _("以表格查看"),
        rows,
    )
