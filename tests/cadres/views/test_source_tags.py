"""Source categories wait for a second person, who confirms many at once; a change makes them wait again."""

import datetime

import pghistory
import pytest
from django.contrib.messages import get_messages

from cadres.actions.facts import change_fact
from cadres.models import Person, SourceTag
from portal.actions.users import create_user, grant_role
from portal.rules.roles import Role
from tests.cadres.rank_records import county, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return county()


@pytest.fixture
def user(unit):
    def make(name, role=Role.CADRE_SECTION, place=None):
        made = create_user(username=name, full_name=name, password=None, by=None, must_change_password=False)
        grant_role(user=made, role=role, unit=place or unit, by=None)
        return made

    return make


@pytest.fixture
def tag(unit):
    def make(name, by, place=None):
        person = Person.objects.create(name=name, name_key=name, pinyin=name, unit=place or unit)
        with pghistory.context(user=by.pk):
            return SourceTag.objects.create(person=person, category="five_side", subcategory="village_secretary")

    return make


def post(client, by, *tags):
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/cadres/source-tags/confirm/", {"tag": [one.pk for one in tags], "query": "state=waiting"})
    return answer, [str(one) for one in get_messages(answer.wsgi_request)]


def test_a_second_person_confirms_many_with_who_and_when(client, user, tag, unit):
    clerk, checker = user("clerk"), user("checker")
    tags = [tag("赵砚禾", clerk), tag("钱大有", clerk), tag("外县人", clerk)]
    elsewhere = user("elsewhere", Role.CADRE_SECTION, office(unit))
    assert post(client, elsewhere, *tags)[1] == ["已复核 0 条。"]  # none of them in scope

    answer, told = post(client, checker, *tags[:2])

    assert answer.url == "/cadres/source-tags/?state=waiting"
    assert told[-1] == "已复核 2 条。"
    kept = list(SourceTag.objects.order_by("pk").values_list("confirmed_by", "confirmed_on"))
    assert [by for by, _on in kept] == [checker.pk, checker.pk, None]
    assert kept[0][1] is not None and kept[2][1] is None
    page = client.get("/cadres/source-tags/?state=waiting").content.decode()
    assert "外县人" in page and "赵砚禾" not in page


def test_whoever_wrote_one_last_cannot_confirm_it_nor_any_beside_it(client, user, tag):
    clerk, other = user("clerk"), user("other")
    mine, theirs = tag("赵砚禾", clerk), tag("钱大有", other)

    assert post(client, clerk, mine, theirs)[1] == ["赵砚禾等1条由您登记或导入，须由另一人复核。"]
    assert not SourceTag.objects.filter(confirmed_on__isnull=False).exists()


def test_confirming_needs_the_right_to_approve(client, user, tag):
    personnel = user("personnel", Role.UNIT_HR)

    assert post(client, personnel, tag("赵砚禾", user("clerk")))[0].status_code == 403


def test_a_change_makes_it_wait_again(user, tag):
    held = tag("赵砚禾", user("clerk"))
    SourceTag.objects.update(confirmed_by=user("checker"), confirmed_on=datetime.date(2026, 6, 1))

    changed = change_fact(fact=held, kind="source_tag", changes={"evidence": "临组〔2026〕3号"}, by=None)

    assert (changed.confirmed_by, changed.confirmed_on) == (None, None)
