"""What the first page says about figures."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.models import Unit
from portal.rules.roles import Permission
from reports.board import Board, board
from reports.populations import latest_round
from reports.problems import FigureProblem
from reports.queries.villages import member_count
from reports.records.asking import ask_records
from reports.records.counting import plain, record_board
from reports.records.definition import record_indicator
from reports.sources.village_facts import VILLAGES

LIFE_FIGURE = "LIFE-01.year"
FIRST_FIGURE = "CAD-03"  # the one the yearly report is asked about first


def cards(user, as_of: datetime.date) -> list[dict]:
    """The first figure of the user's unit, and how many figures lack somebody's facts; of a village its own page.

    Both on the day the board opens with: that of the latest turnover round, else the day given.
    """
    scope = user.scope_units()
    if not scope or not user.can(Permission.VIEW_FIGURES):
        return []
    life = _life_card(scope[0], as_of) if user.can(Permission.EDIT_ORGANIZATIONS) else []
    if scope[0].kind in VILLAGES:
        return [_village_card(scope[0], as_of), *life]
    card = {"label": _("缺数据的指标"), "unit": _("项"), "href": reverse("figures:board"), "note": "", "tone": ""}
    turnover = latest_round(as_of)
    day = turnover.as_of if turnover else as_of
    try:
        answer = board(population="team", as_of=day, unit=scope[0])
    except FigureProblem as problem:
        return [*life, card | {"value": None, "note": str(problem), "tone": "amber"}]
    figures = answer.figures
    first = [*life, *_first_card(answer, day)]
    lacking = [figure for figure in figures if figure.level != "green"]
    if not lacking:
        return [*first, card | {"value": 0, "note": _("数据齐全") if any(f.denominator for f in figures) else _("还没有数据")}]
    red = any(figure.level == "red" for figure in lacking)
    note = _("有指标缺数据过多，不宜对外使用") if red else _("个别人员信息不全")
    return [*first, card | {"value": len(lacking), "note": note, "tone": "error" if red else "amber"}]


def _life_card(unit: Unit, day: datetime.date) -> list[dict]:
    """How much of the organization life due so far this year has been held, for whoever keeps it."""
    try:
        figure = record_board(ask_records(unit=unit, as_of=day), [record_indicator(LIFE_FIGURE)]).figure(LIFE_FIGURE)
    except FigureProblem:
        return []
    if figure.value is None:
        return []
    note = _("应开%(due)s次，已开%(held)s次") % {"due": plain(figure.denominator), "held": plain(figure.numerator)}
    return [
        {
            "label": _("今年“三会一课”完成率"), "value": figure.value, "unit": "%", "note": note, "tone": "",
            "href": reverse("branches:life"),
        }
    ]  # fmt: skip


def _village_card(unit: Unit, day: datetime.date) -> dict:
    """A village's own page: figures of township teams say nothing there."""
    return {
        "label": _("本村党员"), "value": member_count(unit, day), "unit": _("人"), "tone": "",
        "note": _("点开看本村的党组织、大事、指标和台账"), "href": reverse("figures:village", args=[unit.pk]),
    }  # fmt: skip


def _first_card(answer: Board, day: datetime.date) -> list[dict]:
    figure = answer.figure(FIRST_FIGURE)
    if figure.value is None:
        return []
    note = _("%(numerator)d/%(denominator)d人，截至%(day)s") % {
        "numerator": figure.numerator, "denominator": figure.denominator, "day": day,
    }  # fmt: skip
    return [
        {
            "label": figure.indicator.title, "value": figure.value, "unit": "%", "note": note,
            "href": reverse("figures:board"), "tone": "",
        }
    ]  # fmt: skip
