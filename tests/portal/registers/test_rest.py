"""Registers over REST: what there is, lists, records, versions and steps, strict and within scope."""

import pytest

from branches.models import PartyOrganization
from cadres.models import Appraisal, TurnoverUnit
from portal.models import AuditEvent
from portal.rules.roles import Role

pytestmark = pytest.mark.usefixtures("addresses")


@pytest.fixture
def theirs(api, officer):
    return api(user=officer)


@pytest.fixture
def ours(api, section):
    return api(user=section)


def error_codes(answer) -> dict:
    return {one.get("pointer", one.get("parameter")): one["code"] for one in answer.json()["errors"]}


def test_what_there_is_names_columns_choices_and_steps_the_account_may_see(theirs, ours, api):
    results = {one["name"]: one for one in theirs.get("registers/").json()["results"]}
    assert set(results) == {"turnovers", "appraisals", "organizations"}
    columns = {one["name"]: one for one in results["turnovers"]["columns"]}
    assert "document_number" not in columns and columns["unit"]["names"] == "portal.unit"
    assert results["turnovers"]["steps"][1]["asks"] == ["held_on"]
    organizations = {one["name"]: one for one in results["organizations"]["columns"]}
    assert organizations["category"]["choices"]["BR"] == "党支部" and organizations["category"]["required"]
    mine = {one["name"]: one for one in ours.get("registers/").json()["results"]}
    assert "document_number" in {one["name"] for one in mine["turnovers"]["columns"]}
    names = {one["name"] for one in api(Role.BRANCH_SECRETARY, "LX01").get("registers/").json()["results"]}
    assert names == {"organizations"}
    assert api(Role.AUDIT_ADMIN, None).get("registers/").status_code == 403


def test_the_list_is_the_scopes_by_pages(ours, theirs, turnover):
    made = [turnover(code, document_number="临组密号") for code in ("LX01", "LX02", "LX90")]
    page = ours.get("registers/turnovers/", limit="2", count="1").json()
    assert [one["id"] for one in page["results"]] == [one.pk for one in made[:2]] and page["count"] == 3
    assert page["results"][0]["unit"] == "LX01" and page["results"][0]["texts"]["unit"] == "青石镇"
    assert "document_number" not in page["results"][0]
    page = ours.get("registers/turnovers/", limit="2", cursor=page["cursor"]).json()
    assert [one["id"] for one in page["results"]] == [made[2].pk]
    assert [one["id"] for one in theirs.get("registers/turnovers/").json()["results"]] == [made[0].pk]


def test_the_filters_are_those_of_the_page_and_nothing_else(ours, turnover, county):
    turnover("LX0101")
    turnover("LX02")
    assert len(ours.get("registers/turnovers/", unit="LX01").json()["results"]) == 1
    assert len(ours.get("registers/turnovers/", q="白沙").json()["results"]) == 1
    assert ours.get("registers/turnovers/", state="plan").json()["results"] == []
    number = str(county["LX02"].pk)
    assert len(ours.get("registers/turnovers/", unit_id=number).json()["results"]) == 1
    for wrong in ({"state": "no"}, {"nothing": "1"}, {"unit_id": "x"}, {"round": "x" * 200}, {"limit": "0"}):
        assert ours.get("registers/turnovers/", **wrong).status_code == 400, wrong
    assert ours.get("registers/turnovers/", unit_id="999999999").status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_rows(ours, turnover):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    turnover("LX01")
    ours.get("registers/turnovers/")
    with CaptureQueriesContext(connection) as one:
        ours.get("registers/turnovers/")
    for code in ("LX02", "LX90", "LX0101"):
        turnover(code)
    with CaptureQueriesContext(connection) as many:
        ours.get("registers/turnovers/")
    assert len(many) == len(one)


def test_a_record_is_entered_and_told_back_with_its_version(theirs, round_of_2026):
    body = {"round": round_of_2026.pk, "unit": "LX01", "approved_posts": 9, "held_on": "2099-07-01"}
    answer = theirs.send("POST", "registers/turnovers/", body)
    told = answer.json()
    assert answer.status_code == 201 and answer["ETag"] == f'"{told["version"]}"'
    assert {name: told[name] for name in body} == body and told["state"] == "not_started"
    assert told["texts"] == {"round": "2026年换届", "unit": "青石镇", "state": "未启动"}


def test_bad_bodies_are_refused_field_by_field(theirs, round_of_2026):
    body = {"round": round_of_2026.pk, "unit": "LX02"}
    assert error_codes(theirs.send("POST", "registers/turnovers/", body)) == {"/unit": "out_of_scope"}
    assert error_codes(theirs.send("POST", "registers/turnovers/", {"unit": "LX01"})) == {"/round": "required"}
    wrong = {**body, "unit": "LX01"}
    for column, value in (
        ("approved_posts", -1), ("approved_posts", 10**9), ("approved_posts", "9"), ("held_on", "2026-02-30"),
        ("held_on", 5), ("round", True), ("round", 2**70), ("state", "plan"), ("document_number", "x"), ("x/y", 1),
        ("unit", None), ("unit", ""), ("held_on", "2020-01-01"),
    ):  # fmt: skip
        answer = theirs.send("POST", "registers/turnovers/", {**wrong, column: value})
        assert answer.status_code == 400, (column, value)
    for raw in (b"", b"[]", b"{", b'{"unit":"\\u0000"}', b'{"unit":"a","unit":"b"}'):
        assert theirs.send("POST", "registers/turnovers/", raw=raw).status_code == 400, raw
    assert not TurnoverUnit.objects.exists()


def test_a_record_of_another_scope_is_not_found(theirs, turnover):
    address = f"registers/turnovers/{turnover('LX02').pk}/"
    for answer in (
        theirs.get(address), theirs.send("PATCH", address, {"approved_posts": 1}), theirs.send("DELETE", address),
        theirs.get(f"{address}steps/"), theirs.send("POST", f"{address}steps/", {"step": "plan"}),
        theirs.get(f"registers/turnovers/{10**30}/"),
    ):  # fmt: skip
        assert answer.status_code == 404


def test_a_change_names_its_version_and_a_second_one_is_refused(theirs, turnover):
    address = f"registers/turnovers/{turnover('LX01').pk}/"
    tag = theirs.get(address)["ETag"]
    body = {"approved_posts": 9}
    assert theirs.send("PATCH", address, body).status_code == 428
    assert theirs.send("PATCH", address, body, headers={"If-Match": tag}).json()["approved_posts"] == 9
    assert theirs.send("PATCH", address, {"approved_posts": 7}, headers={"If-Match": tag}).status_code == 412
    assert theirs.send("DELETE", address, headers={"If-Match": tag}).status_code == 412
    tag = theirs.get(address)["ETag"]
    assert theirs.send("PATCH", address, {}, headers={"If-Match": tag}).status_code == 400
    assert theirs.send("DELETE", address, headers={"If-Match": tag}).status_code == 204
    assert theirs.get(address).status_code == 404


def test_what_others_point_at_is_not_removed(theirs, county):
    values = {"category": "COM", "sector": "township", "unit": county["LX01"]}
    above = PartyOrganization.objects.create(name="青石镇党委", **values)
    PartyOrganization.objects.create(name="上湾村党支部", parent=above, **values)
    address = f"registers/organizations/{above.pk}/"
    answer = theirs.send("DELETE", address, headers={"If-Match": theirs.get(address)["ETag"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "protected")


def test_guarded_columns_need_their_right_and_their_opening_is_recorded(theirs, ours, turnover):
    address = f"registers/turnovers/{turnover('LX01', document_number='临组密号').pk}/"
    assert "document_number" not in theirs.get(address).json()
    assert theirs.get("registers/turnovers/", q="临组密号").json()["results"] == []
    assert not AuditEvent.objects.filter(action="turnoverunit.viewed").exists()
    tag = theirs.get(address)["ETag"]
    refused = theirs.send("PATCH", address, {"document_number": "x"}, headers={"If-Match": tag})
    assert error_codes(refused) == {"/document_number": "unknown_field"}
    assert ours.get(address).json()["document_number"] == "临组密号"
    assert AuditEvent.objects.get(action="turnoverunit.viewed").detail["fields"] == ["document_number"]


def test_steps_are_taken_and_told(theirs, ours, api, turnover, officer):
    address = f"registers/turnovers/{turnover('LX01', by=officer, approved_posts=9).pk}/steps/"
    assert theirs.send("POST", address, {"step": "no"}).status_code == 400
    assert theirs.send("POST", address, {"step": "elect"}).status_code == 409
    assert theirs.send("POST", address, {"step": "plan"}).json()["state"] == "plan"
    assert error_codes(theirs.send("POST", address, {"step": "elect"})) == {"/held_on": "required"}
    assert theirs.send("POST", address, {"step": "elect", "held_on": "2099-07-01"}).status_code == 201
    refused = theirs.send("POST", address, {"step": "approve", "reason": "同意批复"})
    assert (refused.status_code, refused.json()["code"]) == (409, "second_person")
    assert api(Role.UNIT_HR, "LX01").send("POST", address, {"step": "approve"}).status_code == 403
    assert ours.send("POST", address, {"step": "approve", "reason": "同意批复"}).json()["state"] == "approved"
    steps = ours.get(address).json()["results"]
    assert [(one["step"], one["target"], one["reason"]) for one in steps] == [
        ("登记", "未启动", ""), ("上报方案", "方案报批", ""), ("登记选举", "选举", ""), ("批复", "批复", "同意批复"),
    ]  # fmt: skip


def test_people_are_named_by_their_number(theirs, person):
    here, foreign = person("李四"), person("王五", "LX02")
    body = {"person": here.pk, "year": 2025, "result": "1"}
    assert theirs.send("POST", "registers/appraisals/", body).json()["texts"]["person"] == "李四"
    assert theirs.send("POST", "registers/appraisals/", {**body, "person": foreign.pk}).status_code == 400
    assert theirs.send("POST", "registers/appraisals/", {**body, "result": "99"}).status_code == 400
    assert Appraisal.objects.count() == 1


def test_rights_are_the_registers(api, turnover):
    turnover("LX01")
    assert api(Role.BRANCH_SECRETARY, "LX01").get("registers/turnovers/").status_code == 403
    assert api(Role.LEADER, "LX").send("POST", "registers/turnovers/", {}).status_code == 403
    assert api().get("registers/turnovers/").status_code == 401
