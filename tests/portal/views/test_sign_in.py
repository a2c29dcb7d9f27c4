"""Signing in: one answer for everything wrong, a lock after five, no way out to other hosts."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from portal.models import AuditEvent
from tests.portal.views.conftest import PASSWORD, an_account

pytestmark = pytest.mark.django_db
REFUSAL = "账号或密码不正确，或账号已锁定"


def attempt(client, username="chen", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def words(response):
    return response.content.decode().split("csrfmiddlewaretoken")[0].split("<main")[1]


def test_the_right_password_opens_the_first_page_and_is_on_record(client):
    an_account("chen")

    response = attempt(client)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert AuditEvent.objects.filter(action="session.began", username="chen").exists()


def test_wrong_unknown_closed_and_locked_accounts_get_the_same_answer(client):
    an_account("chen")
    closed = an_account("zhou")
    closed.is_active = False
    closed.save()

    answers = [attempt(client, "chen", "x"), attempt(client, "nobody", "x"), attempt(client, "zhou")]
    for _try in range(6):
        locked = attempt(client, "chen", "x")

    assert {(answer.status_code, words(answer)) for answer in (*answers, locked)} == {(200, words(locked))}
    assert REFUSAL in words(locked)


def test_after_five_wrong_passwords_the_right_one_is_refused_whatever_the_letter_case(client):
    an_account("chen")

    for name in ("chen", "CHEN", " Chen", "cHen ", "ｃｈｅｎ"):
        attempt(client, name, "x")

    assert attempt(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_password_of_a_megabyte_is_refused_without_being_hashed(client, monkeypatch):
    an_account("chen")
    monkeypatch.setattr("portal.models.User.check_password", lambda *_args: pytest.fail("hashed"))

    assert REFUSAL in attempt(client, "chen", "x" * 1_000_000).content.decode()


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_host(client, address):
    an_account("chen")

    assert attempt(client, next=address)["Location"] == "/"


def test_signing_in_leads_to_the_page_that_was_asked_for(client):
    an_account("chen")

    assert attempt(client, next="/account/")["Location"] == "/account/"


def test_the_admin_has_no_sign_in_form_of_its_own(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/sign-in/?next=/admin/"


def test_an_account_without_roles_is_refused_by_the_admin_instead_of_sent_round(client):
    an_account("chen")
    attempt(client)

    assert client.get("/admin/", follow=True).status_code == 403


def test_signing_out_takes_a_post_and_ends_the_session(client):
    an_account("chen")
    attempt(client)

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    with pytest.raises((KeyError, ObjectDoesNotExist)):
        client.session["_auth_user_id"]


def test_an_account_given_its_password_must_choose_its_own_first(client):
    user = an_account("chen", must_change_password=True)
    attempt(client)

    assert client.get("/units/")["Location"] == "/account/password/"
    client.post("/account/password/", {"present": PASSWORD, "new": "Qing-shi-2027-a", "again": "Qing-shi-2027-a"})

    user.refresh_from_db()
    assert not user.must_change_password
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [
        (PASSWORD, PASSWORD, "不能与当前密码相同"),
        ("Ab1-", "Ab1-", "至少 12"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "四类中的三类"),
        ("Qing-shi-2027-a", "Qing-shi-2027-b", "不一致"),
    ],
)
def test_a_password_against_the_rules_is_refused_with_the_reason(client, new, again, reason):
    an_account("chen")
    attempt(client)

    page = client.post("/account/password/", {"present": PASSWORD, "new": new, "again": again}).content.decode()

    assert reason in page


def test_a_new_password_ends_the_other_sessions_but_not_this_one(client, django_user_model):
    from django.test import Client

    an_account("chen")
    other = Client()
    attempt(other)
    attempt(client)

    client.post("/account/password/", {"present": PASSWORD, "new": "Qing-shi-2027-a", "again": "Qing-shi-2027-a"})

    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
