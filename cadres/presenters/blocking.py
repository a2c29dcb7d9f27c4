"""Cells that keep a batch from being undone, in words."""

from dataclasses import dataclass

from django.apps import apps

from cadres.presenters.values import HIDDEN, column_label, shown_value, unit_names_in


@dataclass(frozen=True)
class BlockingLine:
    """One cell in the way: whose, which, what the batch wrote, what stands there now, who changed it when."""

    who: str
    what: str
    field: str
    written: str
    now: str
    by: str
    at: object


def blocking_lines(cells: list[dict]) -> list[BlockingLine]:
    """The cells of `blocking_cells` with labels and code names."""
    units = unit_names_in(
        [cell[side] for cell in cells if cell["field"].endswith("_id") for side in ("written", "now")]
    )
    return [_line(cell, units) for cell in cells if cell["field"] not in HIDDEN]


def _line(cell: dict, units: dict[int, str]) -> BlockingLine:
    label = cell["model"]
    return BlockingLine(
        who=cell["person"] or "",
        what=str(apps.get_model(label)._meta.verbose_name),
        field=column_label(label, cell["field"]) if cell["field"] else "",
        written=shown_value(label, cell["field"], cell["written"], units=units) if cell["field"] else "",
        now=shown_value(label, cell["field"], cell["now"], units=units)
        if cell["field"]
        else str(apps.get_model(cell["now"])._meta.verbose_name),
        by=cell["by"] or "",
        at=cell["at"],
    )
