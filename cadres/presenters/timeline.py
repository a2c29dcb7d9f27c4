"""A life as a drawing: the spells of a résumé over the years, coloured by where they were spent."""

import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cadres.models import Spell
from cadres.presenters.resume import KINDS, NATURES, TOWNSHIP_KINDS

WIDTH, LEFT, BAR, LANE = 960, 8, 24, 32
GROUPS = (
    ("c1", lazy("乡镇（含村）")), ("c2", lazy("县直、街道")), ("c3", lazy("市以上")), ("c4", lazy("学习、学校")), ("c6", lazy("其他"))
)  # fmt: skip
_GROUP_OF = {
    **dict.fromkeys(TOWNSHIP_KINDS, "c1"), "county": "c2", "street": "c2", "above_county": "c3", "study": "c4",
    "school": "c4",
}  # fmt: skip


def timeline(spells: list[Spell], as_of: datetime.date) -> SafeString:
    """The drawing, empty when no spell has a date: 其间 spells below, the as-of day as a dashed line."""
    dated = [spell for spell in spells if spell.began is not None and spell.began.year <= as_of.year]
    if not dated:
        return SafeString("")
    first = min(spell.began.year for spell in dated)
    last = max([as_of.year + 1, *(spell.ended.year for spell in dated if spell.ended)])
    last = min(last, as_of.year + 1)
    scale = (WIDTH - 2 * LEFT) / max(last - first, 1)

    def at(day) -> float:
        return LEFT + scale * (min(max(day, first), last) - first)

    bars = []
    for spell in dated:
        start, end = at(_years(spell.began)), at(_years(spell.ended) if spell.ended else _day(as_of))
        lane = 20 if spell.parent_position is None else 20 + LANE
        bars.append(
            (
                spell.position,
                round(start, 1),
                lane,
                round(max(end - start, 3), 1),
                BAR,
                _GROUP_OF.get(spell.kind, "c6"),
                _tip(spell),
            )
        )
    today = at(_day(as_of))
    height = 20 + 2 * LANE + 26
    return format_html(
        '<figure class="chart-figure timeline"><svg class="chart wide" viewBox="0 0 {0} {1}" role="group" aria-label="{2}">{3}{4}'
        '<line class="threshold" x1="{5}" x2="{5}" y1="12" y2="{6}"/><text class="soft" x="{5}" y="10" text-anchor="end">{7}</text>'
        "</svg>{8}</figure>",
        WIDTH, height, _("履历时间轴"), _axis(first, last, at, height), format_html_join("", _BAR, bars), round(today, 1),
        height - 26, as_of.isoformat(), _legend(),
    )  # fmt: skip


_BAR = '<a href="#spell-{}"><rect x="{}" y="{}" width="{}" height="{}" class="mark-shape {}" rx="2"><title>{}</title></rect></a>'


def _axis(first: int, last: int, at, height: int) -> SafeString:
    step = 5 if last - first > 12 else 2 if last - first > 5 else 1
    years = [year for year in range(first, last + 1) if year % step == 0]
    return format_html_join(
        "", '<line class="axis" x1="{0}" x2="{0}" y1="16" y2="{1}"/><text class="soft" x="{0}" y="{2}" text-anchor="middle">{3}</text>',
        [(round(at(year), 1), height - 22, height - 6, year) for year in years],
    )  # fmt: skip


def _legend() -> SafeString:
    items = format_html_join(
        "", '<li><svg width="12" height="12" class="chart swatch" aria-hidden="true"><rect width="12" height="12" class="{}"/></svg>{}</li>',
        GROUPS,
    )  # fmt: skip
    return format_html('<figcaption><ul class="swatches small">{}</ul></figcaption>', items)


def _tip(spell: Spell) -> str:
    return f"{spell.began}—{spell.ended or _('至今')} {spell.text}（{KINDS.get(spell.kind, '')}·{NATURES.get(spell.nature, '')}）"


def _years(date) -> float:
    day = date.first_day()
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 366


def _day(day: datetime.date) -> float:
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 366
