"""The people of a figure as a workbook: a sheet that says what the list is, and the list."""

import io
from collections.abc import Iterable

import xlsxwriter

from portal.office.safe_cells import safe_text

_WIDTHS = (6, 12, 16, 40)


def write_people_workbook(*, about: list[tuple[str, str]], heads: list[str], lines: Iterable[list]) -> bytes:
    """The .xlsx of the lines under their heads, with `about` as (label, text) on a first sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"border": 1, "num_format": "@", "valign": "top", "text_wrap": True})
    told = book.add_worksheet("说明")
    told.set_column(0, 0, 22)
    told.set_column(1, 1, 90)
    for row, (label, text) in enumerate(about):
        told.write_string(row, 0, safe_text(label), head)
        told.write_string(row, 1, safe_text(text), cell)
    sheet = book.add_worksheet("名单")
    for at in range(len(heads)):
        sheet.set_column(at, at, _WIDTHS[at] if at < len(_WIDTHS) else 14)
        sheet.write_string(0, at, safe_text(heads[at]), head)
    for row, line in enumerate(lines, 1):
        for at, text in enumerate(line):
            sheet.write_string(row, at, safe_text(text), cell)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()
