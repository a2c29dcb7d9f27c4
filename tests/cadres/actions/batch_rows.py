"""Checked rows as the reader would give them, and a small county to load them into."""

import hashlib
from itertools import count

from cadres.actions.batches.rehearsal import rehearse
from cadres.actions.batches.staging import stage
from cadres.importing.checking import CheckedRow
from portal.models import Batch, Grant, StoredFile, Unit, User
from portal.rules.dates import PartialDate

_numbers = count(1)


def row(kind, number, name, values, *, id_number="", born=None, sheet=None, file_name="a.xlsx", problems=()):
    """One checked row; a person's own values are filled in."""
    values = dict(values)
    if kind == "person":
        values = {"name": name, "sex": "1", "born": (born or 198500) * 100} | values
    return CheckedRow(
        file_name=file_name, sheet=sheet or kind, number=number, kind=kind, cells={"姓名": name}, values=values,
        problems=list(problems), id_number=id_number, name_key=name, born_month=born,
    )  # fmt: skip


def staged(rows, *, by, unit, state=Batch.State.READ) -> Batch:
    """A batch whose rows have been read."""
    stored = StoredFile.objects.create(
        name="a.xlsx", digest=hashlib.sha256(str(next(_numbers)).encode()).hexdigest(), size=1,
        location=str(next(_numbers)), created_by=by,
    )  # fmt: skip
    batch = Batch.objects.create(file=stored, unit=unit, created_by=by, state=state)
    stage(batch=batch, rows=rows, progress=lambda *_: None)
    return batch


def rehearsed(rows, *, by, unit) -> Batch:
    """A batch read and rehearsed."""
    return rehearse(staged(rows, by=by, unit=unit).pk)


def county(code="L") -> dict[str, Unit]:
    """A county with two townships and their Party committees."""
    from portal.actions.units import rebuild_paths
    from portal.models import UnitSpan

    units: dict[str, Unit] = {}
    for key, name, kind, parent in (
        ("county", "临溪县", "county", None),
        ("north", "柏渡镇", "town", "county"),
        ("north_committee", "党委", "town", "north"),
        ("south", "石坪乡", "township", "county"),
        ("south_committee", "党委", "township", "south"),
    ):
        units[key] = Unit.objects.create(code=f"{code}{len(units)}", name=name, kind=kind, parent=units.get(parent), path="")
        UnitSpan.objects.create(unit=units[key], name=name, kind=kind, parent=units.get(parent), began=PartialDate(1990))
    rebuild_paths()
    return {key: Unit.objects.get(pk=unit.pk) for key, unit in units.items()}


def account(username, unit, role="cadre_section") -> User:
    """An account with a role over a unit."""
    user = User.objects.create(username=username, full_name=username, must_change_password=False)
    Grant.objects.create(user=user, role=role, unit=unit)
    return user


def states(batch) -> dict[tuple[str, int], str]:
    """State of each row by kind and line."""
    return {(one.kind, one.number): one.state for one in batch.rows.all()}


def codes(batch) -> dict[tuple[str, int], set[str]]:
    """Codes of the problems of each row that has some."""
    return {(one.kind, one.number): {p["code"] for p in one.problems} for one in batch.rows.all() if one.problems}
