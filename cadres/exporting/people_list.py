"""A list of people as a workbook: one line a person, ID numbers masked."""

import io
from collections.abc import Iterable

import xlsxwriter

from portal.office.safe_cells import safe_text


def write_people_list(*, heads: list[str], lines: Iterable[list], title: str, note: str) -> bytes:
    """The .xlsx of the lines under their heads; `note` stands beneath the title (day, filters, who exported)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("名单")
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"border": 1, "num_format": "@", "valign": "top", "text_wrap": True})
    for at, width in enumerate((6, 10, 6, 8, 11, 7, 12, 12, 24, 40, 14, 20)[: len(heads)]):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, safe_text(title), bold)
    sheet.write_string(1, 0, safe_text(note))
    for at, text in enumerate(heads):
        sheet.write_string(2, at, text, head)
    for row, line in enumerate(lines, 3):
        for at, text in enumerate(line):
            sheet.write_string(row, at, safe_text(text), cell)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return out.getvalue()
