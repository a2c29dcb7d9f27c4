"""Frozen runs and the report, as pages."""

import io
import zipfile

import pytest

from portal.models import AuditEvent
from portal.rules.roles import Role
from reports.models import Run
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = "2026-06-30"


def _freeze(client, name="六月末", day=DAY):
    client.post(f"/figures/runs/freeze/?as_of={day}", {"name": name})
    return Run.objects.latest("pk")


def test_a_frozen_run_keeps_its_numbers_and_people(signed_in, team):
    client = signed_in()
    run = _freeze(client)
    records.stretch(team[2], "2010-01", "2020-01")
    team[2].name = "改名"
    team[2].save()

    page = client.get(f"/figures/runs/{run.pk}/")
    people = client.get(f"/figures/runs/{run.pk}/people/CAD-03/?side=rest")

    line = next(line for line in page.context["lines"] if line.id == "CAD-03")
    assert (line.value, line.numerator, line.denominator, line.missing) == ("50.0%", 2, 4, 1)
    assert [line["member"].person_name for line in people.context["lines"]] == ["人2"]


def test_two_runs_tell_who_came_and_whose_side_changed(signed_in, towns, team):
    client = signed_in()
    before = _freeze(client, "旧")
    records.stretch(team[2], "2010-01", "2020-01")
    records.post(records.person("新人", unit=towns[0]), towns[0])
    after = _freeze(client, "新")

    page = client.get(f"/figures/runs/compare/?a={before.pk}&b={after.pk}&indicator=CAD-03")

    shown = {group["title"]: [row["one"].name for row in group["rows"]] for group in page.context["groups"]}
    assert shown == {"新进": ["新人"], "退出": [], "换了一侧": ["人2"], "结论未变，所用事实有变化": []}
    line = next(line for line in page.context["lines"] if line["id"] == "CAD-03")
    assert (line["old"], line["new"], line["differs"]) == ("50.0%（2/4）", "60.0%（3/5）", True)


def test_a_run_is_withdrawn_once_and_stays_readable(signed_in, team):
    client = signed_in()
    run = _freeze(client)
    for _again in range(2):
        client.post(f"/figures/runs/{run.pk}/withdraw/")

    assert client.get(f"/figures/runs/{run.pk}/").context["run"].withdrawn_at
    assert AuditEvent.objects.filter(action="run.withdrawn").count() == 1


def test_a_run_without_a_name_is_not_taken(signed_in, team):
    signed_in().post(f"/figures/runs/freeze/?as_of={DAY}", {"name": " "})

    assert not Run.objects.exists()


def test_only_who_may_freeze_freezes_and_foreign_runs_are_not_found(signed_in, client, towns, team):
    run = _freeze(signed_in())
    clerk = signed_in(Role.TOWNSHIP_OFFICER, towns[0])

    assert clerk.post("/figures/runs/freeze/", {"name": "x"}).status_code == 403
    assert clerk.get(f"/figures/runs/{run.pk}/").status_code == 404
    assert clerk.get(f"/figures/runs/{run.pk}/people/CAD-03/").status_code == 404
    assert clerk.get(f"/figures/runs/compare/?a={run.pk}&b={run.pk}").status_code == 404


@pytest.mark.parametrize("address", ["?a=x&b=1", "", "?a=1&b=99999999999999999999999"])
def test_a_comparison_without_two_runs_is_not_found(signed_in, county, address):
    assert signed_in().get(f"/figures/runs/compare/{address}").status_code == 404


def test_the_report_shows_what_it_will_say_before_it_is_made(signed_in, team):
    page = signed_in().get(f"/figures/report/?as_of={DAY}").content.decode()

    assert "50.0%" in page
    assert "缺数据过多" in page
    assert "没有写入的内容" in page


def test_the_report_is_a_word_file_and_an_event(signed_in, team):
    answer = signed_in().post(
        f"/figures/report/?as_of={DAY}", {"office": "中共临溪县委组织部", "dated": "2026-07-01", "reason": "正在补"}
    )

    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert AuditEvent.objects.get(action="report.produced").detail["reason"] == "正在补"


def test_a_report_without_a_signature_is_asked_for_one(signed_in, team):
    assert signed_in().post(f"/figures/report/?as_of={DAY}", {"office": ""}).status_code == 422
