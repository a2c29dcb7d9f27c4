"""The standard tables: every cell by hand on a small county, each leading to its people."""

import datetime
import io

import openpyxl
import pytest

from portal.models import UnitQuota
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from reports.populations import ask
from reports.tables.catalogue import TABLES
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def teams(county, towns):
    UnitQuota.objects.create(unit=towns[0], began=PartialDate(2020), chief_posts=1, deputy_posts=2)
    chief = records.person("甲", born="1990-06", sex="1", political_status="01", unit=towns[0])
    woman = records.person("乙", born="1990-07", sex="2", political_status="12", unit=towns[0])
    unknown = records.person("丙", sex="1", political_status="01", unit=towns[1])
    records.post(chief, towns[0], began="2021-06", member_kind="1", title="党委书记")
    records.post(woman, towns[0], began="2021-06")
    records.post(woman, towns[1], began="2021-06")
    records.post(unknown, towns[1], began="2021-06")
    records.study(chief, level="21", mode="1", ended="2012-07")
    records.study(chief, level="1A", mode="2", ended="2018-07")
    records.study(woman, level="31", mode="1", ended="2011-07")
    return chief, woman, unknown


def filled(name, county, choice=""):
    grid = TABLES[name].fill(ask(population="team", as_of=DAY, unit=county), choice)
    return [{head.key: cell for head, cell in zip(grid.heads, line.cells, strict=True)} for line in grid.lines]


def cells(name, county, choice=""):
    return [{key: cell.text for key, cell in line.items()} for line in filled(name, county, choice)]


def test_a_person_in_two_townships_stands_in_both_and_once_in_the_whole(county, teams):
    [first, second, whole] = cells("staffing", county)

    assert [one["members"] for one in (first, second, whole)] == ["2", "2", "3"]
    assert (first["approved"], first["vacant"], first["over"]) == ("3", "1", "0")
    assert second["approved"] == "—"
    assert (whole["approved"], whole["vacant"], whole["over"]) == ("3", "1", "0")
    assert filled("staffing", county)[-1]["women"].people == (teams[1].pk,)


def test_ages_are_read_by_the_month_and_the_unknown_stand_in_no_band(county, teams):
    [first, _second, whole] = cells("staffing", county)

    # On 2026-06-30 whoever was born in June 1990 is 36, in July 1990 still 35.
    assert first["around_35"] == "2" and whole["around_35_share"] == "66.7%"
    assert first["born_1990"] == "2" and first["age"] == "35.5"
    [young, _other, _all] = cells("young", county)
    assert (young["members_35"], young["members_35_share"], young["chiefs"], young["chiefs_35"]) == ("1", "50.0%", "1", "0")


def test_highest_education_of_any_mode_and_full_time_education_are_kept_apart(county, teams):
    [first, second, _whole] = cells("staffing", county)

    assert (first["highest_graduate"], first["highest_below"], first["fulltime_college"]) == ("1", "1", "1")
    assert (second["highest_unknown"], first["non_party_share"]) == ("1", "50.0%")


def test_the_page_the_people_of_a_cell_and_the_workbook_agree(county, towns, teams, signed_in):
    client = signed_in()
    page = client.get("/figures/tables/staffing/?as_of=2026-06-30").content.decode()
    cell = client.get(f"/figures/tables/staffing/cell/?as_of=2026-06-30&column=women&line={towns[0].code}").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/figures/tables/staffing/export.xlsx?as_of=2026-06-30").content))
    rows = [[one.value for one in row] for row in book.active.iter_rows(min_row=5, max_row=7)]

    assert "乡镇领导干部配备情况统计分析表" in page and "column=women" in page
    assert "乙" in cell and "甲" not in cell
    assert [row[0] for row in rows] == [towns[0].name, towns[1].name, "合计"] and rows[0][2] == 2
    assert client.get("/figures/tables/nothing/").status_code == 404
    assert client.get("/figures/tables/young/cell/?column=townships&line=total&as_of=2026-06-30").status_code == 404
    approved = client.get("/figures/tables/young/cell/?column=approved&line=total&as_of=2026-06-30").content.decode()
    assert towns[0].name in approved and "未填批准文号" in approved


def test_a_township_sees_only_its_own_line(towns, teams, signed_in):
    client = signed_in(Role.TOWNSHIP_OFFICER, towns[0])

    page = client.get("/figures/tables/staffing/?as_of=2026-06-30").content.decode()

    assert towns[0].name in page and towns[1].name not in page


def test_the_number_of_statements_does_not_grow_with_people(county, towns, teams, django_assert_max_num_queries):
    for number in range(12):
        records.post(records.person(f"人{number}", unit=towns[0]), towns[0], began="2021-06")

    with django_assert_max_num_queries(12):
        TABLES["young"].fill(ask(population="team", as_of=DAY, unit=county), "")
