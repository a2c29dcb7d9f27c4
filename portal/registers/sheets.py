"""The sheet a register comes in by: its heads, what each cell may say, and the empty template."""

import io
import re
from dataclasses import dataclass

import xlsxwriter
from django.db import models

from portal.fields import MonthField, PartialDateField
from portal.models import Unit
from portal.office.safe_cells import safe_text
from portal.queries.coded import code_table
from portal.queries.codes import code_names
from portal.registers.declaration import Register

CHOICES = "可选值"
"""Name of the sheet that lists what coded columns may say; it is never read."""

_TEMPLATE_ROWS = 1_000
_LONGEST_LIST = 200


@dataclass(frozen=True)
class SheetColumn:
    """One column of the sheet; `part` says which of a person's three columns it is (name, id_number, unit)."""

    head: str
    name: str
    field: models.Field
    part: str = ""


def sheet_columns(register: Register, user=None) -> list[SheetColumn]:
    """The columns in the order of the declaration; a person takes three: name, ID number and unit.

    With `user` the guarded columns the account has no right to are left out.
    """
    columns = []
    for name in register.sheet:
        field = register.model._meta.get_field(name)
        if field.many_to_many:
            continue
        needed = register.guarded.get(name)
        if user is not None and needed is not None and not user.can(needed):
            continue
        if names_person(field):
            own = name == "person"
            said = str(field.verbose_name)
            columns += [
                SheetColumn("姓名" if own else said, name, field, "name"),
                SheetColumn("身份证号" if own else f"{said}身份证号", name, field, "id_number"),
                SheetColumn("所在单位" if own else f"{said}所在单位", name, field, "unit"),
            ]
        else:
            columns.append(SheetColumn(str(field.verbose_name), name, field))
    return columns


def names_person(field: models.Field) -> bool:
    """Whether the column leads to somebody who is told by an ID number."""
    related = field.related_model
    return related is not None and any(one.name == "id_index" for one in related._meta.concrete_fields)


def table_of_codes(field: models.Field) -> str:
    """The code table a column holds codes of, named by its help text; empty for a column without one."""
    table = code_table(field.model, field) if isinstance(field, models.CharField) else ""
    return table if table in code_names() else ""


def possible_words(field: models.Field) -> list[str]:
    """What a cell of the column may say, empty when it is free."""
    if field.choices:
        return [str(label) for _value, label in field.flatchoices]
    if isinstance(field, models.BooleanField):
        return ["是", "否"]
    table = table_of_codes(field)
    return list(dict.fromkeys(code_names()[table].values())) if table else []


def must_be_filled(field: models.Field) -> bool:
    """Whether a new record cannot be without the column."""
    return not field.blank and not field.null and not field.has_default()


def hint(column: SheetColumn) -> str:
    """What is to be written into the column, in a few words."""
    field = column.field
    must = "必填；" if must_be_filled(field) and column.part in ("", "name") else ""
    if column.part == "id_number":
        return "文本格式；重名时必填"
    if column.part == "unit":
        return "重名且没有身份证号时填写"
    if column.part == "name":
        return f"{must}须是系统中已有的人员"
    if field.related_model is Unit:
        return f"{must}机构名称或编码"
    if field.related_model is not None:
        return f"{must}系统中已有的{field.related_model._meta.verbose_name}，填名称或编号"
    if possible_words(field):
        return f"{must}从下拉列表中选择"
    if isinstance(field, PartialDateField):
        return f"{must}可填年、年月或年月日，如 2021.06"
    if isinstance(field, MonthField):
        return f"{must}精确到月，如 2026.06"
    if isinstance(field, models.DateField):
        return f"{must}精确到日，如 2021.06.30"
    if isinstance(field, models.IntegerField | models.DecimalField | models.FloatField):
        return f"{must}数字"
    return f"{must}最多{field.max_length}字" if field.max_length else f"{must}文字"


def write_template(register: Register, user=None) -> bytes:
    """An empty workbook of the register: what to write, heads, drop-down lists, and the possible words beside."""
    columns = sheet_columns(register, user)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1, "text_wrap": True})
    must = book.add_format(
        {"bold": True, "bg_color": "#EDEDED", "border": 1, "text_wrap": True, "font_color": "#C00000"}
    )
    small = book.add_format({"font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(sheet_name(register))
    sheet.write_string(0, 0, register.title, book.add_format({"bold": True, "font_size": 14}))
    sheet.set_column(0, max(len(columns) - 1, 0), 18, text)
    lists = []
    for at, column in enumerate(columns):
        sheet.write_string(1, at, safe_text(hint(column)), small)
        needed = must_be_filled(column.field) and column.part in ("", "name")
        sheet.write_string(2, at, safe_text(column.head), must if needed else head)
        if words := possible_words(column.field):
            lists.append((at, column.head, words))
    sheet.freeze_panes(3, 1)
    if lists:
        _write_lists(book, sheet, lists)
    book.close()
    return out.getvalue()


def sheet_name(register: Register) -> str:
    """The register's term as a sheet may be called."""
    return re.sub(r"[\[\]:*?/\\]", "", register.title)[:31]


def _write_lists(book, sheet, lists: list[tuple[int, str, list[str]]]) -> None:
    words_sheet = book.add_worksheet(CHOICES)
    for index, (at, head, words) in enumerate(lists):
        words_sheet.write_column(0, index, [head, *map(safe_text, words)])
        if len(words) <= _LONGEST_LIST:
            letter = xlsxwriter.utility.xl_col_to_name(index)
            source = f"='{CHOICES}'!${letter}$2:${letter}${len(words) + 1}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "error_message": "请从列表中选择"}
            sheet.data_validation(3, at, _TEMPLATE_ROWS + 2, at, rule)
