"""The pages of villages and communities."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import CulturalActivity, Dispute, OrganizationChange
from portal.rules.roles import Role
from tests.branches.party import member, organization
from tests.branches.villages import village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(county, towns):
    town = towns[0]
    town.township = town
    town.save()
    return village("V1", town)


def activity(place, day, title="端午歌会"):
    return CulturalActivity.objects.create(
        unit=place, title=title, kind="performance", held_on=datetime.date.fromisoformat(day)
    )


def test_a_village_shows_its_organization_its_members_and_what_happened(signed_in, place):
    branch = organization("柳湾村党支部", at=place)
    member("张三", of=branch)
    OrganizationChange.objects.create(organization=branch, kind="rename", on=datetime.date(2026, 3, 1))
    activity(place, "2026-06-30")

    page = signed_in(Role.ORGANIZATION_SECTION).get(f"/figures/villages/{place.pk}/?as_of=2026-06-30").content.decode()

    assert f"/branches/organizations/{branch.pk}/" in page and "柳湾村党支部" in page
    assert '<td class="num">1</td>' in page
    assert "2026-06-30 群众文化活动：端午歌会" in page and "2026-03-01 党组织变动：更名 柳湾村党支部" in page


def test_what_happens_after_the_day_or_before_the_three_years_is_not_drawn(signed_in, place):
    activity(place, "2026-06-30", "当天")
    activity(place, "2026-07-01", "次日")
    activity(place, "2024-01-01", "头一天")
    activity(place, "2023-12-31", "前一天")

    page = signed_in(Role.ORGANIZATION_SECTION).get(f"/figures/villages/{place.pk}/?as_of=2026-06-30").content.decode()

    drawn = page[page.index('<svg class="chart wide') : page.index("</figure>")]
    assert [one for one in ("当天", "次日", "头一天", "前一天") if one in drawn] == ["当天", "头一天"]


def test_disputes_are_drawn_as_numbers_by_month_only(signed_in, place):
    for number in range(2):
        Dispute.objects.create(
            unit=place, title=f"地界{number}", kind="land_contract", found_on=datetime.date(2026, 5, 3 + number)
        )

    page = signed_in(Role.ORGANIZATION_SECTION).get(f"/figures/villages/{place.pk}/?as_of=2026-06-30").content.decode()

    drawn = page[page.index('<svg class="chart wide') : page.index("</figure>")]
    assert "2026年5月排查矛盾纠纷2件" in drawn and "地界" not in drawn


def test_a_foreign_village_and_a_unit_that_is_none_do_not_exist(signed_in, place, towns):
    client = signed_in(Role.TOWNSHIP_OFFICER, towns[1])

    assert client.get(f"/figures/villages/{place.pk}/").status_code == 404
    assert client.get(f"/figures/villages/{towns[1].pk}/").status_code == 404
    assert place.name not in client.get("/figures/villages/").content.decode()


def test_the_villages_of_a_day_stand_by_township_and_are_found_by_name(signed_in, place, towns):
    other = village("V2", towns[0])
    client = signed_in(Role.ORGANIZATION_SECTION)

    page = client.get("/figures/villages/?as_of=2026-06-30").content.decode()
    found = client.get(f"/figures/villages/?as_of=2026-06-30&q={other.name}").content.decode()

    assert towns[0].name in page and f"/figures/villages/{place.pk}/" in page
    assert f"/figures/villages/{other.pk}/" in found and f"/figures/villages/{place.pk}/" not in found


def test_a_village_costs_the_same_questions_with_one_record_as_with_many(signed_in, place):
    client, address = signed_in(Role.ORGANIZATION_SECTION), f"/figures/villages/{place.pk}/?as_of=2026-06-30"
    branch = organization("党支部", at=place)
    activity(place, "2026-06-01")
    OrganizationChange.objects.create(organization=branch, kind="rename", on=datetime.date(2026, 3, 1))
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        activity(place, f"2026-05-0{number + 1}")
        more = organization(f"党小组{number}", at=place, category="GRP")
        OrganizationChange.objects.create(organization=more, kind="rename", on=datetime.date(2026, 4, 1))
        member("李四", of=more)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
