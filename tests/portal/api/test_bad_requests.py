"""Requests nobody should send: each gets its status, its code and a Chinese reason, never a server error."""

import json
import re

import pytest

from cadres.queries.people import version_of
from portal.rules.roles import Role

_ENGLISH = re.compile(r"[A-Za-z]{4,} [a-z]{2,} [a-z]{2,}|Traceback|SELECT |site-packages|\.py")


def deep(levels: int) -> bytes:
    return b'{"note":' + b"[" * levels + b"]" * levels + b"}"


def assert_problem(response, status: int, code: str | None = None):
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert code is None or body["code"] == code
    assert re.search("[\u4e00-\u9fff]", body["detail"]) and re.search("[\u4e00-\u9fff]", body["title"])
    assert not _ENGLISH.search(json.dumps(body, ensure_ascii=False)), body
    return body


BODIES = [
    (b"{", 400, "json_syntax"),
    (b"", 400, "nothing_to_change"),
    (b"null", 400, "object_expected"),
    (b"[]", 400, "object_expected"),
    (b'"x"', 400, "object_expected"),
    (deep(33), 400, "json_depth"),
    (deep(100_000), 400, "json_depth"),
    (b'{"note":"a\\u0000b"}', 400, "nul_char"),
    (b'{"no\\u0000te":"a"}', 400, "nul_char"),
    (b'{"note":"\\ud800"}', 400, "bad_unicode"),
    (b'{"\\udfff":"a"}', 400, "bad_unicode"),
    (b'{"note":NaN}', 400, "number_range"),
    (b'{"note":-Infinity}', 400, "number_range"),
    (b'{"note":1e400}', 400, "number_range"),
    (b'{"note":' + b"9" * 5000 + b"}", 400, "number_range"),
    (b'{"note":"a","note":"b"}', 400, "duplicate_key"),
    (b'{"is_admin":true}', 400, "unknown_field"),
    (b'{"id":7}', 400, "unknown_field"),
    (b'{"id_masked":"x"}', 400, "unknown_field"),
    (b'{"extra":{}}', 400, "unknown_field"),
    (b'{"unit":"LX02"}', 400, "unit_out_of_scope"),
    (b'{"note":true}', 400, "type"),
    (b'{"note":["a"]}', 400, "type"),
    (b'{"two_years_grassroots":"1"}', 400, "type"),
    (b'{"sex":"9"}', 400, None),
    ('{"note":"甲"}'.encode("gbk"), 400, "encoding"),
    ('{"note":"甲"}'.encode("utf-16"), 400, "encoding"),
    (b'{"note":"' + b"x" * 3_000_000 + b'"}', 413, "body_too_large"),
    (b'{"note":"' + b"x" * 501 + b'"}', 400, "too_long"),
    (b'{"name":"\\u202e\\u200b"}', 400, None),
    (b'{"name":""}', 400, None),
    (b'{"born":"0000-00-00"}', 400, None),
    (b'{"born":"2023-02-30"}', 400, "date_day"),
    (b'{"born":"+275760-09-13"}', 400, None),
    (b'{"born":19850301}', 400, "type"),
    (b'{"id_number":"110101199003071234"}', 400, None),
    (b"{}", 400, "nothing_to_change"),
]


@pytest.fixture
def clerk(api, person):
    """A township clerk and a person of the township."""
    return api(Role.TOWNSHIP_OFFICER, "LX01"), person("王岚")


@pytest.mark.parametrize(("raw", "status", "code"), BODIES, ids=[str(body[0][:30]) for body in BODIES])
def test_a_bad_body_is_refused_and_nothing_is_written(clerk, raw, status, code):
    client, person = clerk
    before = version_of(person)
    response = client.send("PATCH", f"people/{person.pk}/", raw=raw, headers={"If-Match": f'"{before}"'})
    assert_problem(response, status, code)
    person.refresh_from_db()
    assert version_of(person) == before


@pytest.mark.parametrize("kind", ["text/xml", "", "application/x-www-form-urlencoded", "application/json-patch+json"])
def test_another_kind_of_content_is_415(clerk, kind):
    client, person = clerk
    response = client.send(
        "PATCH", f"people/{person.pk}/", raw=b"<a/>", content_type=kind, headers={"If-Match": f'"{version_of(person)}"'}
    )
    assert_problem(response, 415)


QUERIES = [
    ("q=%00", "bad_text"),
    ("q=%ff", "bad_text"),
    ("ordering=password", "bad_filter"),
    ("fields=id_cipher", "bad_filter"),
    ("name__regex=(a%2B)%2B%24", "bad_filter"),
    ("token=abc", "bad_filter"),
    ("limit=-1", "page_range"),
    ("limit=0", "page_range"),
    ("limit=1000000", "page_range"),
    ("limit=999999999999999999999", "page_range"),
    ("limit=abc", "page_range"),
    ("limit=1&limit=2", "repeated"),
    ("offset=10", "bad_filter"),
    ("cursor=abc", "bad_cursor"),
    ("cursor=WzFd:abc", "bad_cursor"),
    ("count=yes", "type"),
    ("team_on=2023-02-30", "date_invalid"),
    ("team_on=20230101", "date_invalid"),
    ("team_on=0000-00-00", "date_invalid"),
    ("q=" + "x" * 10_000, "too_long"),
    ("&".join(f"a{n}=1" for n in range(5000)), "too_many_fields"),
]


@pytest.mark.parametrize(("query", "code"), QUERIES, ids=[query[0][:30] for query in QUERIES])
def test_a_bad_parameter_is_refused(clerk, query, code):
    client, _person = clerk
    response = client.client.get(f"/api/v1/people/?{query}", headers=client.headers)
    assert_problem(response, 400, code)


@pytest.mark.parametrize(
    "address",
    ["people/-1/", f"people/{10**23}/", f"people/{'9' * 5000}/", "people/abc/", "people/..%2f/", "people/%00/"],
)
def test_a_number_that_cannot_be_is_not_found(clerk, address):
    assert_problem(clerk[0].get(address), 404)


@pytest.mark.parametrize(
    "literal", ["%", "_", "\\", "' OR 1=1 --", "{{7*7}}", "*)(uid=*", "'; SELECT pg_sleep(9)--", "😀"]
)
def test_strange_search_words_are_taken_literally(clerk, literal):
    response = clerk[0].get("people/", q=literal)
    assert response.status_code == 200
    assert response.json()["results"] == []


@pytest.mark.parametrize("method", ["TRACE", "FOO", "PUT", "DELETE", "OPTIONS"])
def test_a_method_that_is_not_there_is_405(clerk, method):
    client, person = clerk
    response = client.send(method, f"people/{person.pk}/", raw=b"")
    assert_problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "PATCH"}


def test_the_method_override_header_changes_nothing(clerk):
    client, person = clerk
    response = client.send("POST", f"people/{person.pk}/", {}, headers={"X-HTTP-Method-Override": "PATCH"})
    assert_problem(response, 405)


@pytest.mark.parametrize("accept", ["application/xml", "text/html", "nonsense"])
def test_only_json_is_answered(clerk, accept):
    assert_problem(clerk[0].get("people/", headers={"Accept": accept}), 406)


@pytest.mark.parametrize(
    ("tag", "status"), [(None, 428), ("*", 400), ('W/"abc"', 400), ("abc", 400), ('"0123456789abcdef"', 412)]
)
def test_a_change_must_name_the_version_it_was_made_from(clerk, tag, status):
    client, person = clerk
    headers = {"If-Match": tag} if tag else {}
    assert_problem(client.send("PATCH", f"people/{person.pk}/", {"note": "新"}, headers=headers), status)


def test_an_address_that_is_not_there_is_a_problem_too(clerk):
    assert_problem(clerk[0].get("nothing/here"), 404)
