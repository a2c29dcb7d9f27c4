"""Tables of the Party's statistics as a clerk meets them: the table, the people behind a number, the workbook, REST."""

import io

import openpyxl
import pytest

from portal.rules.roles import Role
from tests.branches.party import member, organization, partial

pytestmark = pytest.mark.django_db
DAY = "as_of=2026-06-30"


@pytest.fixture
def branch(county, towns):
    branch = organization("白石村党支部", at=towns[0])
    member("程砚一", of=branch, occupation="农民", joined="2026-02-01", full=None)
    member("吴砚二", of=branch, occupation="说不清", lost_since=partial("2025-12-30"))
    return branch


def test_a_number_opens_to_its_members_and_the_unsorted_wording_is_found(signed_in, branch):
    client = signed_in(Role.ORGANIZATION_SECTION)

    table = client.get(f"/figures/tables/party-2/?{DAY}").content.decode()
    unsorted = client.get(f"/figures/tables/statistics/2/24A/?{DAY}").content.decode()
    lost = client.get(f"/figures/tables/statistics/43/1Q/?{DAY}").content.decode()

    assert "工作岗位未归类" in table and "/figures/tables/statistics/2/24A/?" in table
    assert "吴砚二" in unsorted and "工作岗位：未归类" in unsorted and "程砚一" not in unsorted
    assert "吴砚二" in lost and "失去联系月数：6" in lost
    for place in ("0A", "1Z", "2E", "A1", "99999A"):
        assert client.get(f"/figures/tables/statistics/2/{place}/").status_code == 404
    assert client.get("/figures/tables/statistics/77/1A/").status_code == 404


def test_the_workbook_says_what_is_not_on_record(signed_in, branch):
    client = signed_in(Role.ORGANIZATION_SECTION)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/figures/tables/party-1/export.xlsx?{DAY}").content))
    cells = {row[1]: row[2] for row in book.active.iter_rows(values_only=True) if row[1]}

    assert cells["一、上年底总数"] == 1 and cells["发展党员"] == 1 and cells["五、本年底实有数"] == 2
    assert cells["六、实有数与应有数之差"] == 0 and cells["转入组织关系中：整建制转入"] == "—"


def test_rest_gives_the_same_records(signed_in, branch):
    client = signed_in(Role.ORGANIZATION_SECTION)
    found = client.get(f"/api/v1/tables/statistics/2/1B/?{DAY}").json()

    assert [one["shown"]["姓名"] for one in found["results"]] == ["程砚一"]
    assert client.get("/api/v1/tables/statistics/2/9Z/").status_code == 404


def test_a_secretary_opens_the_cells_of_the_own_place_and_whoever_has_no_figures_opens_none(signed_in, towns, branch):
    client = signed_in(Role.BRANCH_SECRETARY, towns[1])
    assert "statistics/2/1A" not in client.get(f"/figures/tables/party-2/?{DAY}").content.decode()
    assert client.get(f"/figures/tables/statistics/2/1A/?{DAY}&unit={towns[0].code}").status_code == 404

    client = signed_in(Role.UNIT_HR)
    assert client.get(f"/figures/tables/statistics/2/1A/?{DAY}").status_code == 403
    assert client.get(f"/api/v1/tables/statistics/2/1A/?{DAY}").status_code == 403
