"""Figures of secondments the slow way."""

import datetime

from cadres.models import Secondment
from tests.reports.record_people import county, edge


def _started(question, direction):
    found = []
    for one in Secondment.objects.select_related("person__unit"):
        unit = one.person.unit
        if one.direction != direction or unit is None or not unit.path.startswith(question.unit.path):
            continue
        if one.started is not None and question.since <= one.started <= question.as_of:
            found.append(one.person_id)
    return found


def _people(direction):
    return lambda question: (len(set(_started(question, direction))), None, 0)


def _times(direction):
    return lambda question: (len(_started(question, direction)), None, 0)


ORACLES = {
    "TRN-03.people": _people("up"),
    "TRN-03.times": _times("up"),
    "TRN-04.people": _people("down"),
    "TRN-04.times": _times("down"),
    "TRN-06": _people("shadowing"),
}


def make_records(random):
    """Secondments that start and end on and around the days asked about; several of one person, some only planned."""
    units, people = county(random)
    for number in range(120):
        state = random.choice(["planned", "running", "finished", "finished", "cancelled"])
        started = edge(random) if state in ("running", "finished") else None
        Secondment.objects.create(
            person=random.choice(people[:25]), direction=random.choice(["up", "down", "shadowing"]), state=state,
            host_unit=random.choice([None, units[3]]), host_text=f"某部门{number % 4}", started=started,
            ended=started + datetime.timedelta(days=random.choice([0, 1, 90])) if state == "finished" else None,
            planned_start=random.choice([None, edge(random)]),
        )  # fmt: skip
