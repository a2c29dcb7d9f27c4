"""Pages of a turnover: a round from its townships to its completion, and what a township's officer sees."""

import datetime

import pytest

from cadres.models import SlateSnapshot, StructureRequirement, TurnoverRound, TurnoverUnit
from portal.rules.roles import Role
from tests.reports import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def turnover(towns, county):
    made = TurnoverRound.objects.create(name="2026年换届", as_of=datetime.date(2026, 6, 30))
    StructureRequirement.objects.create(
        round=made, name="女干部", unit=county, trait="woman", threshold=1, source_document="样例"
    )
    for town in towns:
        TurnoverUnit.objects.create(round=made, unit=town)
    return made


@pytest.fixture(autouse=True)
def _towns_are_their_own_townships(towns):
    for town in towns:
        town.township = town
        town.save()


def slate_form(*rows):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, (who, post) in enumerate(rows):
        data |= {f"form-{number}-person": f"{who} #{who.pk}" if who else "", f"form-{number}-post": post,
                 f"form-{number}-channel": ""}  # fmt: skip
    return data


def test_a_round_is_made_and_takes_its_townships(signed_in, county, towns):
    client = signed_in()
    made = client.post("/figures/turnover/", {"name": "2026年换届", "as_of": "2026-06-30", "note": ""})
    assert made.status_code == 302
    client.post(made["Location"] + "townships/", {"units": [town.pk for town in towns]})
    page = client.get(made["Location"])
    assert [len(column["cards"]) for column in page.context["columns"]] == [2, 0, 0, 0, 0, 0, 0]


def test_a_township_goes_its_way_to_completion_and_its_slate_is_kept(signed_in, turnover, towns):
    client, who = signed_in(), records.person("赵砚禾", sex="2", unit=towns[0])
    place = f"/figures/turnover/{turnover.pk}/{towns[0].pk}/"
    assert client.post(place + "slate/", slate_form((who, "党委书记"), (None, ""))).status_code == 302
    for state in ("plan", "inspected", "notice"):
        client.post(place + "advance/", {"state": state})
    client.post(place + "advance/", {"state": "elected"})
    assert TurnoverUnit.objects.get(unit=towns[0]).state == "notice"  # no election without its day
    client.post(place + "advance/", {"state": "elected", "held_on": "2026-06-20"})
    client.post(place + "advance/", {"state": "approved"})
    client.post(place + "complete/", {"on": "2026-06-25", "document_number": "临组〔2026〕31号"})
    page = client.get(place)
    assert page.context["held"].state == "completed"
    assert [line["name"] for line in page.context["kept"]] == ["赵砚禾"]
    assert client.get(place + "slate/").status_code == 302
    assert "may_edit" not in page.context and SlateSnapshot.objects.count() == 1


def test_a_post_without_a_person_is_a_slip(signed_in, turnover, towns):
    page = signed_in().post(f"/figures/turnover/{turnover.pk}/{towns[0].pk}/slate/", slate_form((None, "镇长")))
    assert page.status_code == 200 and "请选择人员" in page.content.decode()


def test_the_board_names_the_townships_that_miss_a_requirement(signed_in, turnover, towns):
    page = signed_in().get(f"/figures/turnover/{turnover.pk}/")
    (line,) = page.context["lines"]
    assert [name for name, _value, _href in line.places] == [town.name for town in towns]
    assert page.context["columns"][0]["cards"][0].missed == 1


def test_an_officer_sees_the_own_township_and_changes_nothing(signed_in, turnover, towns):
    client = signed_in(Role.TOWNSHIP_OFFICER, towns[0])
    page = client.get(f"/figures/turnover/{turnover.pk}/")
    assert [card.name for column in page.context["columns"] for card in column["cards"]] == [towns[0].name]
    assert client.get(f"/figures/turnover/{turnover.pk}/{towns[1].pk}/").status_code == 404
    assert client.post(f"/figures/turnover/{turnover.pk}/{towns[0].pk}/advance/", {"state": "plan"}).status_code == 403


def test_candidates_open_from_a_missed_requirement(signed_in, turnover, towns):
    records.person("赵砚禾", sex="2", unit=towns[0], establishment="1", status="1")
    asked = turnover.requirements.get()
    page = signed_in().get(f"/figures/turnover/{turnover.pk}/requirements/{asked.pk}/")
    assert [one.name for one in page.context["people"]] == ["赵砚禾"]


def test_places_and_careers_have_their_pages_and_workbook(signed_in, towns):
    client = signed_in()
    for address in ("/cadres/places/", "/cadres/places/?group=organs", "/cadres/careers/"):
        assert client.get(address).status_code == 200
    assert client.get("/cadres/places/export.xlsx").content[:2] == b"PK"
