"""Places of units as the page and its workbook show them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadres.queries.establishment import Places, UnitPlaces
from portal.models import Unit
from portal.queries.quotas import KIND_LABELS

EXPORT_HEADS = ["机构", "名额类别", "核定", "实配", "拟使用", "可用", "缺配", "超配"]


@dataclass(frozen=True)
class Cell:
    """One kind of place of a unit: filled of approved, and what is to be noticed (tone, word)."""

    text: str
    marks: list


@dataclass(frozen=True)
class PlaceLine:
    """A unit with a cell for every kind."""

    unit: Unit
    cells: list[Cell]
    alerts: list[str]


def place_lines(found: list[UnitPlaces]) -> list[PlaceLine]:
    """Every unit that has or fills any place."""
    lines = []
    for one in found:
        if any(places.approved is not None or places.filled or places.held for places in one.places.values()):
            alerts = [f"{KIND_LABELS[places.kind]}{_alert(places)}" for places in one.alerts]
            lines.append(PlaceLine(one.unit, [_cell(one.places[kind]) for kind in KIND_LABELS], alerts))
    return lines


def export_lines(found: list[UnitPlaces]) -> list[list]:
    """One row a unit and kind that has or fills any place."""
    return [
        [
            one.unit.name, KIND_LABELS[places.kind], "" if places.approved is None else places.approved, places.filled,
            places.held, "" if places.approved is None else places.free, places.vacant, places.over,
        ]
        for one in found
        for places in one.places.values()
        if places.approved or places.filled or places.held
    ]  # fmt: skip


def _cell(places: Places) -> Cell:
    if not places.approved and not places.filled and not places.held:
        return Cell("", [])
    approved = "—" if places.approved is None else places.approved
    marks = []
    if places.over:
        marks.append(("error", _("超%(number)d") % {"number": places.over}))
    if places.vacant:
        marks.append(("notice", _("缺%(number)d") % {"number": places.vacant}))
    if places.held:
        marks.append(("amber", _("拟用%(number)d") % {"number": places.held}))
    if places.unknown:
        marks.append(("error", _("未登记核定数")))
    return Cell(f"{places.filled}/{approved}", marks)


def _alert(places: Places) -> str:
    if places.unknown:
        return _("未登记核定数，实配%(number)d") % {"number": places.filled}
    if places.over:
        return _("超配%(number)d") % {"number": places.over}
    return _("拟使用%(held)d，空缺只有%(vacant)d") % {"held": places.held, "vacant": places.vacant}
