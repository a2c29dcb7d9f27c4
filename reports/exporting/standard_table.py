"""A standard table as a workbook that looks like the printed one: title, groups of columns, ruled cells, A4 landscape."""

import io

import xlsxwriter

from portal.office.safe_cells import safe_text


def write_standard_table(*, title: str, note: str, groups: list[tuple[str, list[str]]], lines: list[list[str]]) -> bytes:
    """The .xlsx; `groups` are heads over their columns, the first column of every line is the township's name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    big = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "font_name": "方正小标宋简体"})
    small = book.add_format({"font_size": 10, "align": "right", "font_name": "仿宋"})
    shape = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "font_name": "仿宋", "font_size": 10}
    head, cell = book.add_format({**shape, "bold": True}), book.add_format(shape)
    sheet = book.add_worksheet(title[:31])
    width = 1 + sum(len(columns) for _group, columns in groups)
    sheet.merge_range(0, 0, 0, width - 1, safe_text(title), big)
    sheet.merge_range(1, 0, 1, width - 1, safe_text(note), small)
    sheet.merge_range(2, 0, 3, 0, "乡镇", head)
    at = 1
    for group, columns in groups:
        if len(columns) > 1:
            sheet.merge_range(2, at, 2, at + len(columns) - 1, safe_text(group), head)
        else:
            sheet.write_string(2, at, safe_text(group), head)
        for column in columns:
            sheet.write_string(3, at, safe_text(column), head)
            at += 1
    for row, line in enumerate(lines, 4):
        for place, text in enumerate(line):
            sheet.write_string(row, place, safe_text(text), cell)
    sheet.set_row(0, 34)
    sheet.set_row(3, 44)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, width - 1, 6.6)
    sheet.freeze_panes(4, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 3)
    book.close()
    return out.getvalue()
