"""People over REST: who sees whom, pages that hold still, changes that name their version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.actions.facts import add_fact
from cadres.queries.people import version_of
from cadres.rules.id_number import check_character
from portal.models import AuditEvent
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

NUMBER = "99999919850301001"
NUMBER += check_character(NUMBER)


def names(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [row["name"] for row in response.json()["results"]]


def test_a_township_sees_its_own_people_by_pinyin(api, person):
    person("周平"), person("安静", "LX0101"), person("马力", "LX02"), person("任远", "LX90")
    assert names(api(Role.TOWNSHIP_OFFICER, "LX01").get("people/")) == ["安静", "周平"]
    assert names(api(Role.CADRE_SECTION, "LX").get("people/")) == ["安静", "马力", "任远", "周平"]


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"note": "x"}),
        ("GET", "resume/", None),
        ("PUT", "resume/", {"text": "1990.01--2000.01  甲"}),
        ("GET", "facts/education/", None),
        ("POST", "facts/award/", {"name": "记功"}),
        ("PATCH", "facts/award/1/", {"name": "记功"}),
        ("DELETE", "facts/award/1/", None),
        ("GET", "lrmx/", None),
    ],
)
def test_somebody_of_another_unit_is_not_there_whatever_is_asked(api, person, method, address, body):
    other = person("马力", "LX02")
    headers = {"If-Match": f'"{version_of(other)}"'}
    response = api(Role.TOWNSHIP_OFFICER, "LX01").send(method, f"people/{other.pk}/{address}", body, headers=headers)
    assert response.status_code == 404
    assert "马力" not in response.content.decode()


def test_the_full_number_of_somebody_of_another_unit_is_not_there(api, person):
    other = person("马力", "LX02", id_number=NUMBER)
    client = api(Role.CADRE_SECTION, "LX01")
    assert client.get(f"people/{other.pk}/id-number/", reason="核对身份").status_code == 404


def test_the_full_number_needs_the_right_and_a_reason_and_leaves_a_trace(api, person):
    someone = person("周平", id_number=NUMBER)
    address = f"people/{someone.pk}/id-number/"
    assert api(Role.TOWNSHIP_OFFICER, "LX01").get(address, reason="核对身份").status_code == 403
    section = api(Role.CADRE_SECTION, "LX")
    assert section.get(address).status_code == 400
    assert not AuditEvent.objects.filter(action="person.id_number_viewed").exists()
    assert section.get(address, reason="核对身份").json()["id_number"] == NUMBER
    assert AuditEvent.objects.get(action="person.id_number_viewed").detail == {"reason": "核对身份"}


def test_numbers_are_masked_everywhere_else(api, person):
    someone = person("周平", id_number=NUMBER)
    client = api(Role.CADRE_SECTION, "LX")
    for address in ("people/", f"people/{someone.pk}/"):
        text = client.get(address).content.decode()
        assert NUMBER not in text
        assert "999999********0018"[:6] in text


def test_an_id_number_finds_its_owner_only_for_those_who_may_see_it(api, person):
    person("周平", id_number=NUMBER)
    assert names(api(Role.CADRE_SECTION, "LX").get("people/", q=NUMBER)) == ["周平"]
    assert names(api(Role.TOWNSHIP_OFFICER, "LX01").get("people/", q=NUMBER)) == []


@pytest.mark.parametrize("word", ["欧阳", "oyjg", "ouyang", "建"])
def test_a_name_is_found_by_its_parts_its_pinyin_and_its_initials(api, person, word):
    person("欧阳建国"), person("王岚")
    assert names(api(Role.CADRE_SECTION, "LX").get("people/", q=word)) == ["欧阳建国"]


def test_people_are_narrowed_by_sex_unit_and_birth(api, person):
    person("周平", sex="2", born=PartialDate(1990, 5)), person("安静", "LX02", sex="2"), person("王岚")
    client = api(Role.CADRE_SECTION, "LX")
    assert names(client.get("people/", sex="2")) == ["安静", "周平"]
    assert names(client.get("people/", unit="LX01", born_from="1990")) == ["周平"]
    assert client.get("people/", unit="NONE").status_code == 404


def test_team_members_of_a_day_are_those_whose_post_holds_that_day(api, person, county):
    values = {"unit": county["LX01"], "title": "镇长", "is_team_member": True, "member_kind": "1"}
    holder = person("周平")
    add_fact(
        person=holder, kind="appointment", by=None,
        values={**values, "began": PartialDate(2021, 1), "ended": PartialDate(2025, 6, 1)},
    )  # fmt: skip
    client = api(Role.CADRE_SECTION, "LX")
    assert names(client.get("people/", team_on="2025-05-31")) == ["周平"]
    assert names(client.get("people/", team_on="2025-06-01")) == []


def test_pages_neither_repeat_nor_skip_when_people_are_added_between_them(api, person):
    for name in ("安一", "白二", "陈三", "丁四", "方五"):
        person(name)
    client = api(Role.CADRE_SECTION, "LX")
    first = client.get("people/", limit=2, count=1).json()
    assert [row["name"] for row in first["results"]] == ["安一", "白二"]
    assert (first["count"], first["count_capped"]) == (5, False)
    person("艾零")  # before the page already read
    person("陈六")  # after it
    second = client.client.get(first["next"], headers=client.headers).json()
    third = client.client.get(second["next"], headers=client.headers).json()
    read = [row["name"] for page in (first, second, third) for row in page["results"]]
    assert read == ["安一", "白二", "陈六", "陈三", "丁四", "方五"]
    assert third["next"] is None


def test_a_cursor_of_another_list_is_refused(api, person, county):
    client = api(Role.CADRE_SECTION, "LX")
    cursor = client.get("units/", limit=1).json()["cursor"]
    assert client.get("people/", cursor=cursor).json()["code"] == "bad_cursor"


def test_a_longer_list_costs_no_more_queries(api, person):
    client = api(Role.CADRE_SECTION, "LX")

    def queries(address) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    someone = person("周平")
    few = queries("people/"), queries(f"people/{someone.pk}/")
    for number in range(12):
        person(f"王{'一二三四五六七八九十甲乙'[number]}")
        add_fact(person=someone, kind="appraisal", values={"year": 2010 + number, "result": "1"}, by=None)
        add_fact(person=someone, kind="award", values={"name": f"嘉奖{number}"}, by=None)
    assert (queries("people/"), queries(f"people/{someone.pk}/")) == few


def test_a_change_with_the_version_read_is_made_and_recorded(api, person):
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    read = client.get(f"people/{someone.pk}/")
    changes = {"name": "周 平平", "born": "1986.07", "two_years_grassroots": True}
    response = client.send(
        "PATCH", f"people/{someone.pk}/", changes, headers={"If-Match": read.headers["ETag"]}
    )  # fmt: skip
    assert response.status_code == 200, response.content
    assert response.headers["ETag"] != read.headers["ETag"]
    someone.refresh_from_db()
    assert (someone.name, someone.initials, str(someone.born)) == ("周平平", "zpp", "1986.07")
    assert AuditEvent.objects.get(action="person.changed").detail == {
        "fields": ["born", "name", "two_years_grassroots"]
    }


def test_the_second_of_two_changes_from_one_version_is_refused(api, person):
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    tag = client.get(f"people/{someone.pk}/").headers["ETag"]
    statuses = [
        client.send("PATCH", f"people/{someone.pk}/", {"note": note}, headers={"If-Match": tag}).status_code
        for note in ("甲", "乙")
    ]
    assert statuses == [200, 412]
    someone.refresh_from_db()
    assert someone.note == "甲"


def test_a_number_already_on_file_is_refused_without_a_word_on_its_owner(api, person):
    person("马力", "LX02", id_number=NUMBER)
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    response = client.send(
        "PATCH", f"people/{someone.pk}/", {"id_number": NUMBER}, headers={"If-Match": f'"{version_of(someone)}"'}
    )
    assert response.json()["code"] == "id_number_taken"
    assert "马力" not in response.content.decode() and "白沙" not in response.content.decode()


def test_facts_are_added_changed_and_taken_out_with_one_event_each(api, person, county):
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    address = f"people/{someone.pk}/facts/appointment/"
    made = client.send("POST", address, {"unit": "LX01", "title": "镇长", "began": "2021.06"})
    assert made.status_code == 201, made.content
    assert made.json()["unit_text"] == "青石镇"
    one = f"{address}{made.json()['id']}/"
    assert client.send("PATCH", one, {"ended": "2020"}).status_code == 400
    assert client.send("PATCH", one, {"ended": "2025.06"}).json()["ended"] == "2025.06"
    assert client.send("DELETE", one).status_code == 204
    assert client.get(address).json() == {"results": []}
    actions = AuditEvent.objects.filter(action__startswith="appointment.").values_list("action", flat=True)
    assert sorted(actions) == ["appointment.added", "appointment.changed", "appointment.removed"]


def test_two_ranks_of_one_kind_at_once_are_refused_in_words(api, person):
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    body = {"sequence": "rank", "code": "11", "began": "2021"}
    address = f"people/{someone.pk}/facts/rank/"
    first = client.send("POST", address, body)
    assert first.status_code == 201, first.content
    again = client.send("POST", address, body)
    assert again.status_code == 400
    assert "重叠" in again.json()["detail"]


def test_family_is_closed_without_its_right(api, person):
    someone = person("周平")
    add_fact(person=someone, kind="family", values={"relation": "父亲", "name": "周大山"}, by=None)
    clerk = api(Role.UNIT_HR, "LX01")
    assert clerk.get(f"people/{someone.pk}/").json()["facts"]["family"] is None
    assert clerk.get(f"people/{someone.pk}/facts/family/").status_code == 404
    assert "周大山" in api(Role.TOWNSHIP_OFFICER, "LX01").get(f"people/{someone.pk}/").content.decode()


def test_a_resume_is_read_into_spells_with_its_township_months(api, person):
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    text = "2010.07--2015.08  青石镇干部\n2015.08--        临溪县民政局科员"
    written = client.send("PUT", f"people/{someone.pk}/resume/", {"text": text})
    assert written.status_code == 200, written.content
    document = client.get(f"people/{someone.pk}/resume/", as_of="2026-06-30").json()
    assert document["township"]["months"] == 61
    assert [spell["township_months"] for spell in document["spells"]] == [61, 0]


def test_looking_at_a_card_is_recorded(api, person):
    someone = person("周平")
    api(Role.TOWNSHIP_OFFICER, "LX01").get(f"people/{someone.pk}/", as_of="2026-06-30")
    event = AuditEvent.objects.get(action="person.viewed")
    assert (event.target_id, event.detail) == (str(someone.pk), {"as_of": "2026-06-30"})
