"""Figures over records as pages show them: lines of a chapter, the table by place, definitions and examples in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.charts import Mark, bars
from portal.models import Unit
from portal.rules.figures_text import DASH
from reports.presenters.figures import TONES, address
from reports.records.counting import RecordBoard, RecordFigure, plain
from reports.records.definition import RecordIndicator, chapters
from reports.records.question import PERIODS
from reports.records.source import Source

LARGEST_CHART = 12


@dataclass(frozen=True)
class RecordLine:
    """One figure of a page with its words and addresses; `first` begins a family of parts."""

    id: str
    title: str
    value: str
    unit: str
    numerator: str
    denominator: str
    counted: str
    period: str
    tone: str
    word: str
    missing: int
    first: bool
    share: float | None
    rows_href: str
    all_href: str
    missing_href: str
    card_href: str

    def led(self, opens: bool) -> "RecordLine":
        """The line for an account that may open the records, or one whose links lead to the definition instead."""
        here = self.card_href
        return self if opens else replace(self, rows_href=here, all_href=here, missing_href=here)


def record_lines(board: RecordBoard, words: dict, opens: Callable[[Source], bool]) -> list[RecordLine]:
    """Every figure of the board in order; `opens` tells whether the account may open a source's records."""
    lines, family = [], ""
    for one in board.indicators:
        lines.append(record_line(board.figure(one.id), words, first=one.family != family).led(opens(one.source)))
        family = one.family
    return lines


def record_line(figure: RecordFigure, words: dict, place: Unit | None = None, *, first: bool = True) -> RecordLine:
    """One figure of the whole, or of a place."""
    one = figure.indicator
    kept = words | ({"place": place.code} if place else {})
    rows = reverse("figures:record-rows", args=[one.id])
    share = None
    if one.percent and figure.denominator:
        share = min(100.0, max(0.0, float(100 * figure.numerator / figure.denominator)))
    return RecordLine(
        id=one.id, title=one.title, value=DASH if figure.value is None else figure.value,
        unit="" if figure.value is None else "%" if one.percent else one.unit, numerator=plain(figure.numerator),
        denominator="" if figure.denominator is None else plain(figure.denominator), counted=one.source.label,
        period=PERIODS[one.period], tone=TONES[figure.level] if figure.asked else "", word=_word(figure),
        missing=figure.missing, first=first, share=share, rows_href=address(rows, kept, side="numerator"),
        all_href=address(rows, kept, side="denominator"), missing_href=address(rows, kept, side="missing"),
        card_href=address(reverse("figures:record-indicator", args=[one.id]), words),
    )  # fmt: skip


def _word(figure: RecordFigure) -> str:
    if not figure.asked:
        return _("没有记录")
    if not figure.missing:
        return _("完整")
    return _("缺数据%(n)d条") % {"n": figure.missing}


def families(board: RecordBoard, words: dict, opens: Callable[[Source], bool]) -> list[dict]:
    """Charts of the families whose parts share a unit and divide nothing: a look instead of a table."""
    grouped: dict[str, list[RecordFigure]] = {}
    for figure in board.figures:
        grouped.setdefault(figure.indicator.family, []).append(figure)
    charts = []
    for figures in grouped.values():
        plain_counts = [one for one in figures if one.denominator is None]
        same = len({(one.indicator.unit, str(one.indicator.measure)) for one in plain_counts}) == 1
        if same and 3 <= len(plain_counts) <= LARGEST_CHART and any(one.numerator for one in plain_counts):
            marks = [_mark(one, words, opens(one.indicator.source)) for one in plain_counts]
            charts.append({"chart": bars(marks, caption=_common(plain_counts))})
    return charts


def _mark(figure: RecordFigure, words: dict, opens: bool) -> Mark:
    one = figure.indicator
    href = record_line(figure, words).led(opens).rows_href
    short = one.title.rpartition("：")[2] or one.title
    return Mark(short, float(figure.numerator), href, f"{one.title}：{figure.value}{one.unit}", f"{figure.value}{one.unit}")


def _common(figures: list[RecordFigure]) -> str:
    """What the titles say before their colon, else the first title."""
    heads = {figure.indicator.title.partition("：")[0] for figure in figures}
    return heads.pop() if len(heads) == 1 else figures[0].indicator.title


def place_table(board: RecordBoard, words: dict, opens: Callable[[Source], bool]) -> dict:
    """The first figure of every family by place, each cell leading to its rows."""
    heads = [one for number, one in enumerate(board.indicators) if one.family not in _families_before(board, number)]
    lines = [
        {"unit": unit, "href": address(reverse("figures:records"), words, unit=unit.code),
         "cells": [record_line(board.figure(one.id, unit.pk), words, unit).led(opens(one.source)) for one in heads]}
        for unit in board.places
    ]  # fmt: skip
    return {"heads": heads, "lines": lines}


def _families_before(board: RecordBoard, number: int) -> set[str]:
    return {one.family for one in board.indicators[:number]}


def condition_words(one: RecordIndicator) -> dict[str, list[str]]:
    """The conditions of both sides as sentences."""
    over = [] if one.denominator is None else [condition.words for condition in one.denominator]
    return {"numerator": [condition.words for condition in one.numerator], "denominator": over}


def measure_words(one: RecordIndicator) -> str:
    """What is counted, in words."""
    words = {
        "rows": _("每条%(row)s计一次"), "people": _("按人去重，一人只计一次"), "sum": _("“%(column)s”之和"),
        "distinct": _("按“%(column)s”去重"),
    }[one.measure.kind]  # fmt: skip
    label = one.source.column(one.measure.column).label if one.measure.column else ""
    return words % {"row": one.source.label, "column": label}


def example_words(one: RecordIndicator) -> list[dict]:
    """The worked examples as rows of a table."""
    return [
        {
            "as_of": example["as_of"], "because": example["because"],
            "facts": [_facts(one.source, row) for row in example["rows"]] or [_("没有记录")],
            "result": f"{example['numerator']}" + (f"/{example['denominator']}" if "denominator" in example else ""),
        }
        for example in one.examples
    ]  # fmt: skip


def _facts(source: Source, row: dict) -> str:
    words = []
    for name, value in row.items():
        if name == "on":
            words.append(_("日期：%(day)s") % {"day": value})
        elif name == "person":
            words.append(_("第%(n)s人") % {"n": value})
        else:
            column = source.column(name)
            words.append(f"{column.label}：{column.word(value)}")
    return "，".join(words) or _("（空）")


def reasons(one: RecordIndicator, row) -> str:
    """Why a row stands where it stands: the first condition it fails, or those it meets."""
    if row.standing == "missing":
        unknown = [str(one.source.column(name).label) for name in one.missing if row.columns.get(name) is None]
        return _("缺：%(columns)s") % {"columns": "、".join(unknown)}
    failed = [condition.column for condition in one.numerator if not condition.holds(row.columns)]
    told = failed[:1] or [condition.column for condition in one.numerator]
    return "，".join(f"{column.label}：{column.word(row.columns.get(column.name))}" for column in told)


def chapter_links(now: str, words: dict) -> list[dict]:
    """One link a chapter of the board, the one shown marked."""
    return [
        {"label": name, "href": address(reverse("figures:records"), words, chapter=name), "now": name == now}
        for name in chapters()
    ]
