"""The pages of a register: list, record, form, steps, history, export, each within scope and rights."""

import io

import pytest
from openpyxl import load_workbook

from branches.models import PartyOrganization
from cadres.models import Appraisal, TurnoverUnit
from portal.models import AuditEvent, UnitQuota
from portal.queries.versions import version_of
from portal.registers.actions import change_record
from portal.rules.roles import Role
from tests.portal.registers.conftest import TODAY
from tests.portal.registers.declared import TURNOVER


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_index_shows_only_what_the_account_may_view(browser, officer, account):
    page = text(browser(officer).get("/registers/"))
    assert "登记各乡镇换届进度。" in page and "年度考核" in page and "登记党组织。" in page
    page = text(browser(account(Role.BRANCH_SECRETARY, "LX0101")).get("/registers/"))
    assert "登记党组织。" in page and "换届" not in page


def test_the_navigation_leads_there_only_for_those_who_may_view_a_register(browser, officer, account):
    assert 'href="/registers/"' in text(browser(officer).get("/"))
    assert 'href="/registers/"' not in text(browser(account(Role.AUDIT_ADMIN, None)).get("/"))


def test_a_register_without_the_right_is_closed_and_one_there_is_not_is_not_found(browser, account):
    secretary = browser(account(Role.BRANCH_SECRETARY, "LX0101"))
    assert secretary.get("/registers/turnovers/").status_code == 403
    assert secretary.get("/registers/nothing/").status_code == 404


def test_the_list_holds_the_scope_and_its_filters_count(browser, officer, turnover):
    turnover("LX01", approved_posts=9)
    turnover("LX02")
    page = text(browser(officer).get("/registers/turnovers/"))
    assert "青石镇" in page and "白沙镇" not in page and "未启动（1）" in page and "2026年换届（1）" in page
    assert "没有符合条件的记录" in text(browser(officer).get("/registers/turnovers/?state=plan"))
    assert "筛选条件无法识别" not in text(browser(officer).get("/registers/turnovers/?round=999999999999999999999"))


@pytest.mark.parametrize("query", ["round=x", "after=x", "sort=-unit", "q=%00", "unit=LX01", "limit=1", "count=1"])
def test_no_address_of_the_list_breaks_it(browser, section, turnover, query):
    turnover("LX01")
    text(browser(section).get(f"/registers/turnovers/?{query}"))


def test_the_list_asks_the_same_number_of_questions_for_many_rows_as_for_one(
    browser, section, county, round_of_2026, person
):
    TurnoverUnit.objects.create(round=round_of_2026, unit=county["LX01"])
    client = browser(section)
    client.get("/registers/turnovers/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get("/registers/turnovers/")
    for code in ("LX02", "LX90", "LX0101", "LX"):
        TurnoverUnit.objects.create(round=round_of_2026, unit=county[code])
    with CaptureQueriesContext(connection) as many:
        client.get("/registers/turnovers/")
    assert len(many) == len(one)


def test_the_guarded_column_is_withheld_everywhere_without_its_right(browser, officer, section, turnover):
    made = turnover("LX01", document_number="临组密号")
    theirs = browser(officer)
    pages = ["", f"{made.pk}/", f"{made.pk}/edit/", f"{made.pk}/history/", "new/"]
    for page in pages:
        shown = text(theirs.get(f"/registers/turnovers/{page}"))
        assert "临组密号" not in shown and "批复文号" not in shown, page
    assert "没有符合条件" in text(theirs.get("/registers/turnovers/?q=临组密号"))
    ours = browser(section)
    for page in pages[:-1]:
        assert "临组密号" in text(ours.get(f"/registers/turnovers/{page}")), page


def test_every_opening_of_guarded_content_is_recorded(browser, officer, section, turnover):
    made = turnover("LX01", document_number="临组密号")
    plain = turnover("LX02")
    browser(officer).get(f"/registers/turnovers/{made.pk}/")
    browser(section).get(f"/registers/turnovers/{plain.pk}/")
    assert not AuditEvent.objects.filter(action="turnoverunit.viewed").exists()
    browser(section).get(f"/registers/turnovers/{made.pk}/")
    event = AuditEvent.objects.get(action="turnoverunit.viewed")
    assert event.detail == {"register": "turnovers", "fields": ["document_number"]} and event.user == section


def test_a_record_of_another_scope_is_not_found_on_any_page(browser, officer, turnover):
    foreign = turnover("LX02")
    client = browser(officer)
    for page in ("", "edit/", "remove/", "history/"):
        assert client.get(f"/registers/turnovers/{foreign.pk}/{page}").status_code == 404
    assert client.post(f"/registers/turnovers/{foreign.pk}/steps/plan/").status_code == 404
    assert client.get(f"/registers/turnovers/{10**30}/").status_code == 404


def test_a_record_is_entered_from_its_owner_with_what_is_known(browser, officer, county, round_of_2026):
    client = browser(officer)
    page = text(client.get(f"/registers/turnovers/new/?unit={county['LX01'].pk}"))
    assert '<option value="LX01" selected>青石镇</option>' in page and 'value="9"' in page
    assert client.get(f"/registers/turnovers/new/?unit={county['LX02'].pk}").status_code == 404
    assert client.get("/registers/turnovers/new/?unit=x").status_code == 404
    given = {"round": round_of_2026.pk, "unit": "LX01", "approved_posts": "9", "held_on": ""}
    answer = client.post(f"/registers/turnovers/new/?unit={county['LX01'].pk}", {**given, "again": "1"})
    assert answer.url == f"/registers/turnovers/new/?unit={county['LX01'].pk}"
    assert TurnoverUnit.objects.get().approved_posts == 9


def test_mistakes_are_told_at_their_fields(browser, officer, round_of_2026):
    given = {"round": round_of_2026.pk, "unit": "LX02", "approved_posts": "-1", "held_on": "2026-13-45"}
    answer = browser(officer).post("/registers/turnovers/new/", given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"unit", "approved_posts", "held_on"}


def test_the_action_refusal_of_a_column_stands_at_its_field(browser, officer, round_of_2026):
    given = {"round": round_of_2026.pk, "unit": "LX01", "held_on": "2020-01-01"}
    answer = browser(officer).post("/registers/turnovers/new/", given)
    assert answer.status_code == 422 and answer.context["form"].errors["held_on"] == ["选举日期不能早于今天。"]


def test_a_second_editor_is_told_what_changed_and_nothing_is_overwritten(browser, officer, section, turnover):
    made = turnover("LX01", approved_posts=9)
    old = version_of(made)
    change_record(register=TURNOVER, record=made, changes={"approved_posts": 11}, by=section, today=TODAY)
    given = {"round": made.round_id, "unit": "LX01", "approved_posts": "7", "made_from": old}
    answer = browser(officer).post(f"/registers/turnovers/{made.pk}/edit/", given)
    assert answer.status_code == 409
    assert answer.context["conflicts"] == [("核定职数", "11", "7")]
    made.refresh_from_db()
    assert made.approved_posts == 11
    given["made_from"] = answer.context["version"]
    assert browser(officer).post(f"/registers/turnovers/{made.pk}/edit/", given).status_code == 302


def test_a_wrong_page_sent_again_still_knows_what_it_was_made_from(browser, officer, section, turnover):
    made = turnover("LX01", approved_posts=9)
    old = version_of(made)
    change_record(register=TURNOVER, record=made, changes={"approved_posts": 11}, by=section, today=TODAY)
    given = {"round": made.round_id, "unit": "LX01", "approved_posts": "x", "made_from": old}
    answer = browser(officer).post(f"/registers/turnovers/{made.pk}/edit/", given)
    assert answer.status_code == 422 and f'value="{old}"' in answer.content.decode()


def test_a_step_beyond_ones_rights_says_who_may_take_it(browser, account, officer, section, turnover):
    made = turnover("LX01", by=officer, approved_posts=9)
    address, leader = f"/registers/turnovers/{made.pk}/", browser(account(Role.LEADER, "LX"))
    assert "上报方案：由有“维护干部信息”权限的同事办理。" in text(leader.get(address))
    assert "由有“" not in text(browser(section).get(address))
    TurnoverUnit.objects.filter(pk=made.pk).update(state="elected")
    assert "由有“" not in text(leader.get(address))
    assert "批复：由有“复核审批”权限的同事办理。" in text(browser(account(Role.UNIT_HR, "LX")).get(address))


def test_steps_are_taken_on_the_record_and_told_with_who_when_and_why(browser, officer, section, turnover):
    made = turnover("LX01", by=officer, approved_posts=9)
    client = browser(officer)
    page = text(client.get(f"/registers/turnovers/{made.pk}/"))
    assert "上报方案" in page and "登记选举" not in page
    version = version_of(made)
    assert client.post(f"/registers/turnovers/{made.pk}/steps/plan/", {"plan-made_from": version}).status_code == 302
    answer = client.post(f"/registers/turnovers/{made.pk}/steps/elect/", {"elect-held_on": ""})
    assert answer.status_code == 422
    client.post(f"/registers/turnovers/{made.pk}/steps/elect/", {"elect-held_on": "2099-07-01"})
    made.refresh_from_db()
    assert (made.state, str(made.held_on)) == ("elected", "2099-07-01")
    assert "须由两人办理" in text(client.get(f"/registers/turnovers/{made.pk}/"))
    answer = client.post(f"/registers/turnovers/{made.pk}/steps/approve/", {"approve-reason": "同意"})
    assert answer.status_code == 422
    other = browser(section)
    other.post(f"/registers/turnovers/{made.pk}/steps/approve/", {"approve-reason": "同意批复"})
    page = text(other.get(f"/registers/turnovers/{made.pk}/"))
    assert "同意批复" in page and str(section) in page and "办理经过" in page
    assert other.post(f"/registers/turnovers/{made.pk}/steps/nothing/").status_code == 404


def test_the_history_tells_old_and_new_in_words(browser, section, turnover):
    made = turnover("LX01", approved_posts=9)
    client = browser(section)
    client.post(f"/registers/turnovers/{made.pk}/steps/plan/")
    page = text(client.get(f"/registers/turnovers/{made.pk}/history/"))
    assert '<del class="old">未启动</del>' in page and '<ins class="new">方案报批</ins>' in page
    assert "2026年换届" in page and section.full_name in page


def test_a_record_is_removed_after_one_more_question(browser, officer, turnover):
    made = turnover("LX01")
    client = browser(officer)
    assert "不删除" in text(client.get(f"/registers/turnovers/{made.pk}/remove/"))
    assert TurnoverUnit.objects.exists()
    version = version_of(made)
    assert client.post(f"/registers/turnovers/{made.pk}/remove/", {"made_from": version}).status_code == 302
    assert not TurnoverUnit.objects.exists()


def test_the_export_holds_what_is_on_screen_and_is_recorded(browser, section, officer, turnover):
    turnover("LX01", approved_posts=9, document_number="=1+1")
    turnover("LX02")
    answer = browser(section).get("/registers/turnovers/export/?unit=LX01")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[2][:5] == ("乡镇", "名称", "进度", "核定职数", "批复文号")
    assert [row[:5] for row in rows[3:]] == [("青石镇", "2026年换届", "未启动", "9", "=1+1")]
    event = AuditEvent.objects.get(action="turnoverunit.exported")
    assert event.detail["records"] == 1 and "document_number" in event.detail["columns"]
    rows = list(load_workbook(io.BytesIO(browser(officer).get("/registers/turnovers/export/").content)).active.values)
    assert "批复文号" not in rows[2]


def test_the_export_is_closed_without_its_right(browser, account, turnover):
    turnover("LX01")
    assert browser(account(Role.UNIT_HR, "LX01")).get("/registers/turnovers/export/").status_code == 403


def test_the_person_is_chosen_within_the_scope_by_name_pinyin_initials_or_last_digits(browser, officer, person):
    here = person("张三丰", "LX01", id_number="999999198503070014")
    person("张三丰", "LX02")
    client = browser(officer)
    address = "/registers/choose/cadres.person/?from=person"
    for typed in ("张三", "zhangsan", "zsf", here.id_masked[-4:]):
        page = text(client.get(address, {"from": "person", "person": typed}))
        assert f"张三丰 #{here.pk}" in page and page.count("<li") == 1, typed
    assert "没有找到" in text(client.get(address, {"from": "person", "person": "李"}))
    assert client.get("/registers/choose/portal.user/").status_code == 404
    assert client.get("/registers/choose/portal.storedfile/").status_code == 404


def test_an_account_that_enters_nothing_gets_no_suggestions(browser, account):
    assert browser(account(Role.AUDIT_ADMIN, None)).get("/registers/choose/cadres.person/").status_code == 403


def test_units_have_their_page_with_the_records_they_own(browser, officer, county, turnover):
    turnover("LX01", approved_posts=9)
    page = text(browser(officer).get(f"/units/{county['LX01'].pk}/"))
    assert "register-turnovers" in page and f"/registers/turnovers/new/?unit={county['LX01'].pk}" in page
    assert f"/registers/organizations/new/?unit={county['LX01'].pk}" in page


def test_people_have_their_page_with_the_records_they_own(browser, officer, account, person):
    one = person("李四")
    Appraisal.objects.create(person=one, year=2025, result="1")
    page = text(browser(officer).get(f"/cadres/people/{one.pk}/"))
    assert "register-appraisals" in page and f"/registers/appraisals/new/?person={one.pk}" in page
    page = text(browser(account(Role.LEADER, "LX")).get(f"/cadres/people/{one.pk}/"))
    assert "register-appraisals" in page and "/registers/appraisals/new/" not in page


def test_the_list_of_one_owner_is_the_owners_alone(browser, officer, person):
    one, other = person("李四"), person("王五")
    for who in (one, other):
        Appraisal.objects.create(person=who, year=2025, result="1")
    page = text(browser(officer).get(f"/registers/appraisals/?person={one.pk}"))
    assert "只列“李四”的记录" in page and "王五" not in page
    assert browser(officer).get(f"/registers/appraisals/?person={person('赵六', 'LX02').pk}").status_code == 404


def test_a_register_of_many_people_takes_the_person_from_a_typed_name(browser, officer, person, monkeypatch):
    monkeypatch.setattr("portal.forms.columns.MOST_CHOICES", 0)
    one = person("李四")
    client = browser(officer)
    page = text(client.get(f"/registers/appraisals/new/?person={one.pk}"))
    assert f'value="李四 #{one.pk}"' in page
    assert (
        client.post("/registers/appraisals/new/", {"person": "李四", "year": "2025", "result": "1"}).status_code == 302
    )
    foreign = person("王五", "LX02")
    for typed in ("王五", f"王五 #{foreign.pk}", "#999999999999999999", "没有的人"):
        answer = client.post("/registers/appraisals/new/", {"person": typed, "year": "2024", "result": "1"})
        assert answer.status_code == 422, typed
    assert Appraisal.objects.get().person == one


def test_only_registers_are_shown_that_name_the_owner(browser, officer, county):
    assert UnitQuota not in [table.register.model for table in text_tables(browser(officer), county["LX01"])]


def text_tables(client, unit):
    return client.get(f"/units/{unit.pk}/").context["tables"]


def test_the_audit_page_tells_what_was_done_in_words(browser, officer, account, turnover):
    turnover("LX01", by=officer)
    page = text(browser(account(Role.AUDIT_ADMIN, None)).get("/audit/"))
    assert "登记换届乡镇" in page and "turnoverunit.added" not in page


def test_what_is_known_of_the_owner_chosen_later_fills_in_the_rest_and_keeps_what_was_typed(
    browser, officer, round_of_2026
):
    client = browser(officer)
    page = client.get("/registers/turnovers/new/")
    assert page.context["form"]["approved_posts"].value() is None
    typed = {"round": round_of_2026.pk, "unit": "LX01", "approved_posts": "", "filled": "{}", "refill": "1"}
    form = client.post("/registers/turnovers/new/", typed).context["form"]
    assert (form["approved_posts"].value(), form["round"].value()) == (9, str(round_of_2026.pk))
    form = client.post("/registers/turnovers/new/", {**typed, "approved_posts": "7"}).context["form"]
    assert form["approved_posts"].value() == "7"
    again = {**typed, "approved_posts": "8", "filled": '{"approved_posts": "8"}'}
    assert client.post("/registers/turnovers/new/", again).context["form"]["approved_posts"].value() == 9
    for odd in ("[]", "x", "null"):
        assert client.post("/registers/turnovers/new/", {**typed, "filled": odd}).status_code == 200
    assert not TurnoverUnit.objects.exists()


def test_what_stands_there_from_another_scope_may_stay_though_nobody_here_could_choose_it(
    browser, officer, county, turnover
):
    values = {"name": "青石镇党委", "category": "COM", "sector": "township", "unit": county["LX01"]}
    above = PartyOrganization.objects.create(**{**values, "name": "县直机关党工委", "unit": county["LX90"]})
    held = PartyOrganization.objects.create(**values, parent=above)
    given = {**values, "unit": "LX01", "parent": above.pk, "name": "中共青石镇委员会"}
    client = browser(officer)
    assert client.post(f"/registers/organizations/{held.pk}/edit/", given).status_code == 302
    held.refresh_from_db()
    assert (held.name, held.parent) == ("中共青石镇委员会", above)
    assert client.post("/registers/organizations/new/", given).status_code == 422


def test_a_step_on_a_page_that_is_no_longer_true_goes_back_to_the_record(browser, officer, section, turnover):
    made = turnover("LX01", approved_posts=9)
    old = version_of(made)
    change_record(register=TURNOVER, record=made, changes={"approved_posts": 11}, by=section, today=TODAY)
    answer = browser(officer).post(f"/registers/turnovers/{made.pk}/steps/plan/", {"plan-made_from": old}, follow=True)
    assert "已被他人修改" in text(answer)
    made.refresh_from_db()
    assert made.state == "not_started"
