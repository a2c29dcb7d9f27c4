"""The wrong rows of a batch as the workbook that goes back to whoever made the file."""

from collections.abc import Iterator

from cadres.exporting.error_workbook import mark_errors, write_error_list
from portal.files import read_file
from portal.models import Batch
from portal.registers.catalogue import registers
from portal.registers.sheets import sheet_columns

_SHEETS = ("workbook", "roster", "register")
_OPENXML = b"PK\x03\x04"


def wrong_rows(batch: Batch) -> bytes:
    """The file itself with its wrong rows marked; a list of the problems for forms, archives and .csv."""
    content = read_file(batch.file) if batch.format in _SHEETS else b""
    if content.startswith(_OPENXML):
        return mark_errors(
            content,
            [
                (sheet, number, column, severity, text)
                for _f, sheet, number, column, severity, text, _r in _problems(batch)
            ],
            heads=[column.head for column in sheet_columns(registers()[batch.register])] if batch.register else [],
        )
    return write_error_list(list(_problems(batch)))


def _problems(batch: Batch) -> Iterator[tuple]:
    rows = batch.rows.filter(state="wrong").order_by("position").values_list("file_name", "sheet", "number", "problems")
    for file_name, sheet, number, problems in rows.iterator():
        for one in problems:
            remedy = one.get("remedy", "")
            message = f"{one['message']}；{remedy}" if remedy and batch.format in _SHEETS else one["message"]
            yield file_name, sheet, number, one.get("column", ""), one["severity"], message, remedy
