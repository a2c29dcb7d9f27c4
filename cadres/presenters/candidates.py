"""A doubtful row beside the people on file it may be: the same facts of each, side by side."""

from dataclasses import dataclass

from cadres.importing.register_sheet import KIND
from cadres.models import Person
from cadres.presenters.rows import RowLine, row_lines
from cadres.presenters.values import column_label, shown_value, unit_names_in
from portal.models import BatchRow

COMPARED = ("name", "id_masked", "sex", "born", "ethnicity", "native_place", "work_began", "unit_id", "post_text")


@dataclass(frozen=True)
class Cell:
    """One fact of a candidate and whether the file says the same (None when either says nothing)."""

    text: str
    agrees: bool | None


@dataclass(frozen=True)
class Doubt:
    """One row, its facts, its candidates with theirs, and how many rows wait with it."""

    line: RowLine
    candidates: list[Person]
    facts: list[tuple[str, str, list[Cell]]]
    waiting: int


def doubts(rows: list[BatchRow], user) -> list[Doubt]:
    """The rows that wait for a choice; candidates outside the user's scope are left out."""
    wanted = {number for row in rows for number in row.candidates}
    people = {
        person.pk: person for person in Person.objects.visible_to(user).filter(pk__in=wanted).select_related("unit")
    }
    units = unit_names_in([person.unit_id for person in people.values()])
    waiting: dict[int, int] = {}
    for leader in BatchRow.objects.filter(person_row__in=[row.pk for row in rows]).values_list("person_row", flat=True):
        waiting[leader] = waiting.get(leader, 0) + 1
    return [
        _doubt(
            line, [people[one] for one in line.row.candidates if one in people], units, waiting.get(line.row.pk, 1) - 1
        )
        for line in row_lines(rows)
    ]


def _doubt(line: RowLine, candidates: list[Person], units: dict[int, str], waiting: int) -> Doubt:
    facts, told = [], _told(line.row)
    for column in COMPARED:
        said = told.get(column, told.get("unit_name") if column == "unit_id" else None)
        written = said if column == "unit_id" and isinstance(said, str) else _text(column, said, units)
        cells = []
        for person in candidates:
            held = _text(column, _raw(person, column), units)
            cells.append(Cell(held, None if not held or not written else held == written))
        if written or any(cell.text for cell in cells):
            facts.append((column_label("cadres.Person", column), str(written), cells))
    return Doubt(line, candidates, facts, waiting)


def _told(row: BatchRow) -> dict:
    """What the row says of the person; a register's sheet says it in the columns of the person it names."""
    if row.kind != KIND:
        return row.values
    said = next((one for one in row.values.values() if isinstance(one, dict) and "name" in one), {})
    return {"name": said.get("name"), "id_masked": said.get("masked"), "unit_name": said.get("unit")}


def _raw(person: Person, column: str):
    value = getattr(person, column)
    return value.as_int() if hasattr(value, "as_int") else value


def _text(column: str, raw, units: dict[int, str]) -> str:
    return shown_value("cadres.Person", column, raw, units=units)
