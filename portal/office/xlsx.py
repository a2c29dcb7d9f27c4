"""The sheets of a workbook as rows of texts; run only in a child process, since a small file can abort the parser."""

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.office.inspect import open_archive, read_part, refuse_declarations, what_is
from portal.office.refusal import FileRefused

ROW_LIMIT, COLUMN_LIMIT = 50_000, 200
# Data rows a sheet; heads and titles come on top.
_HEAD_ALLOWANCE = 20

_REFUSALS = {
    "empty": ("file_empty", "文件为空", "请重新选择文件"),
    "text": ("type_mismatch", "内容不是xlsx（识别为文本）", "请在Excel或WPS中打开后另存为.xlsx"),
    "lrm": ("type_mismatch", "内容不是xlsx（识别为文本）", "请在Excel或WPS中打开后另存为.xlsx"),
    "html": ("type_mismatch", "内容不是xlsx（识别为网页表格）", "请在Excel或WPS中打开后另存为.xlsx"),
    "xml": ("type_mismatch", "内容不是xlsx（识别为XML）", "请在Excel或WPS中打开后另存为.xlsx"),
    "legacy_xls": ("legacy_format", "旧版表格格式（.xls、.et）不能读取", "请另存为.xlsx"),
    "encrypted": ("encrypted", "文件已加密", "请去除打开密码后重新上传"),
    "xlsm": ("macro_forbidden", "文件含宏，不接受", "请另存为不含宏的.xlsx"),
    "zip": ("type_mismatch", "内容不是xlsx（识别为压缩包）", "请上传表格文件"),
}
_UNKNOWN = ("type_mismatch", "内容不是xlsx", "请在Excel或WPS中打开后另存为.xlsx")


@dataclass(slots=True)
class Sheet:
    """A sheet: rows of (number, texts, flags by column index), blank rows left out; merged areas as given."""

    name: str
    hidden: bool
    rows: list[tuple[int, list[str], dict[int, str]]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    blank_rows: int = 0
    hidden_rows: int = 0


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """Every worksheet in order; raises FileRefused. Row numbers and merged areas count from 1."""
    kind = what_is(content)
    if kind != "xlsx":
        raise FileRefused(*_REFUSALS.get(kind, _UNKNOWN))
    flags_by_path = _look_through(content)
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [(sheet.name, sheet.visible != SheetVisibleEnum.Visible) for sheet in workbook.sheets_metadata]
    except (CalamineError, OSError, ValueError) as problem:
        raise FileRefused("corrupt", "表格内容损坏，无法读取", "请在Excel或WPS中打开后另存为.xlsx") from problem
    paths = _sheet_paths(content)
    for name, hidden in names:
        try:
            sheet = workbook.get_sheet_by_name(name)
            raw = sheet.to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError, IndexError) as problem:
            raise FileRefused(
                "corrupt", f"工作表“{name}”损坏，无法读取", "请在Excel或WPS中打开后另存为.xlsx"
            ) from problem
        notes = flags_by_path.get(paths.get(name, ""), _Notes())
        yield _sheet(name, hidden, raw, sheet.merged_cell_ranges or [], notes)


def _sheet(name, hidden, raw, merged, notes) -> Sheet:
    rows, blank = [], 0
    last = max(len(raw), max(notes.cells, default=0))
    for number in range(1, last + 1):
        flags = {}
        texts = (
            [_text(value, flags, index) for index, value in enumerate(raw[number - 1])] if number <= len(raw) else []
        )
        for column, flag in notes.cells.get(number, {}).items():
            texts.extend([""] * (column + 1 - len(texts)))
            if not texts[column] or flag == "error":
                flags[column] = flag
        while texts and not texts[-1] and len(texts) - 1 not in flags:
            texts.pop()
        if texts:
            rows.append((number, texts, flags))
        else:
            blank += 1
    areas = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged]
    return Sheet(name, hidden, rows, areas, blank, notes.hidden_rows)


def _text(value, flags, index) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return "" if value.isspace() else value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") if not (value.hour or value.minute) else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (int, float)):
        flags[index] = "number"
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
            return str(int(value))
        return str(value)
    return str(value)


@dataclass(slots=True)
class _Notes:
    """What calamine does not tell: cells with an error or a formula without value, and hidden rows."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: int = 0


_FULL_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,4})(\d{1,9})[\"'][^>]*?(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b"
)
_ODD_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*?\br=[\"']([A-Za-z]{1,4})(\d{1,9})[\"'][^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\bhidden=[\"'](?:1|true)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>[^<]")


def _look_through(content: bytes) -> dict[str, _Notes]:
    """Notes on each sheet's part; raises FileRefused for entities and for cells beyond the limits."""
    notes = {}
    with open_archive(content) as archive:
        for name in archive.namelist():
            if not name.lower().endswith((".xml", ".rels", ".vml")):
                if name.lower().endswith((".xlsx", ".zip")):
                    raise FileRefused("corrupt_structure", "表格内嵌套了其他压缩文件", "请删除嵌入的对象后重新上传")
                continue
            part = read_part(archive, name)
            refuse_declarations(part)
            if name.startswith("xl/worksheets/"):
                notes[name] = _notes(part)
    return notes


def _notes(part: bytes) -> _Notes:
    found = _Notes(hidden_rows=len(_HIDDEN_ROW.findall(part)) if b"hidden" in part else 0)
    columns: dict[bytes, int] = {}
    last_row = 0
    for letters, digits in _FULL_CELL.findall(part):
        if letters not in columns:
            columns[letters] = _column_number(letters)
        last_row = max(last_row, int(digits))
    if last_row > ROW_LIMIT + _HEAD_ALLOWANCE and part.count(b"<row") > ROW_LIMIT:
        raise too_many_rows()
    if last_row > ROW_LIMIT + _HEAD_ALLOWANCE or max(columns.values(), default=0) > COLUMN_LIMIT:
        raise FileRefused(
            "sheet_too_large", f"数据区域超过{ROW_LIMIT}行×{COLUMN_LIMIT}列", "请删除区域外的多余内容，或拆分后分次上传"
        )
    if b't="e"' in part or b"<f" in part or b":f>" in part:
        for attributes, letters, digits, inner in _ODD_CELL.findall(part):
            if b't="e"' in attributes:
                flag = "error"
            elif b"f" in inner and re.search(rb"<(?:\w+:)?f\b", inner) and not _VALUE.search(inner):
                flag = "formula"
            else:
                continue
            found.cells.setdefault(int(digits), {})[_column_number(letters) - 1] = flag
    return found


def too_many_rows() -> FileRefused:
    """The refusal of a sheet with more data rows than are read at once."""
    return FileRefused("too_many_rows", f"数据超过{ROW_LIMIT}行", "请拆分后分次上传")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def _sheet_paths(content: bytes) -> dict[str, str]:
    """Sheet name → part of the archive, as the workbook's own list says."""
    import html

    with open_archive(content) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return {}
        book, relations = read_part(archive, "xl/workbook.xml"), read_part(archive, "xl/_rels/workbook.xml.rels")
    targets = {}
    for text in _RELATION.findall(relations):
        given = _attributes(text)
        target = given.get("Target", "")
        targets[given.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    paths = {}
    for text in _SHEET.findall(book):
        given = _attributes(text)
        paths[html.unescape(given.get("name", ""))] = targets.get(given.get("r:id") or given.get("id"), "")
    return paths


def _attributes(text: bytes) -> dict[str, str]:
    return {name: one or two for name, one, two in _ATTRIBUTE.findall(text.decode("utf-8", "replace"))}
