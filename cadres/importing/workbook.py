"""The national workbook 干部大数据信息提取表: any subset of its sheets, heads and data found by themselves."""

import re
from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from cadres.importing.columns import plain_head
from cadres.importing.kinds import WORKBOOK_KINDS, Kind
from cadres.importing.rows import TITLE_ROWS, meta, problem, raw_row
from portal.office.refusal import FileRefused
from portal.office.xlsx import ROW_LIMIT, Sheet, too_many_rows

IGNORED_HEADS = {"错误原因", "序号", "提示"}
# 错误原因 is the column this portal adds to a returned workbook.


_TELLING = 4
# 人员 or 考核 alone names many a free roster; only longer labels say that a sheet is one of the national workbook.


def kind_of_sheet(name: str) -> Kind | None:
    """The kind a sheet holds by its name (A02职务, A02, 职务, A02 职务信息…), None for other sheets."""
    bare = plain_head(name).upper()
    for kind in WORKBOOK_KINDS:
        sheet = plain_head(kind.sheet).upper()
        code = re.match(r"[A-Z]\d+(?:Z\d)?", sheet)
        if bare == sheet or (len(kind.label) >= _TELLING and bare == plain_head(kind.label)):
            return kind
        if code and re.match(rf"{code.group()}(?![A-Z0-9])", bare):
            return kind
    return None


def is_workbook(sheets: list[Sheet]) -> bool:
    """True when at least one sheet is a sheet of the national workbook with heads of its kind."""
    return any(
        (kind := kind_of_sheet(sheet.name)) is not None and find_heads(sheet, kind) is not None for sheet in sheets
    )


def find_heads(sheet: Sheet, kind: Kind) -> int | None:
    """Index in `sheet.rows` of the row of heads, None when no row among the first looks like it."""
    best, best_count = None, 1
    for index, (_, texts, _flags) in enumerate(sheet.rows[:TITLE_ROWS]):
        count = sum(1 for text in texts if text and kind.find(text))
        if count > best_count:
            best, best_count = index, count
    return best


def read_workbook(sheets: list[Sheet], file_name: str = "") -> Iterator[dict]:
    """One meta line, then the raw rows of every sheet that is one of the workbook; raises FileRefused."""
    problems, heads, plans = [], {}, []
    for sheet in sheets:
        kind = kind_of_sheet(sheet.name)
        if kind is None:
            continue
        start = find_heads(sheet, kind)
        if start is None:
            if sheet.rows:
                problems.append(_sheet_problem(sheet, "header_missing", f"工作表“{sheet.name}”未找到表头“姓名”"))
            continue
        if len(sheet.rows) - start - 1 > ROW_LIMIT:
            raise too_many_rows()
        columns = _columns(sheet, kind, start, problems)
        heads[sheet.name] = [text for text in sheet.rows[start][1] if text]
        problems.extend(merged_problems(sheet, start))
        if sheet.hidden_rows:
            problems.append(
                problem(
                    "notice",
                    "hidden_rows",
                    "",
                    "",
                    f"工作表“{sheet.name}”含隐藏行{sheet.hidden_rows}行，已一并读取",
                    "如不需要请删除后重新上传",
                )
            )
        plans.append((sheet, kind, start, columns))
    yield meta("workbook", sheets=[sheet.name for sheet, *_ in plans], heads=heads, problems=problems)
    for sheet, kind, start, columns in plans:
        for number, texts, flags in sheet.rows[start + 1 :]:
            cells = {head: texts[index] for index, head in columns if index < len(texts) and texts[index]}
            marks = {head: flags[index] for index, head in columns if index in flags}
            if cells or marks:
                yield raw_row(sheet.name, number, kind.name, cells, flags=marks, file_name=file_name)


def _columns(sheet: Sheet, kind: Kind, start: int, problems: list) -> list[tuple[int, str]]:
    """(index, national head) of every column that is read; a head used twice refuses the file."""
    columns, seen = [], {}
    for index, text in enumerate(sheet.rows[start][1]):
        if not text or plain_head(text) in IGNORED_HEADS:
            continue
        column = kind.find(text)
        if column is None:
            problems.append(
                problem(
                    "notice",
                    "header_unknown",
                    text,
                    "",
                    f"工作表“{sheet.name}”的列“{text}”不属于提取表，未读取",
                    "如需导入请改用规定的列名",
                )
            )
            continue
        if column.head in seen:
            raise FileRefused(
                "header_duplicate",
                f"工作表“{sheet.name}”第{xl_col_to_name(index)}列“{column.head}”与第{xl_col_to_name(seen[column.head])}列重复",
                "请删除多余的一列后重新上传",
            )
        seen[column.head] = index
        columns.append((index, column.head))
    if kind.name != "unit" and "姓名" not in seen:
        raise FileRefused("header_missing", f"工作表“{sheet.name}”未找到表头“姓名”", "请按提取表的列名填写后重新上传")
    return columns


def merged_problems(sheet: Sheet, start: int) -> list[dict]:
    """A warning for every merged area below the heads: only its first cell holds anything."""
    first = sheet.rows[start][0]
    found = []
    for top, left, bottom, right in sheet.merged[:200]:
        if top > first:
            place = f"第{top}行" if top == bottom else f"第{top}–{bottom}行"
            columns = xl_col_to_name(left - 1) if left == right else f"{xl_col_to_name(left - 1)}–{xl_col_to_name(right - 1)}"
            found.append(
                problem(
                    "warning",
                    "merged_cells",
                    columns,
                    "",
                    f"工作表“{sheet.name}”{place}{columns}列为合并单元格，只有第一格有内容",
                    "请取消合并并逐格填写",
                )
            )
    return found


def _sheet_problem(sheet: Sheet, code: str, message: str) -> dict:
    return problem("error", code, "", "", message, "请按提取表的列名填写表头")
