"""Statements of a step do not grow with its rows."""

import pytest
from batch_rows import row, staged
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.actions.batches import apply, rehearse, undo


def people(count):
    for number in range(3, count + 3):
        one = {"id_number": f"9999991985030{number:05d}", "born": 198503}
        name = f"张{number}"
        yield row("person", number, name, {"unit_name": "柏渡镇"}, **one)
        yield row("education", number, name, {"mode": "1", "level": "21", "school": "临溪师范"}, **one)
        yield row("appointment", number, name, {"unit_text": "柏渡镇党委", "title": "委员", "began": 20200300}, **one)
        yield row("appraisal", number, name, {"year": 2024, "result": "1"}, **one)
        yield row("resume", number, name, {"text": "2005.07--  临溪县柏渡镇干部"}, sheet="person", **one)


def statements(step) -> int:
    with CaptureQueriesContext(connection) as seen:
        step()
    return len(seen)


@pytest.fixture
def counted(units, clerk):
    def count(rows) -> list[int]:
        batch = staged(people(rows), by=clerk, unit=units["county"])
        return [
            statements(lambda: rehearse(batch.pk)),
            statements(lambda: apply(batch=batch, by=clerk)),
            statements(lambda: undo(batch=batch, by=clerk)),
        ]

    return count


def test_a_hundred_people_take_no_more_statements_than_three(counted):
    counted(3)  # settings read once are kept
    assert counted(100) == counted(3)
