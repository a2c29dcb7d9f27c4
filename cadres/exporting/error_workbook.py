"""The workbook that goes back to the user: wrong rows only, wrong cells red with a comment, the reason in a last column."""

import io
from collections import defaultdict
from collections.abc import Sequence

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from cadres.importing.columns import plain_head
from cadres.importing.rows import TITLE_ROWS
from portal.office.safe_cells import safe_text
from portal.registers.sheets import CHOICES

REASON = "错误原因"
_RED = PatternFill("solid", fgColor="FFC7CE")
_YELLOW = PatternFill("solid", fgColor="FFEB9C")
_WORDS = {"error": "错误", "warning": "警告", "notice": "提示"}

Problem = tuple[str, int, str, str, str]
"""(sheet, row number, column head, severity, message)"""


def mark_errors(original: bytes, problems: list[Problem], *, heads: Sequence[str] = ()) -> bytes:
    """The same workbook with only the rows named in `problems` below the heads of the sheets they stand in.

    All sheets stay; a sheet without wrong rows keeps its heads and loses its data, so that uploading the result
    again brings in the corrected rows and nothing twice. The column 错误原因 is not read on import. `heads` are
    those of a register whose sheet it is.
    """
    book = openpyxl.load_workbook(io.BytesIO(original), keep_links=False)
    by_sheet: dict[str, dict[int, list]] = defaultdict(lambda: defaultdict(list))
    for sheet, number, head, severity, message in problems:
        by_sheet[sheet][number].append((head, severity, message))
    for sheet in book.worksheets:
        found = _head_row_of(sheet, heads) if heads else _last_head_row(sheet)
        if (heads and sheet.title == CHOICES) or found is None or (sheet.title not in by_sheet and sheet.sheet_state != "visible"):
            continue
        _keep_wrong(sheet, found, by_sheet.get(sheet.title, {}))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head_row_of(sheet: Worksheet, heads: Sequence[str]) -> int | None:
    """The number of the first rows' one that holds most of the heads; None where no two stand."""
    known, best, most = {plain_head(head) for head in heads}, None, min(2, len(heads)) - 1
    for row in sheet.iter_rows(min_row=1, max_row=min(TITLE_ROWS, sheet.max_row), max_col=min(sheet.max_column, 200)):
        count = len({plain_head(str(cell.value)) for cell in row if cell.value is not None} & known)
        if count > most:
            best, most = row[0].row, count
    return best


def _last_head_row(sheet: Worksheet) -> int | None:
    """The number of the lowest row of heads; None for a sheet that is no table of ours."""
    from cadres.importing.roster_targets import target_for
    from cadres.importing.workbook import kind_of_sheet

    kind = kind_of_sheet(sheet.title)
    best, most = None, 1
    width = min(sheet.max_column, 200)
    for row in sheet.iter_rows(min_row=1, max_row=min(TITLE_ROWS, sheet.max_row), max_col=width):
        texts = [str(cell.value) for cell in row if cell.value is not None]
        known = sum(1 for text in texts if (kind.find(text) if kind else target_for(text)[0]))
        if known > most and (kind or any(target_for(text)[0] == "person.name" for text in texts)):
            best, most = row[0].row, known
    if best is None or kind:
        return best
    below = [cell.value for cell in next(sheet.iter_rows(min_row=best + 1, max_row=best + 1, max_col=width))]
    tall = any(area.min_row == best < area.max_row for area in sheet.merged_cells.ranges)
    wide = any(area.min_row == area.max_row == best and area.size["columns"] > 1 for area in sheet.merged_cells.ranges)
    return best + 1 if (tall or wide) and any(isinstance(value, str) for value in below) else best


def _heads(sheet: Worksheet, last: int) -> dict[str, int]:
    """Head as the reader names it → column number; two rows of heads are joined as group/sub-head."""
    heads: dict[str, int] = {}
    wide = {area.min_col: area for area in sheet.merged_cells.ranges if area.max_row < last <= area.max_row + 1}
    group, end = "", 0
    for column in range(1, min(sheet.max_column, 200) + 1):
        low, high = _text(sheet, last, column), _text(sheet, last - 1, column) if last > 1 else ""
        if high:
            group, end = high, wide[column].max_col if column in wide else column
        elif column > end:
            group = ""
        for head in (f"{group}/{low}" if group and low else "", low, high):
            if head:
                heads.setdefault(plain_head(head), column)
    return heads


def _text(sheet: Worksheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    return "".join(str(value).split()) if value is not None else ""


def _keep_wrong(sheet: Worksheet, last: int, wrong: dict[int, list]) -> None:
    heads = _heads(sheet, last)
    reason = heads.get(plain_head(REASON)) or max(heads.values(), default=0) + 1
    for area in [area for area in sheet.merged_cells.ranges if area.max_row > last]:
        sheet.unmerge_cells(str(area))
    sheet.cell(last, reason).value = REASON
    sheet.cell(last, reason).font = Font(bold=True, color="C00000")
    sheet.column_dimensions[sheet.cell(last, reason).column_letter].width = 60
    marks = _mark(sheet, wrong, heads, reason)
    kept = [_taken(row, marks) for row in sheet.iter_rows(min_row=last + 1) if row[0].row in wrong]
    sheet.delete_rows(last + 1, max(sheet.max_row - last, 1))
    sheet.conditional_formatting = type(sheet.conditional_formatting)()
    for number in [number for number in sheet.row_dimensions if number > last]:
        del sheet.row_dimensions[number]
    for at, cells in enumerate(kept, last + 1):
        for column, value, number_format, fill, comment in cells:
            cell = sheet.cell(at, column)
            cell.value, cell.number_format = value, number_format
            if isinstance(value, str):
                cell.data_type = "s"  # a text beginning with = stays a text
            if fill is not None:
                cell.fill = fill
            if comment:
                cell.comment = Comment(comment, "导入检查")
            if column == reason:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _mark(sheet: Worksheet, wrong: dict[int, list], heads: dict[str, int], reason: int) -> dict[tuple, PatternFill]:
    """The colour of every cell named by a problem, by (row, column); writes comments and reasons."""
    marks: dict[tuple, PatternFill] = {}
    for number, found in wrong.items():
        for head, severity, message in found:
            column = heads.get(plain_head(head))
            if column is not None:
                cell = sheet.cell(number, column)
                if marks.get((number, column)) is not _RED:
                    marks[(number, column)] = _RED if severity == "error" else _YELLOW
                said = cell.comment.text + "\n" if cell.comment else ""
                cell.comment = Comment(safe_text(f"{said}{_WORDS.get(severity, '')}：{message}")[:2000], "导入检查")
        lines = [f"{_WORDS.get(severity, '')}：{message}" for _, severity, message in found]
        sheet.cell(number, reason).value = safe_text("\n".join(dict.fromkeys(lines)))
    return marks


def _taken(row, marks: dict[tuple, PatternFill]) -> list[tuple]:
    taken = []
    for cell in row:
        marked = marks.get((cell.row, cell.column))
        if cell.value is not None or marked is not None:
            text_format = "@" if marked is not None else cell.number_format
            taken.append((cell.column, cell.value, text_format, marked, cell.comment.text if cell.comment else ""))
    return taken


def write_error_list(problems: list[tuple[str, str, int, str, str, str, str]]) -> bytes:
    """A new workbook 错误清单 of (file, sheet, row, column, severity, message, remedy), for forms and archives."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("错误清单")
    bold = book.add_format({"bold": True, "bg_color": "#EDEDED"})
    for column, (head, width) in enumerate(
        (("文件", 30), ("工作表", 16), ("行号", 8), ("列", 20), ("级别", 8), ("问题", 60), ("怎样改正", 40))
    ):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, width)
    for at, (file_name, name, number, head, severity, message, remedy) in enumerate(problems, 1):
        texts = (file_name, name, str(number or ""), head, _WORDS.get(severity, severity), message, remedy)
        for column, text in enumerate(texts):
            sheet.write_string(at, column, safe_text(text))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
