"""The national workbook written from rows, and the empty one with drop-down lists."""

import io
from collections.abc import Iterable

import xlsxwriter

from cadres.exporting.lrmx import form_date
from cadres.importing.columns import Column
from cadres.importing.kinds import KINDS, WORKBOOK_KINDS, Kind
from portal.office.safe_cells import safe_text

TITLES = {kind.name: f"{kind.label}信息提取表" for kind in WORKBOOK_KINDS}
_LISTS = "代码表"
_LONGEST_LIST = 200
_TEMPLATE_ROWS = 1_000
_YES_NO = ("是", "否")
_WORDS = {
    "sequence": {"level": "职务层次", "rank": "职级"},
    "nature": {"post": "任职", "secondment": "挂职", "village_posting": "驻村"},
    "leader_post": {True: "领导职务", False: "非领导职务"},
    "graduate": {True: "是", False: "否"},
}


def write_workbook(rows: dict[str, Iterable[dict]], names: dict[str, dict[str, str]]) -> bytes:
    """The workbook of the rows given by kind; a sheet without rows is left out.

    A row holds the values of `CheckedRow.values` and, for everybody but units, `owner_name` and `id_number`; a
    person's also `resume`. `names` is {table: {code: name}}. Columns of this portal's own are written only when
    some row fills them.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    styles = _styles(book)
    for kind in WORKBOOK_KINDS:
        written = [shown_row(kind, row, names) for row in rows.get(kind.name, ())]
        if written:
            columns = [c for c in kind.columns if not c.extension or any(row.get(c.head) for row in written)]
            sheet = _sheet(book, kind, columns, styles)
            for at, row in enumerate(written, 2):
                for index, column in enumerate(columns):
                    if text := row.get(column.head):
                        sheet.write_string(at, index, safe_text(text), styles["text"])
    if not book.worksheets():
        _sheet(book, KINDS["person"], [c for c in KINDS["person"].columns if not c.extension], styles)
    book.close()
    return out.getvalue()


def write_template(tables: dict[str, list[str]]) -> bytes:
    """The empty workbook: every sheet with its heads, cells as text, drop-downs from `tables` ({table: names})."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    styles = _styles(book)
    used = sorted({c.code_table for kind in WORKBOOK_KINDS for c in kind.columns if c.code_table in tables})
    used = [table for table in used if len(tables[table]) <= _LONGEST_LIST]
    for kind in WORKBOOK_KINDS:
        sheet = _sheet(book, kind, list(kind.columns), styles)
        for index, column in enumerate(kind.columns):
            source = None
            if column.parser == "flag":
                source = list(_YES_NO)
            elif column.parser in _WORDS:
                source = list(dict.fromkeys(_WORDS[column.parser].values()))
            elif column.code_table in used:
                letter = xlsxwriter.utility.xl_col_to_name(used.index(column.code_table))
                source = f"='{_LISTS}'!${letter}$2:${letter}${len(tables[column.code_table]) + 1}"
            if source:
                sheet.data_validation(2, index, _TEMPLATE_ROWS, index, {
                    "validate": "list", "source": source, "error_type": "warning",
                    "error_title": "不在代码表内", "error_message": "请从下拉列表中选择",
                })  # fmt: skip
    lists = book.add_worksheet(_LISTS)
    for index, table in enumerate(used):
        lists.write_column(0, index, [table, *tables[table]])
    lists.hide()
    book.close()
    return out.getvalue()


def _styles(book) -> dict:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1, "text_wrap": True}),
        "required": book.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1, "font_color": "#C00000"}),
        "text": book.add_format({"num_format": "@"}),
    }


def _sheet(book, kind: Kind, columns: list[Column], styles: dict):
    sheet = book.add_worksheet(kind.sheet)
    sheet.write_string(0, 0, TITLES[kind.name], styles["title"])
    sheet.set_column(0, max(len(columns) - 1, 0), 16, styles["text"])
    for index, column in enumerate(columns):
        sheet.write_string(1, index, column.head, styles["required" if column.required == "error" else "head"])
    sheet.freeze_panes(2, 1)
    return sheet


def shown_row(kind: Kind, values: dict, names: dict[str, dict[str, str]]) -> dict[str, str]:
    """Head → text of one row's values, codes as names, dates as digits."""
    shown = {}
    for column in kind.columns:
        if column.head == "姓名":
            value = values.get("owner_name") or (values.get("name") if kind.name == "person" else "")
        elif column.parser == "in_office":
            value = "已免" if values.get("ended") else "在任"
            shown[column.head] = value
            continue
        else:
            value = values.get(column.field)
        text = _shown(column, value, values, names)
        if text:
            shown[column.head] = text
    return shown


def _shown(column: Column, value, values: dict, names: dict[str, dict[str, str]]) -> str:
    if value is None or value == "":
        return ""
    if column.parser in _WORDS:
        return _WORDS[column.parser].get(value, str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.parser == "date":
        return form_date(value)
    if column.parser == "rank_code":
        table = names.get("ZB148" if values.get("sequence") == "rank" else "ZB09", {})
        return table.get(value) or names.get("ZB09", {}).get(value, value)
    if column.parser == "source_category":
        from cadres.rules.source_category import SourceCategory

        return SourceCategory(value).label if value in set(SourceCategory) else str(value)
    if column.code_table and column.parser == "code":
        pairs = names.get(column.code_table, {})
        name = pairs.get(value, value)
        # A name that stands for two codes would be read back as the first: then the code itself is written.
        return name if sum(1 for one in pairs.values() if one == name) <= 1 else str(value)
    return str(value)
