"""A figure over records village by village: tiles in five steps, the legend of the steps, and what is on no tile."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portal.models import UnitSpan
from reports.presenters.figures import address
from reports.presenters.records import RecordLine, record_line
from reports.records.counting import RecordBoard, RecordFigure, plain
from reports.records.definition import RecordIndicator

STEPS = (lazy("最低档"), lazy("较低"), lazy("中间"), lazy("较高"), lazy("最高档"))
WIDTH, HEIGHT, LONGEST_NAME = 78, 44, 5


@dataclass(frozen=True)
class Scale:
    """Five steps of one width from `low` on; values beyond the last step belong to it."""

    low: Decimal
    width: Decimal

    def step(self, value: Decimal) -> int:
        """The step of a value, 1 to 5."""
        return min(max(int((value - self.low) // self.width) + 1, 1), len(STEPS))

    def words(self, step: int, unit: str) -> str:
        """The values of a step in words: 20—40（不含）%."""
        first = self.low + self.width * (step - 1)
        if step == len(STEPS):
            return _("%(first)s%(unit)s及以上") % {"first": plain(first), "unit": unit}
        return _("%(first)s至不足%(last)s%(unit)s") % {
            "first": plain(first), "last": plain(first + self.width), "unit": unit,
        }  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A village with its figure; `drawing` stands in the grid, `line` in the table."""

    span: UnitSpan
    href: str
    drawing: SafeString
    line: RecordLine
    known: bool


def scale_of(one: RecordIndicator, values: list[Decimal]) -> Scale:
    """Steps of 20 for percentages; otherwise a fifth of the way from nought (or the least) to the most, rounded up."""
    if one.percent:
        return Scale(Decimal(0), Decimal(20))
    low = min([Decimal(0), *values]).to_integral_value()
    most = max([Decimal(0), *values])
    width = ((most - low) / len(STEPS)).to_integral_value(rounding=ROUND_CEILING)
    return Scale(low, max(width, Decimal(1)))


def grid(board: RecordBoard, one: RecordIndicator, spans: list[UnitSpan], words: dict, opens: bool) -> dict:
    """`tiles` in the order of the villages, the `legend`, and how many rows stand at other units (`elsewhere`)."""
    figures = {span.unit_id: board.figure(one.id, span.unit_id) for span in spans}
    values = {pk: Decimal(figure.value) for pk, figure in figures.items() if figure.asked and figure.value is not None}
    scale, unit = scale_of(one, list(values.values())), "%" if one.percent else one.unit
    steps = {pk: scale.step(value) for pk, value in values.items()}
    tiles = [_tile(span, figures[span.unit_id], steps.get(span.unit_id, 0), words, opens) for span in spans]
    legend = [
        {
            "swatch": _swatch(step),
            "word": word,
            "values": scale.words(step, unit),
            "count": [*steps.values()].count(step),
        }
        for step, word in enumerate(STEPS, start=1)
    ]
    legend.append({"swatch": _swatch(0), "word": _("没有记录"), "values": "", "count": len(spans) - len(steps)})
    counted = [board.counts.get(pk, {}).get(one.id) for pk in board.counts if pk is not None and pk not in figures]
    elsewhere = sum(numbers[3] for numbers in counted if numbers)
    return {"tiles": tiles, "legend": legend, "elsewhere": elsewhere}


def _tile(span: UnitSpan, figure: RecordFigure, step: int, words: dict, opens: bool) -> Tile:
    line = record_line(figure, words, span.unit).led(opens)
    href = address(reverse("figures:village", args=[span.unit_id]), {"as_of": words["as_of"]})
    shown = f"{line.value}{'%' if figure.indicator.percent else ''}" if step else "—"
    told = f"{line.value}{line.unit}（{STEPS[step - 1]}）" if step else _("没有记录")
    if line.denominator and step:
        told += f"，{line.numerator}/{line.denominator}"
    if line.missing:
        told += f"，{line.word}"
    drawing = format_html(
        '<svg class="tile c{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}" role="img" aria-label="{3}"><title>{3}</title>'
        '<rect x="1" y="1" width="{4}" height="{5}" rx="2"/><text x="{6}" y="18" text-anchor="middle">{7}</text>'
        '<text class="number" x="{6}" y="36" text-anchor="middle">{8}</text></svg>',
        step, WIDTH, HEIGHT, f"{span.name}：{told}", WIDTH - 2, HEIGHT - 2, WIDTH / 2, _short(span), shown,
    )  # fmt: skip
    return Tile(span, href, drawing, line, bool(step))


def _short(span: UnitSpan) -> str:
    name = span.short_name or span.name
    for ending in ("村民委员会", "居民委员会", "村委会", "居委会"):
        name = name.removesuffix(ending) or name
    if span.township and name.startswith(span.township.name):
        name = name.removeprefix(span.township.name) or name
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _swatch(step: int) -> SafeString:
    return format_html(
        '<svg class="tile c{}" width="18" height="18" aria-hidden="true" focusable="false"><rect x="1" y="1" width="16" '
        'height="16" rx="2"/></svg>', step,
    )  # fmt: skip
