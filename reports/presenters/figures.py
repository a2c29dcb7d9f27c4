"""One figure as a page shows it: value, both sides, how far to trust it, and where each number leads."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.rules.figures_text import DASH
from reports.figures import Figure

UNITS = {"percent": "%", "persons": "人", "years": "岁", "townships": "个"}
TONES = {"green": "ok", "amber": "amber", "red": "error"}
SHORT = {
    "CAD-01": "换届完成", "CAD-02": "全日制大学以上", "CAD-03": "2年以上乡镇经历", "CAD-04": "35岁以下",
    "CAD-10": "实配／核定", "CAD-11.women": "女干部", "CAD-11.non_party": "党外干部", "CAD-11.minority": "少数民族",
    "CAD-11.under30": "30岁以下", "CAD-11.fulltime_graduate": "全日制研究生", "CAD-11.average_age": "平均年龄",
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A figure with its words and addresses; `share` is the filled part of the bar in percent, None without one."""

    id: str
    title: str
    value: str
    unit: str
    tone: str
    word: str
    numerator: int
    denominator: int
    missing: int
    counted: str
    numerator_href: str
    denominator_href: str
    missing_href: str
    card_href: str
    share: float | None
    average: bool = False

    def led(self, opens: bool) -> "Card":
        """The card for an account that may see the people, or one whose numbers lead to the definition instead."""
        here = self.card_href
        return self if opens else replace(self, numerator_href=here, denominator_href=here, missing_href=here)

    @property
    def short(self) -> str:
        """The title as the head of a narrow column."""
        return SHORT.get(self.id, self.title)


def figure_card(figure: Figure, words: dict, township=None) -> Card:
    """The figure of the whole, or of a township, with `words` of the question in every address."""
    one = figure.indicator
    kept = words | ({"township": township.code} if township else {})
    people = reverse("figures:people", args=[one.id])
    percent = one.unit == "percent"
    value = DASH if figure.value is None else figure.value
    return Card(
        id=one.id, title=one.title, value=value, unit="" if figure.value is None else UNITS.get(one.unit, ""),
        tone=TONES[figure.level] if figure.denominator or figure.missing else "", word=level_word(figure),
        numerator=figure.numerator, denominator=figure.denominator, missing=figure.missing,
        counted=_("个乡镇") if one.counts == "townships" else _("职") if one.counts == "posts" else _("人"),
        numerator_href=address(people, kept, side="numerator"),
        denominator_href=address(people, kept, side="numerator" if one.average else "denominator"),
        missing_href=address(people, kept, side="missing"),
        card_href=address(reverse("figures:indicator", args=[one.id]), words),
        share=min(100.0, 100 * figure.numerator / figure.denominator)
        if figure.denominator and (percent or one.counts == "townships") else None,
        average=bool(one.average),
    )  # fmt: skip


def level_word(figure: Figure) -> str:
    """How complete the facts behind the figure are, in words."""
    if not figure.denominator and not figure.missing:
        return _("没有统计对象")
    if not figure.missing:
        return _("完整")
    if figure.indicator.counts == "posts":
        return _("%(n)d个乡镇未核定") % {"n": figure.missing}
    words = _("缺数据过多（%(n)d人）") if figure.level == "red" else _("缺数据%(n)d人")
    return words % {"n": figure.missing}


def address(path: str, words: dict, **more) -> str:
    """The path with the words that say something."""
    query = {name: value for name, value in (words | more).items() if value not in (None, "")}
    return f"{path}?{urlencode(query)}" if query else path
