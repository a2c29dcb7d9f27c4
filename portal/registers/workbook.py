"""The list of a register as a workbook, all cells text."""

import io
import re
from collections.abc import Iterable

import xlsxwriter

from portal.office.safe_cells import safe_text

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def write_register(*, heads: list[str], lines: Iterable[list[str]], title: str, note: str) -> bytes:
    """The .xlsx of the lines under their heads; `note` stands beneath the title (day, filters, who exported)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", title)[:31])
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"border": 1, "num_format": "@", "valign": "top", "text_wrap": True})
    sheet.set_column(0, max(len(heads) - 1, 0), 18)
    sheet.write_string(0, 0, safe_text(title), bold)
    sheet.write_string(1, 0, safe_text(note))
    for at, text in enumerate(heads):
        sheet.write_string(2, at, text, head)
    for row, line in enumerate(lines, 3):
        for at, text in enumerate(line):
            sheet.write_string(row, at, safe_text(text), cell)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return out.getvalue()
