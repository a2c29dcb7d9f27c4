"""Standard tables over REST: what the page shows, with the people and records behind each cell, and the same workbook."""

import io

import openpyxl
import pytest

from cadres.actions.facts import add_fact
from portal.actions.units import set_quota
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

DAY = "2026-06-30"


@pytest.fixture
def leader(person, county):
    someone = person("安静", "LX01")
    values = {
        "unit": county["LX01"],
        "title": "镇长",
        "is_team_member": True,
        "member_kind": "1",
        "began": PartialDate(2021, 6),
    }
    add_fact(person=someone, kind="appointment", values=values, by=None)
    set_quota(
        unit=county["LX01"],
        from_day=PartialDate(2024),
        chief_posts=2,
        deputy_posts=7,
        document_number="临编1号",
        by=None,
    )
    return someone


def cells(answer) -> dict:
    """Line → column → cell."""
    assert answer.status_code == 200, answer.content
    keys = [column["key"] for column in answer.json()["columns"]]
    return {line["key"]: dict(zip(keys, line["cells"], strict=True)) for line in answer.json()["lines"]}


def test_a_table_tells_what_each_cell_rests_on_and_comes_as_a_workbook(api, leader):
    client = api(Role.CADRE_SECTION, "LX")
    assert {"leader-posts", "managed", "rank-roster"} <= {one["name"] for one in client.get("tables/").json()}

    found = cells(client.get("tables/leader-posts/", as_of=DAY))["LX01"]

    assert found["chief_posts.filled"] == {"text": "1", "people": [leader.pk], "records": []}
    assert found["chief_posts.approved"]["records"] == [{"label": "青石镇", "value": "2", "detail": "2024起，临编1号"}]
    assert found["chief_posts.vacant"]["text"] == "1"
    book = openpyxl.load_workbook(io.BytesIO(client.get("tables/leader-posts/export.xlsx", as_of=DAY).content))
    lines = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert next(row for row in lines if "青石镇" in row)[2:6] == [2, 1, 0, 1]


def test_a_township_gets_its_own_lines_and_nobody_a_table_there_is_not(api, leader):
    clerk = api(Role.TOWNSHIP_OFFICER, "LX01")
    assert set(cells(clerk.get("tables/leader-posts/", as_of=DAY))) == {"LX01"}
    assert clerk.get("tables/leader-posts/", as_of=DAY, unit="LX02").status_code == 404
    assert clerk.get("tables/nothing/", as_of=DAY).status_code == 404


def test_whoever_may_not_see_records_gets_numbers_without_people(api, leader):
    client = api(Role.INITIATIVE_SECTION, "LX")
    assert cells(client.get("tables/leader-posts/", as_of=DAY))["LX01"]["chief_posts.filled"] == {"text": "1"}
    assert client.get("tables/rank-roster/", as_of=DAY).status_code == 404
