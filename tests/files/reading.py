"""Short ways of the tests to read and check a file without a database."""

import datetime
from pathlib import Path

from cadres.importing.checking import CheckContext, CheckedRow, check_rows
from cadres.importing.reading import read_rows
from portal.code_tables import lookups, read_code_tables

SAMPLES = Path(__file__).parent / "samples"
CODES = lookups(read_code_tables())
NAMES = {table: dict(pairs) for table, pairs in read_code_tables().items()}
TODAY = datetime.date(2026, 11, 23)


def sample(name: str) -> bytes:
    """The bytes of one of the sample forms."""
    return (SAMPLES / name).read_bytes()


def checked(content: bytes, name: str, *, picture: bytes | None = None, mapping=None) -> list[CheckedRow]:
    """Every row of a file, checked on the tests' day."""
    meta, rows = read_rows(content, name, picture=picture)
    context = CheckContext(today=TODAY, codes=CODES, format=meta["format"], mapping=mapping or {}, heads=meta["heads"])
    return list(check_rows(rows, context))


def of_kind(rows: list[CheckedRow], kind: str) -> list[dict]:
    """The values of the rows of one kind."""
    return [row.values for row in rows if row.kind == kind]


def named(rows: list[CheckedRow]) -> set[tuple[int, str, str]]:
    """(row number, column, code) of every problem."""
    return {(row.number, one["column"], one["code"]) for row in rows for one in row.problems}
