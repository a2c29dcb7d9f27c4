"""Conditions edited on a page of plain forms, searches kept under a name, columns changed for many at once."""

import json
from urllib.parse import urlencode

import pytest

from cadres.models import Person, SavedSearch
from portal.actions.jobs import run
from portal.models import Batch, Job
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

WOMEN = {"all": [{"what": "sex", "how": "is", "value": "2"}]}
AS_OF = {"as_of": "2026-06-30"}


def where(tree) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def work():
    for job in Job.objects.filter(state=Job.State.WAITING):
        run(job.pk)


@pytest.fixture
def two(person):
    return person("测女", sex="2", text=""), person("测男", sex="1", text="")


def test_the_conditions_of_the_address_narrow_the_list_and_stand_as_a_sentence(sign_in, two):
    page = sign_in().get("/cadres/people/?" + urlencode({"where": where(WOMEN)})).content.decode()
    assert "测女" in page and "测男" not in page and "组合条件：性别为女" in page


def test_a_condition_is_added_by_plain_forms(sign_in):
    client = sign_in()
    answer = client.get("/cadres/people/conditions/", {"do": "pick", "what": "sex", "group": "", "unit": "LX01"})
    assert "怎样比较" in answer.content.decode()
    given = {
        "where": where({"all": []}),
        "do": "add",
        "what": "sex",
        "how": "is",
        "value": "2",
        "group": "",
        "unit": "LX01",
    }
    answer = client.get("/cadres/people/conditions/", given)
    assert answer.context["said"] == "性别为女"
    assert answer.context["people_href"] == "/cadres/people/?" + urlencode({"unit": "LX01", "where": where(WOMEN)})
    answer = client.get("/cadres/people/conditions/", {"where": where(WOMEN), "do": "remove:0"})
    assert answer.context["said"] == ""


@pytest.mark.parametrize(
    "given", [{"where": "x"}, {"do": "remove:9"}, {"do": "add", "what": "id_cipher", "how": "is", "value": "1"}]
)
def test_what_is_no_condition_is_refused_with_a_sentence(sign_in, given):
    answer = sign_in().get("/cadres/people/conditions/", given)
    assert answer.status_code == 422 and answer.context["problem"]


def test_a_search_is_kept_shared_and_opened_in_the_own_scope(sign_in, two):
    client = sign_in()
    query = urlencode({"where": where(WOMEN), "age_from": "30"})
    assert client.post(f"/cadres/people/searches/?{query}", {"name": "女干部", "shared": "on"}).status_code == 302
    search = SavedSearch.objects.get()
    assert (search.filters, search.conditions) == ({"age_from": "30"}, WOMEN)
    other = sign_in(Role.TOWNSHIP_OFFICER, "LX02")
    page = other.get("/cadres/people/searches/")
    assert "女干部" in page.content.decode() and "年龄不少于30；性别为女" in page.content.decode()
    href = page.context["listed"][0][1]
    assert "测女" not in other.get(href).content.decode() and "测女" in client.get(href).content.decode()
    assert other.post(f"/cadres/people/searches/{search.pk}/delete/").status_code == 404
    assert client.post(f"/cadres/people/searches/{search.pk}/delete/").status_code == 302
    assert not SavedSearch.objects.exists()


def test_a_search_not_shared_is_seen_by_nobody_else(sign_in):
    sign_in().post("/cadres/people/searches/?sex=2", {"name": "自用"})
    assert "自用" not in sign_in(Role.LEADER).get("/cadres/people/searches/").content.decode()


def test_columns_of_many_are_changed_as_a_batch_and_taken_back(sign_in, two, person):
    other = person("旁人", sex="2", text="", unit="LX02")
    client = sign_in()
    query = urlencode({"unit": "LX01", "whole": "1", "column": "health"})
    assert "写入 2 人" in client.get(f"/cadres/people/bulk/?{query}").content.decode()
    before = list(Person.objects.order_by("pk").values())
    answer = client.post(f"/cadres/people/bulk/?{query}", {"health": "良好"})
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"/cadres/batches/{batch.pk}/"
    work()
    page = client.get(f"/cadres/batches/{batch.pk}/?state=changed").content.decode()
    assert "测女" in page and "测男" in page and "良好" in page
    assert list(Person.objects.order_by("pk").values()) == before
    client.post(f"/cadres/batches/{batch.pk}/apply/")
    work()
    assert set(Person.objects.exclude(pk=other.pk).values_list("health", flat=True)) == {"良好"}
    assert Person.objects.get(pk=other.pk).health == ""
    client.post(f"/cadres/batches/{batch.pk}/undo/")
    work()
    assert list(Person.objects.order_by("pk").values()) == before


def test_namesakes_are_changed_each_for_themselves(sign_in, person):
    person("同名", text="", born=PartialDate(1980, 1)), person("同名", text="", born=PartialDate(1980, 1))
    client = sign_in()
    client.post("/cadres/people/bulk/?whole=1&column=note", {"note": "已核"})
    work()
    batch = Batch.objects.get()
    assert batch.counts == {"person": {"changed": 2}}, [row.problems for row in batch.rows.all()]


def test_a_unit_may_be_given_to_many(sign_in, two, county):
    client = sign_in()
    client.post("/cadres/people/bulk/?whole=1&column=unit", {"unit": "LX90"})
    work()
    client.post(f"/cadres/batches/{Batch.objects.get().pk}/apply/")
    work()
    assert set(Person.objects.values_list("unit__code", flat=True)) == {"LX90"}


def test_who_may_not_edit_does_not_change_many(sign_in):
    assert sign_in(Role.LEADER).get("/cadres/people/bulk/").status_code == 403
