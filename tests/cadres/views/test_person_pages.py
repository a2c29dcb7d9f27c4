"""The list of people, one person's page, and changing what stands there."""

import io

import openpyxl
import pytest

from cadres.models import Appointment, Person
from portal.models import AuditEvent
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

NUMBER = "999999198703010016"


def edit_of(client, person, address="edit/"):
    """What a form of the person would send unchanged."""
    context = client.get(f"/cadres/people/{person.pk}/{address}").context
    values = {
        bound.html_name: "" if bound.value() is None else bound.value() for bound in context["form"].visible_fields()
    }
    return values | {"version": context["version"]}


def names_on(client, query=""):
    return [line.person.name for line in client.get(f"/cadres/people/{query}").context["lines"]]


def test_people_of_other_units_are_neither_listed_nor_found(sign_in, person):
    mine, other = person("测甲"), person("测乙", unit="LX02")
    client = sign_in(Role.TOWNSHIP_OFFICER, "LX01")
    assert names_on(client) == ["测甲"]
    for address in ("", "edit/", "history/", "photo/", "form.lrmx", "resume/", "facts/education/"):
        assert client.get(f"/cadres/people/{other.pk}/{address}").status_code == 404
    assert client.get(f"/cadres/review/{other.pk}/").status_code == 404
    assert client.get(f"/cadres/people/{mine.pk}/").status_code == 200


def test_the_list_is_filtered_by_age_on_the_day_and_by_membership_of_a_team(sign_in, person, county):
    young, old = person("测甲", born=PartialDate(1996, 7)), person("测乙", born=PartialDate(1970, 1))
    Appointment.objects.create(
        person=old, unit=county["LX01"], unit_text="青石镇", title="镇长", is_team_member=True, member_kind="1",
        began=PartialDate(2020, 1),
    )  # fmt: skip
    client = sign_in()
    assert names_on(client, "?age_to=29&as_of=2026-06-30") == [young.name]
    assert names_on(client, "?age_to=29&as_of=2026-07-01") == []
    assert names_on(client, "?team=1&as_of=2026-06-30") == [old.name]
    assert names_on(client, "?team=1&as_of=2019-12-31") == []
    assert names_on(client, "?unit=白沙镇") == []
    assert names_on(client, "?q=ceyi") == [old.name]


def test_a_filter_that_cannot_be_read_is_said_and_nothing_breaks(sign_in, person):
    person()
    client = sign_in()
    for query in ("?age_from=x", "?age_to=-1", "?unit=%00", "?q=%25", "?as_of=never", "?after=junk"):
        assert client.get(f"/cadres/people/{query}").status_code == 200


def test_the_list_on_screen_is_exported_with_masked_numbers_and_the_export_recorded(sign_in, person):
    person("测甲", id_number=NUMBER)
    person("测乙", unit="LX02")
    client = sign_in()
    answer = client.get("/cadres/people/export.xlsx?unit=LX01")
    rows = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4)
    ]
    assert [row[1] for row in rows] == ["测甲"]
    assert NUMBER not in str(rows)
    assert AuditEvent.objects.get(action="people.exported").detail["people"] == 1
    assert sign_in(Role.UNIT_HR, "LX").get("/cadres/people/export.xlsx").status_code == 403


def test_the_page_says_why_the_months_are_what_they_are_and_when_they_are_enough(sign_in, person):
    page = sign_in().get(f"/cadres/people/{person().pk}/?as_of=2025-12-31").content.decode()
    assert "<strong>23</strong>" in page
    assert "未达到要求" in page
    page = sign_in(name="other").get(f"/cadres/people/{Person.objects.get().pk}/?as_of=2026-01-31").content.decode()
    assert "达到要求" in page
    assert AuditEvent.objects.filter(action="person.viewed").count() == 2


def test_the_full_number_needs_the_right_and_a_reason_and_is_recorded(sign_in, person):
    made = person(id_number=NUMBER)
    client, leader = sign_in(), sign_in(Role.LEADER, "LX")
    assert leader.get(f"/cadres/people/{made.pk}/id-number/").status_code == 403
    assert NUMBER not in client.get(f"/cadres/people/{made.pk}/").content.decode()
    refused = client.post(f"/cadres/people/{made.pk}/id-number/", {"reason": " "})
    assert refused.status_code == 422
    assert NUMBER not in refused.content.decode()
    assert NUMBER in client.post(f"/cadres/people/{made.pk}/id-number/", {"reason": "核对任免表"}).content.decode()
    assert AuditEvent.objects.filter(action="person.id_number_viewed").count() == 1


def test_family_is_shown_only_to_those_who_may_see_it(sign_in, person):
    made = person()
    made.family.create(relation="妻子", name="测家属")
    assert "测家属" in sign_in().get(f"/cadres/people/{made.pk}/").content.decode()
    clerk = sign_in(Role.UNIT_HR, "LX")
    assert "测家属" not in clerk.get(f"/cadres/people/{made.pk}/").content.decode()
    assert "测家属" not in clerk.get(f"/cadres/people/{made.pk}/history/").content.decode()
    assert clerk.get(f"/cadres/people/{made.pk}/facts/family/").status_code == 404


def test_a_second_editor_sees_what_the_first_one_saved(sign_in, person):
    made, client = person(), sign_in()
    stale = edit_of(client, made)
    assert client.post(f"/cadres/people/{made.pk}/edit/", stale | {"native_place": "甲地"}).status_code == 302
    answer = client.post(f"/cadres/people/{made.pk}/edit/", stale | {"native_place": "乙地"})
    assert answer.status_code == 409
    assert "甲地" in answer.content.decode()
    assert "乙地" in answer.content.decode()
    made.refresh_from_db()
    assert made.native_place == "甲地"


def test_an_impossible_date_and_a_unit_outside_the_scope_are_named_at_their_fields(sign_in, person):
    made, client = person(), sign_in(Role.TOWNSHIP_OFFICER, "LX01")
    answer = client.post(
        f"/cadres/people/{made.pk}/edit/", edit_of(client, made) | {"born": "1987.02.30", "unit": "LX02"}
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"born", "unit"}


def test_a_fact_is_added_changed_and_ended_on_the_page(sign_in, person):
    made, client = person(), sign_in()
    new = edit_of(client, made, "facts/appointment/") | {"unit_text": "青石镇", "title": "副镇长", "began": "2024.01"}
    assert client.post(f"/cadres/people/{made.pk}/facts/appointment/", new).status_code == 302
    post = made.appointments.get()
    address = f"facts/appointment/{post.pk}/"
    stale = edit_of(client, made, address)
    assert client.post(f"/cadres/people/{made.pk}/{address}", stale | {"ended": "2025.02"}).status_code == 302
    assert client.post(f"/cadres/people/{made.pk}/{address}", stale | {"ended": "2025.03"}).status_code == 409
    post.refresh_from_db()
    assert str(post.ended) == "2025.02"
    page = client.get(f"/cadres/people/{made.pk}/history/").content.decode()
    assert "终止时间" in page
    assert client.post(f"/cadres/people/{made.pk}/{address}", {"remove": "1"}).status_code == 302
    assert not made.appointments.exists()


@pytest.mark.parametrize(
    "kind", ["appointment", "rank", "education", "qualification", "award", "appraisal", "family", "source_tag"]
)
def test_every_kind_of_fact_has_a_form(sign_in, person, kind):
    assert sign_in().get(f"/cadres/people/{person().pk}/facts/{kind}/").status_code == 200


def test_the_appointment_form_comes_out_as_lrmx(sign_in, person):
    answer = sign_in().get(f"/cadres/people/{person().pk}/form.lrmx")
    assert b"<XingMing>" in answer.content.lstrip(b"\xef\xbb\xbf")
    assert "测甲" in answer.content.decode("utf-8-sig")


def test_looking_at_the_resume_and_the_history_leaves_an_event_each(sign_in, person):
    client, someone = sign_in(), person()
    for page in ("resume", "history"):
        assert client.get(f"/cadres/people/{someone.pk}/{page}/").status_code == 200
        event = AuditEvent.objects.get(action=f"person.{page}_viewed")
        assert (event.user, event.target_id) == (client.user, str(someone.pk))
