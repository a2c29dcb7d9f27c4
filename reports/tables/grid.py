"""A standard table as pages, workbooks and the API take it: heads, lines, and cells that know what they rest on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.models import UnitQuota
from portal.rules.figures_text import DASH
from portal.rules.roles import Permission
from reports.populations import Question

NOT_SET = "未设定"


@dataclass(frozen=True)
class Record:
    """A record a number rests on; `page` is (route, arguments) of the page that shows it."""

    label: str
    value: str
    detail: str = ""
    page: tuple[str, tuple] = ("", ())


@dataclass(frozen=True)
class Cell:
    """What is printed, and behind it the people counted (None: no list of people), records, or one `page`.

    A page that `asks` takes the table's question along in its address.
    """

    text: str
    people: tuple[int, ...] | None = None
    records: tuple[Record, ...] = ()
    page: tuple[str, tuple] = ("", ())
    asks: bool = False

    @property
    def leads(self) -> bool:
        """Whether there is something to open behind the cell."""
        return self.people is not None or bool(self.records)


@dataclass(frozen=True)
class Head:
    """A column: its key in addresses, the heads above it (outermost first), its own, and its width in characters."""

    key: str
    groups: tuple[str, ...]
    head: str
    width: float = 6.6

    @property
    def words(self) -> str:
        """The head with those above it."""
        return "：".join((*self.groups, self.head))


@dataclass(frozen=True)
class Line:
    """A line by its key in addresses; `labels` stand before the cells, `weight` is "", "sum" or "total"."""

    key: str
    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    weight: str = ""


@dataclass(frozen=True)
class Grid:
    """A table filled for a question; `basis` are the notes that say how it is counted and by what."""

    row_heads: tuple[str, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    basis: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """Rows the heads take, one for each level of groups and one for the columns themselves."""
        return 1 + max((len(one.groups) for one in self.heads), default=0)

    def cell(self, line: str, column: str) -> tuple[Line, Head, Cell]:
        """The cell of a line and a column; raises KeyError."""
        at = next((at for at, head in enumerate(self.heads) if head.key == column), None)
        found = next((one for one in self.lines if one.key == line), None)
        if at is None or found is None:
            raise KeyError(column)
        return found, self.heads[at], found.cells[at]


@dataclass(frozen=True)
class StandardTable:
    """A table by its name in addresses.

    `fill` makes the grid of a question and of the `choice` made among `choices` (code, label), by default the first.
    Whoever lacks `right` may not open it: a table that names people needs more than one of numbers; what stands behind
    its cells needs `opens`.
    """

    name: str
    title: str
    subject: str
    purpose: str
    fill: Callable[[Question, str], Grid]
    counted_in: str = "人"
    choice_label: str = ""
    choices: Callable[[Question], list[tuple[str, str]]] | None = None
    right: Permission = Permission.VIEW_FIGURES
    opens: Permission = Permission.VIEW_RECORDS


def number(count: int | None) -> str:
    """A number as printed; a dash for one not on file."""
    return DASH if count is None else str(count)


def quota_records(quotas: Iterable[UnitQuota], *fields: str) -> tuple[Record, ...]:
    """The approved numbers of units as records, those of nought left out beside others."""
    counted = [(one, sum(getattr(one, field) or 0 for field in fields)) for one in quotas]
    some = any(value for _one, value in counted)
    return tuple(
        Record(
            one.unit.name, str(value),
            "，".join(filter(None, (f"{one.began}起" if one.began else "", one.document_number or "未填批准文号"))),
            ("portal:unit", (one.unit_id,)),
        )
        for one, value in counted
        if value or not some
    )  # fmt: skip


def gap_cells(approved: int | None, people: Iterable[int], records: tuple[Record, ...] = ()) -> dict[str, Cell]:
    """Cells approved, filled, vacant and over of places; without an approved number nothing can be vacant."""
    people = tuple(people)
    gap = None if approved is None else approved - len(people)
    return {
        "approved": Cell(number(approved), records=records),
        "filled": Cell(str(len(people)), people),
        "vacant": Cell(number(None if gap is None else max(gap, 0)), people, records),
        "over": Cell(number(None if gap is None else max(-gap, 0)), people, records),
    }


def summed(cells: Iterable[Cell]) -> Cell:
    """Cells added up line by line: what is short in one unit is not made good by another. People once each."""
    cells = list(cells)
    known = [int(one.text) for one in cells if one.text not in (DASH, NOT_SET)]
    people = None
    if any(one.people is not None for one in cells):
        people = tuple(dict.fromkeys(person for one in cells for person in one.people or ()))
    records = tuple(dict.fromkeys(record for one in cells for record in one.records))
    return Cell(number(sum(known) if known else None), people, records)
