"""Cells of a register's sheet as values of its columns; what needs the records on file stays as it was said."""

import datetime
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import models

from cadres.importing.aliases import find_alias
from cadres.importing.checked import CheckedRow
from cadres.importing.checks.cells import CLEAR, tidy, tidy_lines
from cadres.importing.checks.identity import read_id_number
from cadres.importing.register_sheet import KIND
from cadres.importing.rows import problem
from cadres.rules.id_number import mask_id_number, normalise_id_number
from cadres.rules.names import normalise_name
from portal.crypto import blind_index
from portal.fields import MonthField, PartialDateField
from portal.registers.declaration import Register
from portal.registers.sheets import SheetColumn, sheet_columns, table_of_codes
from portal.rules.dates import DateProblem, parse_partial_date

_YES = {"是": True, "有": True, "√": True, "1": True, "否": False, "无": False, "×": False, "0": False}
_FLAGS = {
    "formula": ("cell_formula", "公式没有保存结果", "请粘贴为数值"),
    "error": ("cell_error", "单元格是错误值", "请改正后重填"),
}
_REMEDY = "请按空白表中的提示改正"


def register_rows(
    register: Register, raw_rows: Iterable[dict], codes: dict[str, dict[str, str]]
) -> Iterator[CheckedRow]:
    """The rows understood one by one; `values` holds plain columns ready for the record and, by the name of a
    relation, what was said of the other record ({"text"}, or {"name", "unit", "index", "masked"} of a person).
    """
    columns = {column.head: column for column in sheet_columns(register)}
    for raw in raw_rows:
        # No database text can hold the character NUL.
        problems, values = [], {}
        cells = {head: text.replace("\0", "") for head, text in raw["cells"].items()}
        for head, text in list(cells.items()):
            flag = raw["flags"].get(head, "")
            column = columns[head]
            if column.part == "id_number":
                cells[head] = mask_id_number(text)
            if flag in _FLAGS:
                continue
            _take(column, text, flag, codes, values, problems)
        for head, flag in raw["flags"].items():
            if flag in _FLAGS:
                code, message, remedy = _FLAGS[flag]
                problems.append(problem("error", code, head, "", f"{head}：{message}", remedy))
        person = values.get("person") or {}
        yield CheckedRow(
            raw["file_name"], raw["sheet"], raw["number"], KIND, cells, values, problems,
            name_key=str(person.get("name") or _first_text(cells))[:50],
        )  # fmt: skip


def _first_text(cells: dict) -> str:
    """What a row without a person is found by in the lists: its first cell."""
    return tidy(next(iter(cells.values()), ""))


def _take(column: SheetColumn, text: str, flag: str, codes, values: dict, problems: list) -> None:
    name, field = column.name, column.field
    if column.part:
        _take_person(column, text, flag, values, problems)
    elif field.related_model is not None:
        values[name] = {"text": "" if text.strip() == CLEAR else tidy(text)}
    elif text.strip() == CLEAR:
        if field.null or field.blank:
            values[field.attname] = None if field.null else ""
        else:
            problems.append(problem("error", "cannot_clear", column.head, text, f"{column.head}不能清空", "请填写内容"))
    else:
        try:
            value = read_value(field, text, flag, codes)
        except (ValidationError, DateProblem) as wrong:
            message = wrong.message if isinstance(wrong, DateProblem) else "；".join(wrong.messages)
            code = getattr(wrong, "code", "") or "value_invalid"
            problems.append(problem("error", code, column.head, text[:30], f"{column.head}：{message}", _REMEDY))
        else:
            if value is not None:
                values[field.attname] = value


def _take_person(column: SheetColumn, text: str, flag: str, values: dict, problems: list) -> None:
    said = values.setdefault(column.name, {})
    if column.part == "name":
        said["name"] = normalise_name(text)
    elif column.part == "unit":
        said["unit"] = tidy(text)
    elif number := read_id_number(text, column.head, problems, flag):
        said |= {"index": blind_index(number).hex(), "masked": mask_id_number(normalise_id_number(number))}


def read_value(field: models.Field, text: str, flag: str, codes: dict[str, dict[str, str]]):
    """The value of a cell as JSON holds it, None for a blank one; raises ValidationError or DateProblem."""
    text = tidy_lines(text) if isinstance(field, models.TextField) else tidy(text)
    if not text:
        return None
    if field.choices:
        return _choice(field, text)
    if table := table_of_codes(field):
        return _code(table, text, codes)
    if isinstance(field, models.BooleanField):
        if text not in _YES:
            raise ValidationError(f"“{text[:20]}”既不是“是”也不是“否”", code="flag_unknown")
        return _YES[text]
    if isinstance(field, PartialDateField):
        found = parse_partial_date(text, serial=flag == "number")
        return found and found.as_int()
    if isinstance(field, MonthField):
        found = parse_partial_date(text, serial=flag == "number")
        return as_json(field, field.clean(str(found or ""), None))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return _day(text, flag)
    if isinstance(field, models.IntegerField | models.DecimalField | models.FloatField):
        text = text.replace(",", "").replace("，", "")
    return as_json(field, field.clean(text, None))


def _day(text: str, flag: str) -> str:
    found = parse_partial_date(text, serial=flag == "number")
    if found.precision != "day":
        raise DateProblem("date_precision", f"“{text[:20]}”没有精确到日")
    return datetime.date(found.year, found.month, found.day).isoformat()


def _choice(field: models.Field, text: str):
    for value, label in field.flatchoices:
        if text in (str(value), str(label)):
            return value
    words = "、".join(str(label) for _value, label in field.flatchoices[:12])
    raise ValidationError(f"没有“{text[:20]}”这一项，可填：{words}", code="code_unknown")


def _code(table: str, text: str, codes: dict[str, dict[str, str]]) -> str:
    known = codes.get(table, {})
    code = known.get(text) or known.get(find_alias(table, text, known) or "")
    if code is None:
        raise ValidationError(f"代码表{table}中没有“{text[:20]}”", code="code_unknown")
    return code


def as_json(field: models.Field, value):
    """A value of a column as JSON and the database both take it."""
    value = field.get_prep_value(value)
    if isinstance(field, models.DecimalField) and value is not None:
        return f"{value:.{field.decimal_places}f}"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    if isinstance(value, list | tuple):
        return [as_json(field.base_field, one) if hasattr(field, "base_field") else one for one in value]
    return value if isinstance(value, bool | int | float | str | dict | None) else str(value)
