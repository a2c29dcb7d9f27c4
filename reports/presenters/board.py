"""The board as its page shows it: cards, the table of townships, charts."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.charts import Mark, bars, histogram, pyramid
from portal.models import Unit
from reports.figures import Board, Distribution
from reports.presenters.figures import SHORT, Card, address, figure_card

MAIN = ("CAD-03", "CAD-02", "CAD-04", "CAD-10", "CAD-01")
STRUCTURE = tuple(identity for identity in SHORT if identity.startswith("CAD-11."))
TABLE = ("CAD-02", "CAD-03", "CAD-04", "CAD-10", *STRUCTURE)
COMPOSITION = "CAD-05."
SOURCES = {
    "CAD-05.five_side": "五方面人员", "CAD-05.three_side": "三方面人员", "CAD-05.institution_transfer": "事业编调任",
    "CAD-05.township_young": "乡镇优秀年轻", "CAD-05.city_county_unit_young": "县直优秀年轻", "CAD-05.retained": "留任",
    "CAD-05.exchanged": "交流", "CAD-05.other": "其他来源",
}  # fmt: skip
WIDTH, FIRST, LAST = 5, 20, 60
EDUCATION = ("graduate", "bachelor", "below", "none")
LINE_AT = 2


@dataclass(frozen=True)
class TownshipLine:
    """A township of the table: people in its team and the main figures, each with its address."""

    unit: Unit | None
    people: int
    people_href: str
    board_href: str
    cards: list[Card]


def cards_of(board: Board, identities, words: dict) -> list[Card]:
    """The figures of the whole in the order asked."""
    return [figure_card(board.figure(identity), words) for identity in identities]


def township_lines(board: Board, words: dict) -> list[TownshipLine]:
    """Every township, in order."""
    return [_line(board, words, unit) for unit in board.townships]


def whole_line(board: Board, words: dict) -> TownshipLine:
    """The unit as a whole, where everyone counts once."""
    return _line(board, words, None)


def _line(board: Board, words: dict, unit: Unit | None) -> TownshipLine:
    place = unit.pk if unit else None
    kept = words | ({"township": unit.code} if unit else {})
    return TownshipLine(
        unit,
        board.counts.get(place, {}).get("people", 0),
        address(reverse("figures:people", args=["CAD-03"]), kept, side="denominator"),
        address(reverse("figures:board"), words, unit=unit.code) if unit else "",
        [figure_card(board.figure(identity, place), words, unit) for identity in TABLE],
    )


def composition_chart(board: Board, words: dict) -> SafeString:
    """How the team is made up by source; every bar leads to its people."""
    marks = []
    for figure in board.figures:
        one = figure.indicator
        if one.id.startswith(COMPOSITION):
            href = address(reverse("figures:people", args=[one.id]), words, side="numerator")
            label = SOURCES.get(one.id, one.title)
            title = f"{one.title}：{figure.numerator}"
            marks.append(Mark(label, figure.numerator, href, title, _("%(n)d人") % {"n": figure.numerator}))
    return bars(marks, caption=_("人员构成（按主要来源，一人只计一类）"))


def unknown_source(board: Board) -> int:
    """How many people have no source category on file."""
    return max((f.missing for f in board.figures if f.indicator.id.startswith(COMPOSITION)), default=0)


def age_chart(spread: Distribution, words: dict) -> SafeString:
    """Ages by sex, youngest at the foot."""
    path = reverse("figures:people", args=["CAD-04"])
    left, right = [], []
    for place, (label, men, women, _unknown) in enumerate(spread.ages[:-1]):
        first = FIRST + place * WIDTH
        ends = {"age_from": first if place else None, "age_to": first + WIDTH - 1 if first < LAST else None}
        for side, number, sex, word in ((left, men, "1", _("男")), (right, women, "2", _("女"))):
            href = address(path, words, side="denominator", sex=sex, **ends)
            side.append(Mark(label, number, href, _("%(label)s %(word)s %(n)d人") % {"label": label, "word": word, "n": number}))
    return pyramid(left[::-1], right[::-1], caption=_("年龄结构"), sides=(_("男"), _("女")))


def education_chart(spread: Distribution, words: dict) -> SafeString:
    """Highest completed full-time education."""
    path = reverse("figures:people", args=["CAD-02"])
    marks = [
        Mark(label, number, address(path, words, side="denominator", education=key), shown=_("%(n)d人") % {"n": number})
        for key, (label, number) in zip(EDUCATION, spread.education, strict=True)
    ]
    return bars(marks, caption=_("全日制学历"))


def months_chart(spread: Distribution, words: dict) -> SafeString:
    """Years of township work, with the line at two years."""
    path = reverse("figures:people", args=["CAD-03"])
    marks, last = [], len(spread.months) - 2
    for place, (label, number) in enumerate(spread.months[:-1]):
        ends = {"months_from": 12 * place, "months_to": None if place == last else 12 * place + 11}
        short = _("%(n)d年+") % {"n": place} if place == last else _("%(a)d—%(b)d") % {"a": place, "b": place + 1}
        href = address(path, words, side="denominator", **ends)
        marks.append(Mark(short, number, href, _("%(label)s：%(n)d人") % {"label": label, "n": number}))
    unknown = spread.months[-1][1]
    if unknown:
        href = address(path, words, side="missing")
        marks.append(Mark(_("缺数据"), unknown, href, _("缺数据：%(n)d人") % {"n": unknown}))
    return histogram(marks, caption=_("乡镇工作经历（年，虚线为24个月）"), threshold_at=LINE_AT)
