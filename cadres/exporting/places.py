"""Places of units as a workbook, numbers as numbers."""

import io
from collections.abc import Iterable

import xlsxwriter

from portal.office.safe_cells import safe_text


def write_places(*, heads: Iterable[str], lines: Iterable[list], title: str, note: str) -> bytes:
    """The .xlsx of the lines under their heads; `note` stands beneath the title."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("职数编制")
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
    cell = book.add_format({"border": 1})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 18)
    sheet.write_string(0, 0, safe_text(title), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, safe_text(note))
    for at, text in enumerate(heads):
        sheet.write_string(2, at, text, head)
    for row, line in enumerate(lines, 3):
        for at, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(row, at, value, cell)
            else:
                sheet.write_string(row, at, safe_text(value), cell)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    book.close()
    return out.getvalue()
