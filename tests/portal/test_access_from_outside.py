"""What strangers, guessers and idle browsers meet: closed routes, lock-out, sessions that end, safe headers."""

import re
import time

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver

from portal.actions.users import create_user
from portal.middleware import SEEN_AT, SIGNED_IN_AT

OPEN = {"livez", "readyz", "portal:sign-in", "admin:login"}
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "7b1f6f64-0c54-4a55-9a3e-0d1c2f6b7a11", "path": "x"}
PASSWORD = "Linxi-2026-abc"


def routes(resolver=None, prefix="", names=()):
    """Every address with sample values in place of its arguments, and its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + _sample(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address, (*names, *([pattern.namespace] if pattern.namespace else [])))
        elif isinstance(pattern, URLPattern):
            yield address, ":".join((*names, pattern.name or ""))


def _sample(pattern) -> str:
    address = str(pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
    for name, converter in pattern.converters.items():
        kind = {"int": "int", "uuid": "uuid"}.get(type(converter).__name__.removesuffix("Converter").lower(), "str")
        for written in (f"<{kind}:{name}>", f"<slug:{name}>", f"<path:{name}>", f"<{name}>"):
            address = address.replace(written, SAMPLES[kind])
    return address.replace("(?P<url>.*)", "x").replace("(?P<app_label>", "(").replace("\\.", ".")


ROUTES = sorted(set(routes()))


@pytest.fixture
def clerk(db):
    return create_user(username="zhang.san", full_name="张三", password=PASSWORD, by=None, must_change_password=False)


def test_the_walk_finds_the_routes():
    assert len(ROUTES) > 20
    assert {name for _, name in ROUTES} >= OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_stranger_gets_nothing_from_any_route(client, method):
    let_in = []
    for address, name in ROUTES:
        if name in OPEN or "(" in address:
            continue
        cache.clear()  # else the limit of requests would answer
        response = getattr(client, method)("/" + address)
        to_sign_in = response.status_code == 302 and any(
            place in response["Location"] for place in ("/sign-in/", "/admin/login/")
        )
        if not (to_sign_in or response.status_code in (301, 401, 403, 404, 405)):
            let_in.append((method, address, response.status_code))
    assert let_in == []


def sign_in(client, username="zhang.san", password=PASSWORD, **extra):
    return client.post("/sign-in/", {"username": username, "password": password}, **extra)


def test_the_right_password_signs_in(client, clerk):
    assert sign_in(client).status_code == 302
    assert "_auth_user_id" in client.session


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client, clerk):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code != 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("written", ["ZHANG.SAN", " zhang.san ", "ｚｈａｎｇ．ｓａｎ"])
def test_another_way_of_writing_the_name_does_not_get_more_tries(client, clerk, written):
    for number in range(5):
        sign_in(client, username=written, password="wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert sign_in(client).status_code != 302


def test_a_wrong_name_and_a_wrong_password_look_the_same(client, clerk):
    pages = []
    for name, password in (("zhang.san", "wrong"), ("nobody.here", "wrong")):
        page = sign_in(client, username=name, password=password)
        pages.append((page.status_code, page.content.decode().replace(name, "…")))
    assert _without_tokens(pages[0]) == _without_tokens(pages[1])


def _without_tokens(page):
    status, text = page
    return status, re.sub(r'(nonce|csrfmiddlewaretoken" value)="[^"]*"|"X-CSRFToken": "[^"]*"', "", text)


def test_a_session_ends_after_half_an_hour_without_a_click(client, clerk):
    sign_in(client)
    client.get("/account/")
    _shift(client, SEEN_AT, 29 * 60)
    assert client.get("/account/").status_code == 200
    _shift(client, SEEN_AT, 30 * 60)
    assert client.get("/account/").status_code == 302


def test_a_session_ends_after_twelve_hours_whatever_happens(client, clerk):
    sign_in(client)
    client.get("/account/")
    _shift(client, SIGNED_IN_AT, 12 * 3600)
    assert client.get("/account/").status_code == 302


def _shift(client, name, seconds):
    session = client.session
    session[name] = int(time.time()) - seconds
    session.save()


def test_signing_in_changes_the_session_key(client, clerk):
    client.get("/sign-in/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client)
    assert client.session.session_key != before


def test_every_page_carries_the_safe_headers(client, clerk):
    sign_in(client)
    response = client.get("/account/")
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"


def test_cookies_are_out_of_reach_of_scripts(client, clerk):
    client.get("/sign-in/")
    sign_in(client)
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_client_cannot_claim_an_address_outside_production(client, clerk):
    from portal.models import AuditEvent

    sign_in(client, HTTP_X_REAL_IP="6.6.6.6", HTTP_X_FORWARDED_FOR="6.6.6.6")
    assert set(AuditEvent.objects.filter(action="session.began").values_list("address", flat=True)) == {"127.0.0.1"}


def test_behind_the_proxy_the_address_is_the_one_it_saw(client, clerk, settings):
    from portal.models import AuditEvent

    settings.PRODUCTION = True
    sign_in(client, HTTP_X_REAL_IP="10.9.8.7")
    assert set(AuditEvent.objects.filter(action="session.began").values_list("address", flat=True)) == {"10.9.8.7"}
