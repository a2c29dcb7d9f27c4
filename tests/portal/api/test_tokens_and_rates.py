"""Who gets in over REST, and how often."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from portal.actions.tokens import issue_token, revoke_token
from portal.actions.users import set_active
from portal.models import SystemToken
from portal.rules.roles import Role


@pytest.fixture
def clerk(account):
    return account(Role.TOWNSHIP_OFFICER, "LX01")


def status(client, token: str, address: str = "/api/v1/people/") -> int:
    return client.get(address, headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_stranger_is_asked_to_sign_in(client, county):
    response = client.get("/api/v1/people/")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json()["code"] == "not_authenticated"


def test_a_token_opens_what_its_account_may_open(client, clerk):
    _row, token = issue_token(name="人事系统", user=clerk, expires_at=timezone.now() + datetime.timedelta(1), by=None)
    assert status(client, token) == 200


def test_a_token_is_kept_as_a_digest_only(clerk):
    row, token = issue_token(name="人事系统", user=clerk, expires_at=timezone.now() + datetime.timedelta(1), by=None)
    assert token not in str(SystemToken.objects.filter(pk=row.pk).values().get())


def test_a_revoked_expired_cut_or_invented_token_is_refused(client, clerk):
    soon = timezone.now() + datetime.timedelta(days=1)
    row, token = issue_token(name="人事系统", user=clerk, expires_at=soon, by=None)
    for bad in (token[:-1], token + "a", "x" * 199, "甲", "", "a b"):
        assert status(client, bad.encode().decode("latin-1")) == 401, bad
    SystemToken.objects.filter(pk=row.pk).update(expires_at=timezone.now())
    assert status(client, token) == 401
    SystemToken.objects.filter(pk=row.pk).update(expires_at=soon)
    revoke_token(token=row, by=None)
    assert status(client, token) == 401


def test_closing_the_account_closes_its_tokens(client, clerk):
    _row, token = issue_token(name="人事系统", user=clerk, expires_at=timezone.now() + datetime.timedelta(1), by=None)
    set_active(user=clerk, active=False, by=None)
    assert status(client, token) == 401


def test_a_token_in_the_address_is_never_looked_at(client, clerk):
    _row, token = issue_token(name="人事系统", user=clerk, expires_at=timezone.now() + datetime.timedelta(1), by=None)
    assert client.get("/api/v1/people/", {"token": token}).status_code == 401


def test_a_session_reads_but_writes_only_with_the_pages_own_token(clerk, person):
    someone = person("王岚")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/people/").status_code == 200
    response = browser.patch(f"/api/v1/people/{someone.pk}/", "{}", content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (403, "csrf")


def test_strangers_are_counted_by_address_whatever_they_write_into_the_header(client, county, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"stranger": "3/min"}}
    seen = [
        client.get("/api/v1/people/", headers={"X-Forwarded-For": f"10.0.0.{turn}"}).status_code for turn in range(4)
    ]
    assert seen == [401, 401, 401, 429]


def test_an_account_that_asks_too_often_waits(client, clerk, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"account": "2/min"}}
    _row, token = issue_token(name="人事系统", user=clerk, expires_at=timezone.now() + datetime.timedelta(1), by=None)
    assert [status(client, token) for _turn in range(3)] == [200, 200, 429]
    response = client.get("/api/v1/people/", headers={"Authorization": f"Bearer {token}"})
    assert int(response.headers["Retry-After"]) > 0
