"""The sheet of a register read as raw rows; runs in the child."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from cadres.importing.columns import plain_head
from cadres.importing.rows import TITLE_ROWS, meta, problem, raw_row
from cadres.importing.workbook import IGNORED_HEADS, merged_problems
from portal.office.refusal import FileRefused
from portal.office.xlsx import ROW_LIMIT, Sheet, read_sheets, too_many_rows

KIND = "record"
"""Kind of every row of a register's sheet: the batch says of which register."""


def read(content: bytes, extra: bytes, arguments: dict) -> Iterator[dict]:
    """Meta line and raw rows; `arguments` are {"heads": heads of the register, "title", "aside": sheet not read}.

    Raises FileRefused. The row of heads is the one of the first rows that holds most heads of the register; hints
    and titles may stand above it.
    """
    known = {plain_head(head): head for head in arguments["heads"]}
    tables, problems = [], []
    for sheet in read_sheets(content):
        if sheet.hidden or sheet.name == arguments["aside"]:
            continue
        start = _row_of_heads(sheet, known)
        if start is None:
            continue
        if len(sheet.rows) - start - 1 > ROW_LIMIT:
            raise too_many_rows()
        tables.append((sheet, start, _columns(sheet, start, known, problems)))
        problems.extend(merged_problems(sheet, start))
        if sheet.hidden_rows:
            message = f"工作表“{sheet.name}”含隐藏行{sheet.hidden_rows}行，已一并读取"
            problems.append(problem("notice", "hidden_rows", "", "", message, "如不需要请删除后重新上传"))
    if not tables:
        title, heads = arguments["title"], "、".join(arguments["heads"][:6])
        raise FileRefused("header_missing", f"未找到“{title}”的表头（{heads}等）", "请下载本台账的空白表，按其列名填写")
    heads = {sheet.name: [head for _at, head in columns] for sheet, _start, columns in tables}
    yield meta("register", sheets=list(heads), heads=heads, problems=problems)
    for sheet, start, columns in tables:
        for number, texts, flags in sheet.rows[start + 1 :]:
            cells = {head: texts[at] for at, head in columns if at < len(texts) and texts[at]}
            marks = {head: flags[at] for at, head in columns if at in flags}
            if cells or marks:
                yield raw_row(sheet.name, number, KIND, cells, flags=marks)


def _row_of_heads(sheet: Sheet, known: dict[str, str]) -> int | None:
    best, most = None, 0
    for index, (_number, texts, _flags) in enumerate(sheet.rows[:TITLE_ROWS]):
        count = len({plain_head(text) for text in texts if text} & known.keys())
        if count > most:
            best, most = index, count
    return best if most >= min(2, len(known)) else None


def _columns(sheet: Sheet, start: int, known: dict[str, str], problems: list) -> list[tuple[int, str]]:
    """(index, head of the register) of every column that is read; a head used twice refuses the file."""
    columns, seen = [], {}
    for index, text in enumerate(sheet.rows[start][1]):
        if not text or plain_head(text) in IGNORED_HEADS:
            continue
        head = known.get(plain_head(text))
        if head is None:
            message = f"工作表“{sheet.name}”的列“{text}”不属于本台账，未读取"
            problems.append(problem("notice", "header_unknown", text, "", message, "如需导入请改用空白表的列名"))
            continue
        if head in seen:
            message = f"工作表“{sheet.name}”第{xl_col_to_name(index)}列“{head}”与第{xl_col_to_name(seen[head])}列重复"
            raise FileRefused("header_duplicate", message, "请删除多余的一列后重新上传")
        seen[head] = index
        columns.append((index, head))
    return columns
