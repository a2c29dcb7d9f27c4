"""A standard table as a workbook that looks like the printed one: title, merged heads, ruled cells, A4 landscape."""

import io
import re
from itertools import groupby

import xlsxwriter

from portal.office.safe_cells import safe_text
from reports.tables.grid import Grid, Head

_TITLE_ROW, _UNIT_ROW, _HEAD_ROW = 0, 1, 2
_LABEL_WIDTHS = (13, 27)
_WIDEST_LABEL = 44
_ROW_HEIGHT, _HEAD_HEIGHT = 20, 34  # points
_WIDEST_A4 = 190  # characters; wider tables are printed on A3
_NARROW = 130  # characters; the foot of a narrower table is one text, a quarter of its width would cut the date
_A3, _A4 = 8, 9
_WHOLE = re.compile("0|-?[1-9][0-9]*")


def write_standard_table(*, title: str, place: str, counted_in: str, grid: Grid, foot: list[str]) -> bytes:
    """The .xlsx; `place` (unit and day) and 计量单位 stand beneath the title, `foot` (制表单位, 制表人 …) under the lines."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    styles, sheet = _styles(book), book.add_worksheet(safe_text(title)[:31])
    labels, depth = len(grid.row_heads), grid.depth
    last = labels + len(grid.heads) - 1
    _stretch(sheet, _TITLE_ROW, 0, last, title, styles["title"])
    _stretch(sheet, _UNIT_ROW, 0, last - last // 3 - 1, place, styles["left"])
    _stretch(sheet, _UNIT_ROW, last - last // 3, last, f"单位：{counted_in}", styles["right"])
    _heads(sheet, grid, depth, styles["head"])
    first = _HEAD_ROW + depth
    for row, line in enumerate(grid.lines, first):
        deep = max(
            (_lines(cell.text, head.width) for cell, head in zip(line.cells, grid.heads, strict=True)), default=1
        )
        sheet.set_row(row, max(_ROW_HEIGHT, 15 * deep + 4))
        for at, cell in enumerate(line.cells, labels):
            style = styles[
                "total" if line.weight else "cell" if grid.heads[at - labels].width < _LABEL_WIDTHS[1] else "text"
            ]
            if _WHOLE.fullmatch(cell.text):
                sheet.write_number(row, at, int(cell.text), style)
            else:
                sheet.write_string(row, at, safe_text(cell.text), style)
    _labels(sheet, grid, first, styles)
    row = first + len(grid.lines)
    if foot:
        _foot(sheet, row, last, foot if _width(grid, labels) > _NARROW else ["      ".join(foot)], styles["left"])
    for number, text in enumerate((f"注：{grid.basis[0]}", *grid.basis[1:]) if grid.basis else ()):
        _stretch(sheet, row + 1 + number, 0, last, text, styles["note"])
        sheet.set_row(row + 1 + number, 15 * _lines(text, _width(grid, labels)))
    _print_setup(sheet, grid, labels, depth, last)
    book.close()
    return out.getvalue()


def _styles(book) -> dict:
    ruled = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "font_size": 11}
    plain = {"font_name": "仿宋_GB2312", "font_size": 11, "valign": "vcenter"}
    formats = {
        "title": {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "valign": "vcenter"},
        "left": plain, "right": {**plain, "align": "right"}, "note": {**plain, "font_size": 10, "text_wrap": True},
        "head": {**ruled, "font_name": "黑体"}, "cell": {**ruled, "font_name": "仿宋_GB2312"},
        "text": {**ruled, "font_name": "仿宋_GB2312", "align": "left"},
        "total": {**ruled, "font_name": "仿宋_GB2312", "bold": True},
    }  # fmt: skip
    return {name: book.add_format(one) for name, one in formats.items()}


def _heads(sheet, grid: Grid, depth: int, style) -> None:
    """Every level of groups merged over its columns; a column without a group at a level reaches up over it."""
    labels, bottom = len(grid.row_heads), _HEAD_ROW + depth - 1
    for at, text in enumerate(grid.row_heads):
        _block(sheet, (_HEAD_ROW, at, bottom, at), text, style)
    for level in range(depth - 1):
        at = labels
        for path, columns in groupby(grid.heads, key=lambda one, level=level: one.groups[: level + 1]):
            wide = len(list(columns))
            if len(path) > level:
                _block(sheet, (_HEAD_ROW + level, at, _HEAD_ROW + level, at + wide - 1), path[level], style)
            at += wide
    for at, one in enumerate(grid.heads, labels):
        _block(sheet, (_HEAD_ROW + len(one.groups), at, bottom, at), one.head, style)


def _labels(sheet, grid: Grid, first: int, styles: dict) -> None:
    """The words before the cells; the same first word of several lines stands once, over all of them."""
    row = first
    for _word, members in groupby(grid.lines, key=lambda line: (line.labels[0], line.weight == "total")):
        lines = list(members)
        together = len(grid.row_heads) > 1
        if together and lines[0].weight == "total" and not any(lines[0].labels[1:]):
            _block(sheet, (row, 0, row, len(grid.row_heads) - 1), lines[0].labels[0], styles["total"])
            row += len(lines)
            continue
        if together:
            _block(sheet, (row, 0, row + len(lines) - 1, 0), lines[0].labels[0], styles["cell"])
        for line in lines:
            for at, text in enumerate(line.labels):
                if not (together and at == 0):
                    sheet.write_string(row, at, safe_text(text), styles["total" if line.weight else "cell"])
            row += 1


def _foot(sheet, row: int, last: int, foot: list[str], style) -> None:
    """制表单位, 制表人, 审核人, 制表日期 in one row, each in its part of the width."""
    share = (last + 1) / len(foot)
    for number, text in enumerate(foot):
        _stretch(
            sheet, row, round(number * share), max(round((number + 1) * share) - 1, round(number * share)), text, style
        )
    sheet.set_row(row, 22)


def _stretch(sheet, row: int, left: int, right: int, text: str, style) -> None:
    _block(sheet, (row, left, row, max(left, right)), text, style)


def _block(sheet, area: tuple[int, int, int, int], text: str, style) -> None:
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, safe_text(text), style)
    else:
        sheet.merge_range(top, left, bottom, right, safe_text(text), style)


def _label_widths(grid: Grid, labels: int) -> tuple[float, ...]:
    """Widths of the labels' columns; the last one takes what its longest words need."""
    longest = max((2 * len(line.labels[-1]) + 4 for line in grid.lines), default=0)
    if labels > 1:
        return (*_LABEL_WIDTHS[: labels - 1], min(max(_LABEL_WIDTHS[1], longest), _WIDEST_LABEL))
    return (min(max(6, longest), _LABEL_WIDTHS[1]),)


def _width(grid: Grid, labels: int) -> float:
    return sum(_label_widths(grid, labels)) + sum(one.width for one in grid.heads)


def _lines(text: str, width: float) -> int:
    """Lines a text takes in a width; a Chinese character is as wide as two others."""
    return 1 + int((sum(2 if ord(one) > 0x2E7F else 1 for one in text) - 1) // width) if text else 1


def _deepest(heads: tuple[Head, ...], level: int) -> int:
    """Lines the longest group of that level takes over its columns."""
    found = [1]
    for path, columns in groupby(heads, key=lambda one: one.groups[: level + 1]):
        if len(path) > level:
            found.append(_lines(path[level], sum(one.width for one in columns)))
    return max(found)


def _print_setup(sheet, grid: Grid, labels: int, depth: int, last: int) -> None:
    sheet.set_row(_TITLE_ROW, 38)
    for level in range(depth):
        least = _HEAD_HEIGHT if level or depth == 1 else _ROW_HEIGHT + 4
        sheet.set_row(_HEAD_ROW + level, max(least, 15 * _deepest(grid.heads, level) + 4))
    for at, width in enumerate(_label_widths(grid, labels)):
        sheet.set_column(at, at, width)
    for at, one in enumerate(grid.heads, labels):
        sheet.set_column(at, at, one.width)
    sheet.freeze_panes(_HEAD_ROW + depth, labels)
    sheet.set_landscape()
    sheet.set_paper(_A4 if _width(grid, labels) <= _WIDEST_A4 else _A3)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TITLE_ROW, _HEAD_ROW + depth - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
