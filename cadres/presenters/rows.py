"""Rows of a batch as the rehearsal page lists them: where, who, what was written, what would change."""

from dataclasses import dataclass

from django.urls import reverse

from cadres.importing.kinds import KINDS
from cadres.importing.register_sheet import KIND
from cadres.models import Person
from cadres.presenters.values import HIDDEN, column_label, kind_column_label, shown_value, unit_names_in
from portal.models import BatchChange, BatchRow
from portal.registers.catalogue import registers

LONG = 80
"""Texts longer than this are folded away."""


@dataclass(frozen=True)
class Change:
    """One cell: its head, what stands there, what would stand there."""

    label: str
    old: str
    new: str

    @property
    def is_long(self) -> bool:
        return max(len(self.old), len(self.new)) > LONG


@dataclass(frozen=True)
class RowLine:
    """One row of a list."""

    row: BatchRow
    who: str
    kind_label: str
    cells: list[tuple[str, str]]
    changes: list[Change]
    owner: int | None = None

    @property
    def person_href(self) -> str:
        """The page of the person the row is about, once there is one."""
        return reverse("cadres:person", args=[self.owner]) if self.owner else ""

    @property
    def where(self) -> str:
        """File inside an archive, sheet and row, as a person would look for it."""
        return " ".join(one for one in (self.row.file_name, self.row.sheet) if one)


def row_lines(rows: list[BatchRow]) -> list[RowLine]:
    """The rows with names of codes, units and kinds in place; three queries whatever their number."""
    numbers = [
        one.get(side) for row in rows for one in row.changes for side in ("old", "new") if _of_unit(one["field"])
    ]
    units = unit_names_in(numbers)
    subjects = _subjects([row for row in rows if row.kind != "unit"])
    owners = dict(Person.objects.filter(pk__in=set(subjects.values())).values_list("pk", "name"))
    return [_line(row, units, subjects.get(row.pk), owners) for row in rows]


def _subjects(rows: list[BatchRow]) -> dict[int, int]:
    """Row → the person it is about: found by the rehearsal, or made when the batch was applied."""
    leaders = {row.pk: row.person_row or row.pk for row in rows if not row.owner_id}
    made = dict(
        BatchChange.objects.filter(row__in=set(leaders.values()), model="cadres.person").values_list("row", "object_id")
    )
    found = {row.pk: row.owner_id or made.get(leaders[row.pk]) for row in rows}
    return {row: person for row, person in found.items() if person}


def grouped(lines: list[RowLine]) -> list[list[RowLine]]:
    """The lines with those of one row of a file together: a roster's row speaks of a person, their school, their year."""
    groups: list[list[RowLine]] = []
    for line in lines:
        if groups and _place(groups[-1][0]) == _place(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_without_waiting(group) for group in groups]


def _place(line: RowLine) -> tuple:
    return line.row.file_name, line.row.sheet, line.row.number


def _without_waiting(group: list[RowLine]) -> list[RowLine]:
    """That a row waits for its person says nothing new beside the person's own problem."""
    for line in group:
        others = [one for one in line.row.problems if one.get("code") != "person_waits"]
        if others or len(group) > 1:
            line.row.problems = others
    return [line for line in group if line.row.problems] or group[:1]


def _line_of_record(row: BatchRow, subject: int | None, owners: dict[int, str]) -> RowLine:
    register = registers()[row.batch.register]
    label = register.model._meta.label_lower
    changes = [
        Change(
            label=column_label(label, one["field"]),
            old=one.get("old_text") or shown_value(label, one["field"], one.get("old"), units={}),
            new=one.get("new_text") or shown_value(label, one["field"], one.get("new"), units={}),
        )
        for one in row.changes
    ]
    return RowLine(
        row=row,
        who=owners.get(subject) or row.name_key,
        kind_label=register.title,
        cells=[(head, str(text)) for head, text in row.cells.items() if str(text).strip()],
        changes=changes,
        owner=subject if subject in owners else None,
    )


def _line(row: BatchRow, units: dict[int, str], subject: int | None, owners: dict[int, str]) -> RowLine:
    if row.kind == KIND:
        return _line_of_record(row, subject, owners)
    label = KINDS[row.kind].model
    name = row.cells.get("姓名") or row.values.get("name") if row.kind != "family" else row.cells.get("姓名")
    if row.kind == "unit":
        name = row.cells.get("机构名称")
    changes = [
        Change(
            label=kind_column_label(row.kind, one["field"]),
            old=shown_value(label, one["field"], one.get("old"), units=units, record=row.values),
            new=shown_value(label, one["field"], one.get("new"), units=units, record=row.values),
        )
        for one in row.changes
        if one["field"] not in HIDDEN
    ]
    if any(one["field"] == "id_index" for one in row.changes):
        changes.append(
            Change(label=kind_column_label("person", "id_number"), old="", new=row.values.get("id_masked", ""))
        )
    return RowLine(
        row=row,
        who=str(name or owners.get(subject) or row.name_key or ""),
        kind_label=KINDS[row.kind].label,
        cells=[(head, str(text)) for head, text in row.cells.items() if str(text).strip()],
        changes=[one for one in changes if one.old != one.new],
        owner=subject if subject in owners else None,
    )


def _of_unit(field: str) -> bool:
    return field in ("unit_id", "parent_id", "township_id")
