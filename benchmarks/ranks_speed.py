"""Ranks and reminders over few and many civil servants: statements asked and milliseconds.

    DATABASE_URL=postgresql://… .venv/bin/python benchmarks/ranks_speed.py [--people 1000 10000] [--times 3]

Everybody invented is a civil servant with a rank and five yearly results. Measured in a database made for the purpose:
the standing of everybody, the figures of ranks, the pages of ranks and reminders, the first page. The script stops
when more people cost more statements.
"""

import argparse
import datetime
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("PORTAL_MODE", "test")
os.environ.setdefault("PORTAL_DATA", tempfile.mkdtemp(prefix="ranks-speed-"))

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.board_people import load
from benchmarks.cadre_facts import add_cadre_facts
from benchmarks.database import in_own_database
from cadres.models import Person
from cadres.queries.due import ranks
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.standing import standings
from portal.models import Grant, Unit, User
from portal.rules.roles import Role
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import record_indicators

DAY = datetime.date(2026, 6, 30)


def asked_of(user) -> dict[str, Callable]:
    """What is measured, by name."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def page(address: str) -> Callable:
        def get():
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return get

    figures = [one for identity, one in record_indicators().items() if identity.startswith("RNK")]
    question = ask_records(unit=Unit.objects.get(code="C"), as_of=DAY)
    return {
        "standing of everybody": lambda: standings(civil_servants(Person.objects.all(), DAY), DAY),
        "reminders of a month": lambda: ranks.due(DAY.replace(day=1), DAY, user),
        "figures RNK": lambda: record_board(question, figures),
        "page of ranks": page("/cadres/ranks/?as_of=2026-06-30"),
        "page of reminders": page("/reminders/?as_of=2026-06-30"),
        "first page": page("/?as_of=2026-06-30"),
    }


def measure(people: int, times: int) -> dict[str, tuple[int, float]]:
    """(statements, milliseconds of the fastest of several runs) of everything asked."""
    load(people, all_in_team=False)
    with connection.cursor() as cursor:
        add_cadre_facts(cursor, people)
    clerk = User.objects.create(username="clerk", full_name="管理员", must_change_password=False)
    Grant.objects.create(user=clerk, role=Role.CADRE_SECTION.value, unit=Unit.objects.get(code="C"))
    found = {}
    for what, run in asked_of(clerk).items():
        run()
        with CaptureQueriesContext(connection) as asked:
            run()
        statements, taken = len(asked), []
        for _time in range(times):
            began = time.perf_counter()
            run()
            taken.append(time.perf_counter() - began)
        found[what] = (statements, min(taken) * 1000)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--times", type=int, default=3)
    chosen = options.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    results = {
        people: in_own_database("ranks_speed", people, partial(measure, people, chosen.times)) for people in chosen.people
    }
    first, last = results[chosen.people[0]], results[chosen.people[-1]]
    print(f"{'':24}" + "".join(f"{people:>24,}" for people in results) + "       ratio")
    for what in first:
        told = "".join(f"{taken[what][0]:>6} asked{taken[what][1]:>9.1f} ms" for taken in results.values())
        print(f"{what:24}{told}{last[what][1] / first[what][1]:>12.2f}")
    grown = [what for what in first if last[what][0] > first[what][0]]
    assert not grown, f"more people cost more statements: {grown}"


if __name__ == "__main__":
    main()
