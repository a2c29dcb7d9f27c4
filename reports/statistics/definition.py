"""Tables of the Party's yearly statistics as files of a closed grammar: heads as on the form, conditions behind them.

A cell is what meets the conditions of its row and of its column. A row may ask another source, or the end of the year
before; it may be made of other rows by addition and subtraction. What the form asks and no record holds is named as
such, and is never printed as nought.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from reports.problems import BadDefinition
from reports.records.conditions import read_conditions
from reports.records.definition import Measure, RecordIndicator
from reports.records.question import PERIODS
from reports.records.source import Source
from reports.sources import sources

FOLDER = Path(__file__).parent / "tables"
SHARED = "shared.toml"
DAYS = ("", "year_end_before")
_TABLE = {"number", "title", "vintage", "basis", "verified", "note", "rows", "columns", "source", "period", "row_head"}
_LINE = {"head", "where", "source", "period", "day", "plus", "minus", "not_held"}


@dataclass(frozen=True)
class Head:
    """The head of a row or column: the words of the form, groups before the last one."""

    words: tuple[str, ...]
    not_held: str = ""
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The head in one line."""
        return "：".join(self.words)


@dataclass(frozen=True)
class StatisticsTable:
    """One table; `cells` holds by (row, column), both from nought, what is counted there.

    Cells of rows made of others are absent, and so are those the records do not hold. `days` says of which day a row is.
    """

    number: str
    title: str
    vintage: int
    basis: str
    verified: bool
    note: str
    row_head: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: dict = field(repr=False)
    days: tuple[str, ...] = ()

    @property
    def order(self) -> int:
        """The number by which tables are sorted."""
        return int(re.sub(r"\D", "", self.number) or 0)

    def at(self, place: str) -> tuple[int, RecordIndicator]:
        """The row, from nought, and the cell of a place named as on the form (7C); raises KeyError where none is filled."""
        for (row, column), one in self.cells.items():
            if f"{row + 1}{xl_col_to_name(column)}" == place:
                return row, one
        raise KeyError(place)

    def not_held(self, row: int, column: int) -> str:
        """Why a cell is not filled; empty for a filled one."""
        return self.rows[row].not_held or self.columns[column].not_held


@cache
def statistics_tables() -> dict[str, StatisticsTable]:
    """Every table by its number, in order; raises BadDefinition."""
    shared = tomllib.loads((FOLDER / SHARED).read_text(encoding="utf-8"))
    found = [
        read_table(path.name, tomllib.loads(path.read_text(encoding="utf-8")), shared)
        for path in FOLDER.glob("*.toml")
        if path.name != SHARED
    ]
    return {one.number: one for one in sorted(found, key=lambda one: one.order)}


def statistics_cell(number: str, place: str) -> tuple[StatisticsTable, int, RecordIndicator]:
    """The table of that number, and the row and the cell of a place on it; raises KeyError."""
    table = statistics_tables()[number]
    return table, *table.at(place)


def read_table(name: str, data: dict, shared: dict) -> StatisticsTable:
    """A table out of its file; `shared` holds lists of lines by name. Raises BadDefinition naming file and key."""
    if unknown := set(data) - _TABLE:
        raise BadDefinition(f"{name}: {', '.join(sorted(unknown))} is no key of a table")
    if missing := {"number", "title", "vintage", "basis", "rows", "columns", "source", "period"} - set(data):
        raise BadDefinition(f"{name}: {', '.join(sorted(missing))} is missing")
    rows, columns = _lines(name, data["rows"], shared), _lines(name, data["columns"], shared)
    heads = tuple(_head(name, line, len(rows)) for line in rows), tuple(_head(name, line, 0) for line in columns)
    table = StatisticsTable(
        data["number"], data["title"], data["vintage"], data["basis"], bool(data.get("verified")), data.get("note", ""),
        data.get("row_head", ""), *heads, cells={}, days=tuple(line.get("day", "") for line in rows),
    )  # fmt: skip
    for at, row in enumerate(rows):
        if row.get("day", "") not in DAYS:
            raise BadDefinition(f"{name}: day “{row['day']}” is unknown; known: year_end_before")
        for over, column in enumerate(columns):
            if not (heads[0][at].plus or heads[0][at].minus or table.not_held(at, over)):
                table.cells[at, over] = _cell(name, table, at, over, data | row, column)
    return table


def _lines(name: str, given: list, shared: dict) -> list[dict]:
    found = []
    for line in given:
        if "like" not in line:
            found.append(line)
            continue
        if line["like"] not in shared:
            raise BadDefinition(f"{name}: like “{line['like']}” names no list of {SHARED}")
        found += [one | {key: value for key, value in line.items() if key != "like"} for one in shared[line["like"]]]
    for line in found:
        if unknown := set(line) - _LINE:
            raise BadDefinition(f"{name}: {', '.join(sorted(unknown))} is no key of a row or column")
    return found


def _head(name: str, line: dict, rows: int) -> Head:
    numbers = (*line.get("plus", ()), *line.get("minus", ()))
    if any(not 1 <= number <= rows for number in numbers):
        raise BadDefinition(f"{name}: {line['head']}: plus and minus name rows by number, 1 to {rows}")
    return Head(
        tuple(line["head"].split("/")), line.get("not_held", ""),
        tuple(number - 1 for number in line.get("plus", ())), tuple(number - 1 for number in line.get("minus", ())),
    )  # fmt: skip


def _cell(name: str, table: StatisticsTable, at: int, over: int, row: dict, column: dict) -> RecordIndicator:
    known = sources()
    if row["source"] not in known:
        raise BadDefinition(f"{name}: source “{row['source']}” is unknown")
    if row["period"] not in PERIODS:
        raise BadDefinition(f"{name}: period “{row['period']}” is unknown; known: {', '.join(PERIODS)}")
    source: Source = known[row["source"]]
    if row["period"] != "as_of" and not source.day:
        raise BadDefinition(f"{name}: period “{row['period']}” needs a source whose rows have a day")
    where = [
        condition for part in (row.get("where", {}), column.get("where", {}))
        for condition in read_conditions(name, "where", part, source)
    ]  # fmt: skip
    heads = f"{table.rows[at].text}，{table.columns[over].text}"
    return RecordIndicator(
        id=f"{table.number}.{at + 1}{xl_col_to_name(over)}", identifier="", title=f"{table.title}：{heads}", chapter="",
        version=table.vintage, unit="", source=source, period=row["period"], measure=Measure("rows"),
        numerator=tuple(where), denominator=None, denominator_measure=Measure("rows"), missing=(), numerator_text=heads,
        denominator_text="", rounding="", rules=(), basis=table.basis, verified=table.verified, drafted_by="",
        checked_by="", note="", examples=(), digest="",
    )  # fmt: skip
