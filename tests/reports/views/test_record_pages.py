"""Pages and addresses of the figures over records."""

import datetime

import pytest

from cadres.models import Award
from portal.models import AuditEvent
from portal.rules.roles import Role
from reports.models import RecordRun
from reports.records.definition import record_indicators
from tests.reports import records
from tests.reports.sample_figures import COUNT, SHARE, read

pytestmark = pytest.mark.django_db
ASK = "as_of=2026-06-30&since=2021-07-01"


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    for text in (COUNT, SHARE):
        monkeypatch.setitem(record_indicators(), read(text).id, read(text))


@pytest.fixture
def awards(towns):
    people = [records.person(f"人{n}", sex=sex, unit=towns[n % 2]) for n, sex in enumerate(("2", "1", ""))]
    return [
        Award.objects.create(person=who, name="嘉奖", code="01115", decided=records.day("2026-03-01")) for who in people
    ]


def test_the_board_shows_a_chapter_with_its_places_and_every_number_leads_to_its_records(signed_in, towns, awards):
    page = signed_in().get(f"/figures/records/?chapter=样例&{ASK}").content.decode()

    assert "嘉奖次数" in page and "33.3" in page and towns[0].name in page
    assert "/figures/records/XXX-98/rows/?unit=C&amp;as_of=2026-06-30&amp;since=2021-07-01&amp;side=denominator" in page


def test_the_board_opens_with_the_first_chapter_whose_records_the_account_may_see(signed_in, towns):
    assert signed_in().get("/figures/records/").context["chapter"] == "干部队伍"
    assert signed_in(Role.BRANCH_SECRETARY, towns[0]).get("/figures/records/").context["chapter"] == "基层党组织"


def test_the_rows_of_a_side_say_why_they_stand_there(signed_in, awards):
    client = signed_in()

    for side, names, reason in (("numerator", ["人0"], "女性：是"), ("rest", ["人1"], "女性：否"), ("missing", ["人2"], "缺：女性")):
        page = client.get(f"/figures/records/XXX-98/rows/?{ASK}&side={side}").content.decode()
        assert [name for name in ("人0", "人1", "人2") if name in page] == names
        assert reason in page
    assert AuditEvent.objects.filter(action="figure.records_viewed").count() == 3


def test_a_definition_tells_its_sides_its_conditions_and_its_examples(signed_in, awards):
    page = signed_in().get(f"/figures/records/XXX-98/?{ASK}").content.decode()

    assert "全部奖励" in page and "女性：是" in page and "年初第一天" in page


def test_a_township_sees_its_own_records_only_and_no_other_unit(signed_in, towns, awards):
    client = signed_in(Role.TOWNSHIP_OFFICER, towns[0])

    page = client.get(f"/figures/records/XXX-98/rows/?{ASK}&side=denominator").content.decode()

    assert "人0" in page and "人1" not in page
    assert client.get(f"/figures/records/?unit={towns[1].code}&{ASK}").status_code == 404
    assert client.get(f"/figures/records/XXX-98/rows/?place={towns[1].code}&{ASK}").status_code == 404


def test_an_empty_board_of_teams_leads_a_branch_to_its_own_numbers(signed_in, towns):
    page = signed_in(Role.BRANCH_SECRETARY, towns[0]).get("/figures/").content.decode()

    assert f'href="/figures/records/?unit={towns[0].code}"' in page and 'href="/cadres/people/"' not in page
    assert 'href="/cadres/people/"' in signed_in().get("/figures/").content.decode()


@pytest.mark.parametrize("identity", ["ORG-01.total", "ORG-02.rename", "ORG-03", "MEM-01.total", "MEM-05", "LIFE-01.year"])
def test_whoever_keeps_party_organizations_opens_the_records_behind_their_figures(signed_in, towns, identity):
    assert signed_in(Role.BRANCH_SECRETARY, towns[0]).get(f"/figures/records/{identity}/rows/?{ASK}").status_code == 200


def test_records_behind_a_figure_need_the_right_to_see_them(signed_in, awards):
    client = signed_in(Role.INITIATIVE_SECTION)

    assert "须有“查看干部信息”权限" in client.get(f"/figures/records/?chapter=样例&{ASK}").content.decode()
    assert client.get(f"/figures/records/XXX-98/rows/?{ASK}").status_code == 403
    assert "/figures/records/XXX-98/rows/" not in client.get(f"/figures/records/?chapter=样例&{ASK}").content.decode()
    assert "须有“" not in client.get(f"/figures/records/?chapter=基层党组织&{ASK}").content.decode()
    assert client.get(f"/api/v1/figures/records/XXX-98/rows/?{ASK}").status_code == 404


def test_the_list_is_taken_as_a_workbook_and_the_taking_is_recorded(signed_in, awards):
    answer = signed_in().get(f"/figures/records/XXX-99/rows/export.xlsx?{ASK}")

    assert answer["Content-Type"].endswith("sheet") and answer.content[:2] == b"PK"
    assert AuditEvent.objects.get(action="figure.records_exported").detail["rows"] == 3


def test_the_board_is_frozen_looked_at_compared_and_withdrawn(signed_in, awards):
    client = signed_in()
    first = client.post(f"/figures/records/runs/freeze/?{ASK}", {"name": "六月"})["Location"]
    awards[0].delete()
    second = client.post(f"/figures/records/runs/freeze/?{ASK}", {"name": "七月"})["Location"]
    old, new = RecordRun.objects.order_by("pk")

    assert "3" in client.get(first).content.decode()
    assert "人0" in client.get(f"{first}rows/XXX-99/").content.decode()
    page = client.get(f"/figures/records/runs/compare/?a={old.pk}&b={new.pk}&indicator=XXX-99").content.decode()
    assert "人0" in page and "不在其中" in page
    assert client.post(f"{second}withdraw/").status_code == 302
    assert "已作废" in client.get("/figures/records/runs/").content.decode()


def test_an_earlier_moment_shows_what_was_known_then(signed_in, awards):
    before = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()  # noqa: DTZ011

    page = signed_in().get(f"/figures/records/XXX-99/rows/?{ASK}&known_at={before}").content.decode()

    assert "这一侧没有记录" in page


@pytest.mark.parametrize("query", ["as_of=x", "since=2027-01-01", "unit=%00", "after=zz", "side=up", "chapter=没有", "known_at=1"])
def test_an_address_that_says_nothing_sensible_is_no_error_of_the_server(signed_in, awards, query):
    client = signed_in()

    for path in ("/figures/records/", "/figures/records/XXX-98/", "/figures/records/XXX-98/rows/"):
        assert client.get(f"{path}?{query}").status_code in (200, 400, 404)


def test_rest_gives_the_numbers_their_meaning_and_their_records(signed_in, awards):
    client = signed_in()

    listed = {one["id"]: one for one in client.get(f"/api/v1/figures/records/?{ASK}&chapter=样例").json()}
    rows = client.get(f"/api/v1/figures/records/XXX-98/rows/?{ASK}&side=denominator&limit=2").json()
    rest = client.get(rows["next"]).json()

    assert (listed["XXX-98"]["value"], listed["XXX-99"]["numerator"]) == ("33.3", "3")
    assert client.get("/api/v1/figures/records/XXX-98/").json()["conditions"]["numerator"] == ["女性：是"]
    assert [row["standing"] for row in rows["results"] + rest["results"]] == ["missing", "rest", "numerator"]
    assert client.get("/api/v1/figures/records/?colour=red").status_code == 400
