"""Rows a second of an import, beside django-import-export doing the same into the same tables.

    DATABASE_URL=postgresql://… .venv/bin/python benchmarks/import_speed.py [--people 10000 100000] [--peer 2000]

Builds a national workbook of invented people (one row of the person, two of education, one of a post each), loads
it into a database made for the purpose and dropped afterwards, and prints rows a second. The triggers that keep the
history of every row are on for both.
"""

import argparse
import datetime
import os
import random
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ["PORTAL_DATA"] = tempfile.mkdtemp(prefix="import-speed-")

import django

django.setup()

from django.db import connection
from import_export import resources
from import_export.fields import Field
from import_export.widgets import Widget
from tablib import Dataset

from cadres.actions.batches import apply, rehearse, undo
from cadres.actions.batches.staging import stage
from cadres.importing.checking import CheckedRow
from cadres.models import Appointment, Education, Person
from cadres.rules.id_number import check_character
from portal.actions.units import rebuild_paths
from portal.crypto import seal_id_number
from portal.models import Batch, Grant, StoredFile, Unit, UnitSpan, User

TOWNSHIPS = 12
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜"
GIVEN = "文明志强晓丽建国永红海波春梅秀英玉兰云飞天宇思远若水一鸣"


def invented(count: int):
    """(number, name, ID number, birth month, person values, education values, post values) of invented people."""
    rng = random.Random(2026)
    first = datetime.date(1966, 1, 1)
    for number in range(count):
        # The day differs for every thousand people, so that no ID number comes twice.
        born = first + datetime.timedelta(days=(number // 1000 * 131 + number % 1000 * 7) % 12_600)
        first_17 = f"999999{born:%Y%m%d}{number % 1000:03d}"
        name = rng.choice(SURNAMES) + rng.choice(GIVEN) + rng.choice(GIVEN)
        unit, year = f"第{number % TOWNSHIPS + 1}镇", born.year
        person = {
            "name": name, "sex": "12"[number % 2], "born": int(f"{born:%Y%m}00"), "ethnicity": "01", "health": "健康",
            "native_place": "山东临溪", "work_began": (year + 22) * 10_000 + 700, "political_status": "01",
            "party_joined": (year + 21) * 10_000 + 600, "management": "04", "post_text": f"{unit}干部", "unit_name": unit,
        }  # fmt: skip
        courses = (
            {"mode": "1", "level": "21", "level_text": "大学", "began": (year + 18) * 10_000 + 900,
             "ended": (year + 22) * 10_000 + 700, "school": "临溪师范学院", "major": "汉语言文学"},
            {"mode": "2", "level": "11", "level_text": "研究生", "began": (year + 24) * 10_000 + 900,
             "ended": (year + 27) * 10_000 + 700, "school": "省委党校", "major": "经济管理"},
        )  # fmt: skip
        post = {"unit_text": unit, "title": "干部", "began": (year + 23) * 10_000 + 800, "is_team_member": number % 9 == 0,
                "member_kind": "3"}  # fmt: skip
        yield number, name, first_17 + check_character(first_17), int(f"{born:%Y%m}"), person, courses, post


def checked_rows(count: int):
    """The people as rows understood, sheet after sheet as in the workbook."""

    def row(kind, line, one, values):
        _number, name, id_number, month, *_rest = one
        cells = {"姓名": name, "身份证号": f"{id_number[:6]}********{id_number[-4:]}"}
        return CheckedRow("", kind, line, kind, cells | {k: str(v) for k, v in values.items()}, values, [], id_number, name, month)

    persons = (row("person", one[0] + 3, one, one[4]) for one in invented(count))
    courses = (row("education", 2 * one[0] + 3 + i, one, v) for one in invented(count) for i, v in enumerate(one[5]))
    posts = (row("appointment", one[0] + 3, one, one[6]) for one in invented(count))
    return chain(persons, courses, posts)


def county() -> tuple[Unit, User]:
    """A county with its townships, and an account over it."""
    root = Unit.objects.create(code="001", name="临溪县", kind="county", path="")
    units = [Unit(code=f"001.{n:03d}", name=f"第{n}镇", kind="town", parent=root, path="") for n in range(1, TOWNSHIPS + 1)]
    Unit.objects.bulk_create(units)
    UnitSpan.objects.bulk_create(UnitSpan(unit=u, name=u.name, kind=u.kind, parent=u.parent) for u in [root, *units])
    rebuild_paths()
    user = User.objects.create(username="bench", full_name="bench")
    Grant.objects.create(user=user, role="cadre_section", unit=root)
    return Unit.objects.get(pk=root.pk), user


def ours(count: int, unit: Unit, user: User) -> dict[str, float]:
    """Seconds of each step for so many people; the records are taken away again at the end."""
    stored = StoredFile.objects.create(name="bench.xlsx", digest=f"{count:064d}", size=0, location=f"bench{count}", created_by=user)
    batch = Batch.objects.create(file=stored, unit=unit, created_by=user, state=Batch.State.READ)
    seconds = {}

    def timed(step, work):
        began = time.perf_counter()
        result = work()
        seconds[step] = time.perf_counter() - began
        return result

    timed("staging", lambda: stage(batch=batch, rows=checked_rows(count), progress=lambda *_: None))
    batch = timed("rehearsal", lambda: rehearse(batch.pk))
    assert batch.counts["person"] == {"new": count}, batch.counts
    batch = timed("apply", lambda: apply(batch=batch, by=user))
    assert Person.objects.count() == count and Education.objects.count() == 2 * count
    assert Appointment.objects.filter(unit__isnull=False).count() == count
    again = Batch.objects.create(file=stored, unit=unit, created_by=user, state=Batch.State.READ)
    stage(batch=again, rows=checked_rows(count), progress=lambda *_: None)
    again = timed("rehearsal of the same file again", lambda: rehearse(again.pk))
    assert again.counts["person"] == {"same": count}, again.counts
    timed("undo", lambda: undo(batch=batch, by=user))
    assert not Person.objects.exists()
    empty("portal_batchchange", "portal_batchrow")
    return seconds


class Sealed(Widget):
    """Bytes as they are; the library's own widget for these columns would take them for text."""

    def render(self, value, obj=None, **kwargs):
        return bytes(value).hex() if value else ""


def peer(count: int, unit: Unit, *, bulk: bool) -> dict[str, float]:
    """Seconds django-import-export takes for its dry run and for its import, as its admin page does both."""
    units = dict(Unit.objects.values_list("name", "pk"))
    seconds = {"rehearsal": 0.0, "apply": 0.0}

    def load(model_class, keys, fields, rows):
        meta = {"model": model_class, "fields": fields, "import_id_fields": keys, "use_bulk": bulk}
        sealed = {f: Field(attribute=f, column_name=f, widget=Sealed()) for f in ("id_index", "id_cipher") if f in fields}
        made = type("Made", (resources.ModelResource,), {"Meta": type("Meta", (), meta), **sealed})()
        for step, dry in (("rehearsal", True), ("apply", False)):
            data = Dataset(*rows, headers=fields)
            began = time.perf_counter()
            result = made.import_data(data, dry_run=dry, raise_errors=True)
            seconds[step] += time.perf_counter() - began
            assert not result.has_errors() and not result.has_validation_errors()

    people = list(invented(count))
    same = ("sex", "born", "ethnicity", "health", "native_place", "work_began", "political_status", "party_joined",
            "management", "post_text")  # fmt: skip
    began = time.perf_counter()
    rows = []
    for _number, name, id_number, _month, person, _courses, _post in people:
        cipher, index = seal_id_number(id_number)
        masked = f"{id_number[:6]}********{id_number[-4:]}"
        rows.append((index, cipher, masked, name, name, *(person[f] for f in same), units[person["unit_name"]]))
    seconds["rehearsal"] += time.perf_counter() - began
    load(Person, ["id_index"], ("id_index", "id_cipher", "id_masked", "name", "name_key", *same, "unit"), rows)
    numbers = {bytes(index): pk for index, pk in Person.objects.values_list("id_index", "id")}
    owners = [numbers[row[0]] for row in rows]
    fields = ("person", "mode", "level", "level_text", "began", "ended", "school", "major")
    rows = [(pk, *(c[f] for f in fields[1:])) for pk, p in zip(owners, people, strict=True) for c in p[5]]
    load(Education, ["person", "mode", "level"], fields, rows)
    fields = ("person", "unit", "unit_text", "title", "began", "is_team_member", "member_kind")
    rows = [
        (pk, units[p[6]["unit_text"]], *(p[6][f] for f in fields[2:])) for pk, p in zip(owners, people, strict=True)
    ]
    load(Appointment, ["person", "unit_text", "title", "began"], fields, rows)
    assert Appointment.objects.count() == count and Education.objects.count() == 2 * count
    empty("cadres_appointment", "cadres_education", "cadres_person")
    return seconds


def empty(*tables: str) -> None:
    """No row of the tables left, in SQL, and every table swept: one measurement must not slow the next."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("VACUUM ANALYZE")


def report(label: str, people: int, seconds: dict[str, float]) -> float:
    """Prints one measurement; returns the rows a second of rehearsal and apply together."""
    rows = 4 * people
    speed = rows / (seconds["rehearsal"] + seconds["apply"])
    steps = ", ".join(f"{step} {taken:.2f} s" for step, taken in seconds.items())
    print(f"{label:34} {people:>7} people {rows:>7} rows  {speed:>9,.0f} rows/s   ({steps})", flush=True)
    return speed


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--peer", type=int, default=2_000, help="people for django-import-export, whose rows/s do not grow with more")
    chosen = options.parse_args()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        unit, user = county()
        ours(500, unit, user)  # warm-up
        taken, speeds = {}, {}
        for people in chosen.people:
            seconds = ours(people, unit, user)
            taken[people] = seconds["rehearsal"] + seconds["apply"]
            speeds[people] = report("this portal", people, seconds)
        plain = report("django-import-export", chosen.peer, peer(chosen.peer, unit, bulk=False))
        bulk = report("django-import-export, use_bulk", chosen.peer, peer(chosen.peer, unit, bulk=True))
        for people, speed in speeds.items():
            print(f"{people} people: {speed / plain:.1f} times django-import-export, {speed / bulk:.1f} times with use_bulk")
        least, most = min(taken), max(taken)
        print(f"rehearsal + apply of {most} people takes {taken[most] / taken[least]:.1f} times that of {least}")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
