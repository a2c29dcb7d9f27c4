"""The admin of a register's table: made from the declaration, within scope, writing through the actions."""

from types import ModuleType

import pytest
from django.contrib import admin
from django.urls import include, path

from cadres.models import TurnoverUnit
from portal.admin_registers import admin_of
from portal.models import AuditEvent
from portal.rules.roles import Role
from tests.portal.registers.declared import ORGANIZATIONS, TURNOVER

ADDRESS = "/admin/cadres/turnoverunit/"


@pytest.fixture(autouse=True)
def admin_pages(registers, settings):
    """The declared registers' pages in place of those that are there, with addresses of their own."""
    kept = dict(admin.site._registry)
    for register in (TURNOVER, ORGANIZATIONS):
        if admin.site.is_registered(register.model):
            admin.site.unregister(register.model)
        admin.site.register(register.model, admin_of(register))
    settings.ROOT_URLCONF = ModuleType("addresses")
    settings.ROOT_URLCONF.urlpatterns = [path("admin/", admin.site.urls), path("", include("portal.urls"))]
    yield
    admin.site._registry = kept


def form_of(made, **values):
    given = {"round": made.round_id, "unit": made.unit_id, "approved_posts": "", "held_on": "", "_save": "1"}
    return {**given, **values}


def test_the_list_is_the_scopes_and_shows_words(browser, officer, turnover):
    turnover("LX01")
    turnover("LX02")
    page = browser(officer).get(ADDRESS + "?q=").content.decode()
    assert "青石镇" in page and "白沙镇" not in page and "未启动" in page


def test_a_record_of_another_scope_is_not_opened(browser, officer, turnover):
    assert browser(officer).get(f"{ADDRESS}{turnover('LX02').pk}/change/").status_code == 302


def test_guarded_columns_are_left_out_without_their_right_and_their_opening_is_recorded(
    browser, officer, section, turnover
):
    made = turnover("LX01", document_number="临组密号")
    page = browser(officer).get(f"{ADDRESS}{made.pk}/change/").content.decode()
    assert "核定职数" in page and "批复文号" not in page and "临组密号" not in page
    assert not AuditEvent.objects.filter(action="turnoverunit.viewed").exists()
    assert "临组密号" in browser(section).get(f"{ADDRESS}{made.pk}/change/").content.decode()
    assert AuditEvent.objects.get(action="turnoverunit.viewed").user == section


def test_a_change_is_written_by_the_action_and_the_state_is_not_among_its_columns(browser, officer, turnover):
    made = turnover("LX01")
    answer = browser(officer).post(f"{ADDRESS}{made.pk}/change/", form_of(made, approved_posts="9", state="approved"))
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.approved_posts, made.state) == (9, "not_started")
    event = AuditEvent.objects.get(action="turnoverunit.changed")
    assert event.detail == {"register": "turnovers", "fields": ["approved_posts"], "mouth": "admin"}


def test_a_new_record_is_entered_and_a_foreign_unit_is_no_choice(browser, officer, county, round_of_2026):
    given = {"round": round_of_2026.pk, "unit": county["LX01"].pk, "approved_posts": "9", "held_on": "", "_save": "1"}
    assert browser(officer).post(f"{ADDRESS}add/", {**given, "unit": county["LX02"].pk}).status_code == 200
    assert not TurnoverUnit.objects.exists()
    assert browser(officer).post(f"{ADDRESS}add/", given).status_code == 302
    assert TurnoverUnit.objects.get().approved_posts == 9


def test_the_registers_check_stands_at_its_field(browser, officer, turnover):
    made = turnover("LX01")
    answer = browser(officer).post(f"{ADDRESS}{made.pk}/change/", form_of(made, held_on="2020-01-01"))
    assert answer.status_code == 200 and "选举日期不能早于今天。" in answer.content.decode()


def test_a_removal_is_the_actions(browser, officer, turnover):
    made = turnover("LX01")
    answer = browser(officer).post(f"{ADDRESS}{made.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302 and not TurnoverUnit.objects.exists()
    event = AuditEvent.objects.get(action="turnoverunit.removed")
    assert event.detail == {"register": "turnovers", "mouth": "admin"}


def test_rights_are_the_registers(browser, account, turnover):
    made = turnover("LX01")
    assert browser(account(Role.BRANCH_SECRETARY, "LX01")).get(ADDRESS).status_code == 403
    leader = browser(account(Role.LEADER, "LX"))
    assert leader.get(f"{ADDRESS}{made.pk}/change/").status_code == 200
    assert leader.post(f"{ADDRESS}{made.pk}/change/", form_of(made)).status_code == 403
