"""The list of people, as page and over REST, over few and many people: milliseconds of whole requests.

    DATABASE_URL=postgresql://… .venv/bin/python benchmarks/people_speed.py [--people 1000 10000 100000] [--times 5]

Invented people are written into a database made for the purpose and dropped afterwards. Every request goes
through the whole portal (middleware, rights, query, template or JSON) in Django's test client. The script stops
when a list counts its rows without being asked to.
"""

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("PORTAL_MODE", "test")
os.environ.setdefault("PORTAL_DATA", tempfile.mkdtemp(prefix="people-speed-"))

import django

django.setup()

from django.conf import settings
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.board_people import load
from benchmarks.cadre_facts import add_cadre_facts
from benchmarks.database import in_own_database
from benchmarks.people_beside_orm import NESTED, beside_orm
from cadres.models import Person
from portal.api.paging import make_cursor
from portal.models import Grant, Unit, User
from portal.rules.roles import Role

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施", "文明志强晓丽建国永红海波春梅秀英玉兰云飞"
SPELT = (
    "zhao",
    "qian",
    "sun",
    "li",
    "zhou",
    "wu",
    "zheng",
    "wang",
    "feng",
    "chen",
    "jiang",
    "shen",
    "han",
    "yang",
    "zhu",
    "qin",
    "xu",
    "he",
    "lv",
    "shi",
)
MORE = (
    "wen",
    "ming",
    "zhi",
    "qiang",
    "xiao",
    "li",
    "jian",
    "guo",
    "yong",
    "hong",
    "hai",
    "bo",
    "chun",
    "mei",
    "xiu",
    "ying",
    "yu",
    "lan",
    "yun",
    "fei",
)


def name_them(cursor) -> None:
    """Names of two or three characters with their pinyin, in place of numbers."""

    def part(words, number):
        return f"(ARRAY[{', '.join(repr(word) for word in words)}])[1 + ({number})::int % {len(words)}]"

    spread = "((id * 2654435761) % 1000003)"
    numbers = (f"{spread} / 7", f"{spread} / 211", f"{spread} / 5003")
    words = (SURNAMES, GIVEN, GIVEN)
    name = " || ".join(part(letters, number) for letters, number in zip(words, numbers, strict=True))
    sounds = [part(spelt, number) for spelt, number in zip((SPELT, MORE, MORE), numbers, strict=True)]
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(
        f"UPDATE cadres_person SET name = {name}, name_key = {name}, pinyin = {' || '.join(sounds)},"
        f" initials = {' || '.join(f'left({sound}, 1)' for sound in sounds)}"
    )
    cursor.execute("SET session_replication_role = origin")
    cursor.execute("VACUUM FULL ANALYZE cadres_person")


def requests_of(people: int) -> list[tuple[str, str]]:
    """(what is asked, address) of every request measured; the late pages begin after nineteen twentieths."""
    row = Person.objects.order_by("pinyin", "pk")[people * 19 // 20]
    name = Person.objects.order_by("pk")[people // 2]
    token = Signer(salt="list.cadres.person.name.0").sign_object([row.pinyin, row.pk])
    young = Signer(salt="list.cadres.person.born.1").sign_object([19700100, row.pk])
    pages = [
        ("first page", {}), ("late page", {"after": token}), ("by birth, late page", {"sort": "-born", "after": young}),
        ("by unit", {"sort": "unit"}), ("of a unit", {"unit": "T2"}), ("name, whole", {"q": name.name}),
        ("name, one character", {"q": name.name[1]}), ("name, given name", {"q": name.name[1:]}),
        ("pinyin", {"q": name.pinyin}), ("initials", {"q": name.initials}), ("nobody", {"q": "欧阳"}),
        ("women, non-Party", {"sex": "2", "political_status": "13"}), ("team members", {"team": "1"}),
        ("no team members", {"team": "0"}), ("aged 30 to 35", {"age_from": "30", "age_to": "35"}),
        ("full-time degree", {"education": "21"}), ("degree, next page", {"education": "21", "after": token}),
        ("nested conditions", {"where": NESTED}), ("nested, next page", {"where": NESTED, "after": token}),
    ]  # fmt: skip
    rest = [
        ("REST first page", {}), ("REST late page", {"cursor": make_cursor([row.pinyin, row.pk], "people")}),
        ("REST of a unit", {"unit": "T2"}), ("REST name", {"q": name.name}), ("REST pinyin", {"q": name.pinyin}),
        ("REST team members", {"team_on": "2026-06-30"}),
    ]  # fmt: skip
    day = {"as_of": "2026-06-30"}
    return [
        *((what, f"/cadres/people/?{urlencode(given | day)}") for what, given in pages),
        *((what, f"/api/v1/people/?{urlencode(given)}") for what, given in rest),
        ("home page", "/"),
    ]


def measure(people: int, times: int) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Milliseconds of the fastest of several requests of each kind, and of the list beside the plain ORM."""
    load(people, all_in_team=False)
    with connection.cursor() as cursor:
        name_them(cursor)
        add_cadre_facts(cursor, people, servants_in_ten=1)
    clerk = User.objects.create(username="clerk", full_name="管理员", must_change_password=False)
    Grant.objects.create(user=clerk, role=Role.CADRE_SECTION.value, unit=Unit.objects.get(code="C"))
    client = Client()
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])
    taken = {}
    for what, address in requests_of(people):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code, answer.headers)
        if what != "home page":
            counted = [one["sql"] for one in asked if "COUNT(" in one["sql"].upper() and " LIMIT " not in one["sql"]]
            assert not counted, counted
        slowest, seconds = sorted((one["time"], one["sql"][:900]) for one in asked)[-3:], []
        for _time in range(times):
            began = time.perf_counter()
            client.get(address)
            seconds.append(time.perf_counter() - began)
        taken[what] = min(seconds) * 1000
        if taken[what] > 250:
            print(people, what, *slowest, sep="\n   ")
    return taken, beside_orm(clerk, people, times)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--times", type=int, default=5)
    chosen = options.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    results = {}
    for people in chosen.people:
        results[people] = in_own_database("people_speed", people, partial(measure, people, chosen.times))
    first, last = results[chosen.people[0]], results[chosen.people[-1]]
    print(f"{'request':22}" + "".join(f"{people:>12,}" for people in results) + "       ratio")
    for what in first[0]:
        told = "".join(f"{taken[what]:>9.1f} ms" for taken, _beside in results.values())
        print(f"{what:22}{told}{last[0][what] / first[0][what]:>12.2f}")
    print(f"\n{'list / plain ORM':22}" + "".join(f"{people:>24,}" for people in results))
    for what in first[1]:
        pairs = (beside[what] for _taken, beside in results.values())
        print(f"{what:22}" + "".join(f"{ours:>8.1f} /{plain:>6.1f} ={ours / plain:>5.2f}" for ours, plain in pairs))


if __name__ == "__main__":
    main()
