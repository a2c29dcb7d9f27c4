"""The sheets of a workbook, national or free."""

from collections.abc import Iterator

from cadres.importing.roster import read_roster
from cadres.importing.workbook import is_workbook, read_workbook
from portal.office.xlsx import read_sheets


def read_tables(content: bytes, file_name: str = "") -> Iterator[dict]:
    """Meta line and raw rows of a workbook; raises FileRefused."""
    sheets = list(read_sheets(content))
    if is_workbook(sheets):
        yield from read_workbook(sheets, file_name)
    else:
        yield from read_roster(sheets, file_name)
