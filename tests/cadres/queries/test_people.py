"""Finding people by name, and every order of their list."""

import datetime

import pytest
from django.http import QueryDict

from cadres.models import Person
from cadres.queries.people import search
from cadres.queries.people_list import people_list
from portal.models import Unit, User

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def people():
    town = Unit.objects.create(code="T", name="白塘镇", kind="town", path="000001.")
    for name, pinyin, initials, unit in (
        ("李文明", "liwenming", "lwm", town), ("刘伟", "liuwei", "lw", None), ("阿依古丽·买买提", "ayiguli", "ayglmmt", town),
    ):  # fmt: skip
        Person.objects.create(name=name, name_key=name, pinyin=pinyin, initials=initials, unit=unit)
    return Person.objects.all()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("li", ["刘伟", "李文明"]), ("LIWEN", ["李文明"]), ("lw", ["刘伟", "李文明"]), ("lwm", ["李文明"]), ("l%", []),
        ("_", []), ("文明", ["李文明"]), ("古丽", ["阿依古丽·买买提"]), ("liz", []), ("li 伟", ["刘伟"]),
    ],
)  # fmt: skip
def test_a_name_is_found_by_its_characters_its_pinyin_and_its_initials(people, text, names):
    assert [one.name for one in search(people, text, User()).order_by("pinyin")] == names


@pytest.mark.parametrize("sort", ["name", "-name", "born", "-born", "unit", "-unit"])
def test_every_order_of_the_list_shows_everybody_page_after_page(people, sort):
    listing, query, seen = people_list(User(), DAY), QueryDict(f"sort={sort}&limit=1"), []
    while True:
        page = listing.page(people, query)
        seen += [one.name for one in page]
        if not page.after:
            break
        query = QueryDict(page.after_href[1:])

    assert sorted(seen) == sorted(one.name for one in people)
