"""A list as a workbook: a title, a note, one line a row, all cells text."""

import io
import re
from collections.abc import Iterable, Sequence

import xlsxwriter

from portal.office.safe_cells import safe_text

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def write_list(
    *,
    heads: list[str],
    lines: Iterable[list],
    title: str,
    note: str,
    sheet: str = "名单",
    widths: Sequence[int] = (),
    frozen: int = 1,
) -> bytes:
    """The .xlsx of the lines under their heads; `note` stands beneath the title (day, filters, who exported)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", sheet)[:31])
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "vcenter"})
    cell = book.add_format({"border": 1, "num_format": "@", "valign": "top", "text_wrap": True})
    for at in range(len(heads)):
        page.set_column(at, at, widths[at] if at < len(widths) else 18)
    page.write_string(0, 0, safe_text(title), bold)
    page.write_string(1, 0, safe_text(note))
    for at, text in enumerate(heads):
        page.write_string(2, at, text, head)
    for row, line in enumerate(lines, 3):
        for at, text in enumerate(line):
            page.write_string(row, at, safe_text(text), cell)
    page.freeze_panes(3, frozen)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    book.close()
    return out.getvalue()
