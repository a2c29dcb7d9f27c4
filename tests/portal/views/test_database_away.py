"""What people and systems see while the database is away: what happened, when to come back, nothing of the inside."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def cut_off(monkeypatch):
    """A signed-in browser whose session cannot be read."""

    def fail(self):
        raise OperationalError("server closed the connection: secret words")

    monkeypatch.setattr(SessionStore, "load", fail)
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
    return browser


def test_a_page_says_503_in_chinese_with_its_styles(cut_off):
    answer = cut_off.get("/account/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "暂时无法访问" in page and "portal.css" in page and "secret" not in page


def test_rest_says_503_as_a_problem_document(cut_off):
    answer = cut_off.get("/api/v1/people/")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["code"] == "unavailable" and "secret" not in answer.content.decode()


def test_a_fault_of_the_program_stays_500(cut_off, monkeypatch):
    monkeypatch.setattr(SessionStore, "load", lambda self: 1 / 0)
    assert cut_off.get("/account/").status_code == 500
    assert cut_off.get("/api/v1/people/").json()["code"] == "fault"
