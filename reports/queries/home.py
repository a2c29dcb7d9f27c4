"""What the first page says about figures."""

import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from portal.rules.roles import Permission
from reports.board import board
from reports.problems import FigureProblem


def cards(user, as_of: datetime.date) -> list[dict]:
    """How many figures of the user's unit lack somebody's facts on the day; "—" where there is no figure to give."""
    scope = user.scope_units()
    if not scope or not user.can(Permission.VIEW_FIGURES):
        return []
    card = {"label": _("缺数据的指标"), "unit": _("项"), "href": _route("figures:board"), "note": "", "tone": ""}
    try:
        figures = board(population="team", as_of=as_of, unit=scope[0]).figures
    except FigureProblem as problem:
        return [card | {"value": None, "note": str(problem), "tone": "amber"}]
    lacking = [figure for figure in figures if figure.level != "green"]
    if not lacking:
        return [card | {"value": 0, "note": _("数据齐全") if any(f.denominator for f in figures) else _("还没有数据")}]
    red = any(figure.level == "red" for figure in lacking)
    note = _("有指标缺数据过多，不宜对外使用") if red else _("个别人员信息不全")
    return [card | {"value": len(lacking), "note": note, "tone": "error" if red else "amber"}]


def _route(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
