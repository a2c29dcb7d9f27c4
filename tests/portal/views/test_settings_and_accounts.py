"""The rules page, accounts, grants and tokens."""

import datetime
from dataclasses import fields

import pytest
from django.utils import timezone

from cadres.rules.age import AgeBoundary, AgePrecision, AgeRule
from cadres.rules.township_rule import COUNTABLE_KINDS, TownshipRule
from portal.forms.rules import SHARED_FIELDS, AgeRuleForm, TownshipRuleForm, form_for
from portal.models import Grant, Job, RuleSetting, SystemToken, User
from portal.presenters.rule_words import BOUNDARIES, CARDS, CONVENTIONS, PRECISIONS, UNIT_KINDS, in_words
from portal.queries.rules import rule_value
from portal.rules.dates import MonthConvention
from portal.rules.roles import Role
from reports.rule_values import KEYS
from tests.portal.views.conftest import an_account

pytestmark = pytest.mark.django_db
SHARED = {"in_force_from": "2026-01-01", "source": "部务会议定 2026-01-05", "verified": "on"}


def test_the_pages_know_every_rule_and_every_setting_there_is():
    assert {card.key for card in CARDS} == set(KEYS)
    assert set(TownshipRuleForm.base_fields) - set(SHARED_FIELDS) == {one.name for one in fields(TownshipRule)}
    assert set(AgeRuleForm.base_fields) - set(SHARED_FIELDS) == {one.name for one in fields(AgeRule)}
    assert {code for code, _label in UNIT_KINDS} == {str(kind) for kind in COUNTABLE_KINDS}
    assert {code for code, _label in CONVENTIONS} == {str(one) for one in MonthConvention}
    assert {code for code, _label in BOUNDARIES} == {str(one) for one in AgeBoundary}
    assert {code for code, _label in PRECISIONS} == {str(one) for one in AgePrecision}


@pytest.mark.parametrize("key", KEYS)
def test_a_stored_value_sent_back_unchanged_stays_what_it_is(signed_in, key):
    value, setting = rule_value(key, datetime.date(2026, 1, 1))
    shown = form_for(key, setting, timezone.localdate()).initial
    unchanged = {name: text for name, text in shown.items() if text is not False or name == "value_field"}

    answer = signed_in(Role.CADRE_SECTION).post(f"/rules/{key}/", unchanged | SHARED)

    assert answer.status_code == 302
    again, newer = rule_value(key, datetime.date(2026, 1, 1))
    assert (again, newer.verified, newer.pk != setting.pk) == (value, True, True)
    assert in_words(key, again)


def test_another_township_rule_starts_the_job_that_counts_anew(signed_in, settings, monkeypatch):
    monkeypatch.setattr("portal.actions.jobs._wake", lambda _pk: None)
    filled = {
        "unit_kinds": ["township_organ"], "leave_months_allowed": "6", "secondment_min_months": "6",
        "month_convention": "FULL_MONTHS", "months_required": "24",
    }  # fmt: skip

    answer = signed_in(Role.CADRE_SECTION).post("/rules/township_experience/", filled | SHARED)

    job = Job.objects.get(kind="rebuild_township_periods")
    assert answer["Location"] == f"/jobs/{job.pk}/?next=/rules/township_experience/"
    value, _setting = rule_value("township_experience", datetime.date(2026, 1, 1))
    assert TownshipRule.from_dict(value).unit_kinds == ("township_organ",)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("township_experience", {"months_required": "0"}), ("young_age", {"threshold": "200"}),
        ("percent_digits", {"value_field": "9"}), ("missing_red_share", {"value_field": "-1"}),
        ("wide_non_party", {"value_field": "perhaps"}), ("wide_non_party", {"value_field": "True", "source": ""}),
        ("wide_non_party", {"value_field": "True", "in_force_from": "2926-01-01"}),
    ],
)  # fmt: skip
def test_an_impossible_setting_is_refused(signed_in, key, wrong):
    before = RuleSetting.objects.count()

    assert signed_in(Role.CADRE_SECTION).post(f"/rules/{key}/", SHARED | wrong).status_code == 200
    assert RuleSetting.objects.count() == before


def test_a_leader_reads_the_rules_and_cannot_change_them(signed_in):
    client = signed_in(Role.LEADER)

    assert "保存口径" not in client.get("/rules/wide_non_party/").content.decode()
    assert client.post("/rules/wide_non_party/", SHARED | {"value_field": "False"}).status_code == 403


def test_a_new_account_gets_a_password_shown_once_and_no_right(signed_in, client):
    page = signed_in(Role.SYSTEM_ADMIN).post("/users/add/", {"username": "li.si", "full_name": "李测四"})

    made = User.objects.get(username="li.si")
    secret = page.context["password"]
    assert made.check_password(secret) and made.must_change_password and not made.permissions
    assert secret not in client.get(f"/users/{made.pk}/").content.decode()


@pytest.mark.parametrize("username", ["a", "有汉字", "a b", "U-SYSTEM_ADMIN"])
def test_a_name_that_cannot_be_an_account_is_refused(signed_in, username):
    client = signed_in(Role.SYSTEM_ADMIN)
    before = User.objects.count()

    client.post("/users/add/", {"username": username, "full_name": "李测四"})

    assert User.objects.count() == before


def test_the_system_administrator_cannot_grant_and_the_security_administrator_cannot_create(signed_in, client):
    other = an_account("zhou")

    assert signed_in(Role.SYSTEM_ADMIN).post(f"/users/{other.pk}/grants/", {"role": "dept_leader"}).status_code == 403
    security = signed_in(Role.SECURITY_ADMIN)
    assert security.post("/users/add/", {"username": "x1", "full_name": "某"}).status_code == 403
    assert security.post(f"/users/{other.pk}/reset/").status_code == 403


def test_a_grant_needs_a_unit_unless_it_is_an_administrator(signed_in, county):
    client, other = signed_in(Role.SECURITY_ADMIN), an_account("zhou")

    assert "请填写管理范围" in client.post(f"/users/{other.pk}/grants/", {"role": "dept_leader"}).content.decode()
    client.post(f"/users/{other.pk}/grants/", {"role": "dept_leader", "unit": "临溪县"})

    grant = Grant.objects.get(user=other)
    assert (grant.role, grant.unit, grant.granted_by) == ("dept_leader", county, client.user)
    assert "不得" in client.post(f"/users/{other.pk}/grants/", {"role": "audit_admin"}).content.decode()


def test_nobody_grants_or_revokes_their_own_roles(signed_in):
    client = signed_in(Role.SECURITY_ADMIN)
    own = Grant.objects.get(user=client.user)

    page = client.post(f"/users/{client.user.pk}/grants/", {"role": "audit_admin"}).content.decode()
    client.post(f"/users/{client.user.pk}/grants/{own.pk}/revoke/")

    assert "不能给自己授权" in page
    assert Grant.objects.filter(pk=own.pk).exists()


def test_a_closed_account_is_signed_out_at_once(signed_in):
    from django.test import Client

    client, other = signed_in(Role.SYSTEM_ADMIN), an_account("zhou")
    theirs = Client()
    theirs.force_login(other, backend="django.contrib.auth.backends.ModelBackend")

    client.post(f"/users/{other.pk}/active/", {"active": "0"})

    assert theirs.get("/account/").status_code == 302


def test_a_token_is_shown_once_and_revoked_at_once(signed_in):
    client, other = signed_in(Role.SYSTEM_ADMIN), an_account("zhou")
    day = timezone.localdate() + datetime.timedelta(days=365)

    page = client.post("/tokens/", {"name": "统计平台", "user": other.pk, "expires_on": day.isoformat()})
    token = SystemToken.objects.get()

    assert page.context["secret"] and page.context["secret"] not in client.get("/tokens/").content.decode()
    client.post(f"/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert token.revoked_at


def test_a_token_lives_no_longer_than_a_year(signed_in):
    client = signed_in(Role.SYSTEM_ADMIN)
    day = timezone.localdate() + datetime.timedelta(days=400)

    page = client.post(
        "/tokens/", {"name": "x", "user": client.user.pk, "expires_on": day.isoformat()}
    ).content.decode()

    assert "一年之内" in page
    assert not SystemToken.objects.exists()
