"""A figure over records on the tiles of all villages."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import Award
from portal.rules.roles import Role
from reports.presenters.record_grid import scale_of
from reports.records.definition import record_indicators
from tests.branches.villages import village
from tests.reports import records
from tests.reports.sample_figures import COUNT, SHARE, read

pytestmark = pytest.mark.django_db
ADDRESS = "/figures/records/grid/?as_of=2026-06-30&since=2021-07-01&indicator="


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    for text in (COUNT, SHARE):
        monkeypatch.setitem(record_indicators(), read(text).id, read(text))


@pytest.fixture
def places(towns):
    for town in towns:
        town.township = town
        town.save()
    return [village(f"V{number}", towns[number % 2]) for number in range(4)]


def award(place, count=1):
    who = records.person("某人", sex="2", unit=place)
    for _number in range(count):
        Award.objects.create(person=who, name="嘉奖", code="01115", decided=records.day("2026-03-01"))


def count_id():
    return read(COUNT).id


def test_every_village_is_a_tile_in_the_step_of_its_own_number_and_leads_to_its_page(signed_in, places):
    award(places[0], 10)
    award(places[1], 1)

    page = signed_in().get(ADDRESS + count_id()).content.decode()

    assert [page.count(f'<a href="/figures/villages/{place.pk}/?as_of=2026-06-30"><svg') for place in places] == [1] * 4
    assert (
        f'class="tile c5" width="78" height="44" viewBox="0 0 78 44" role="img" aria-label="{places[0].name}：10次'
        in page
    )
    assert (
        f'class="tile c1" width="78" height="44" viewBox="0 0 78 44" role="img" aria-label="{places[1].name}：1次'
        in page
    )
    assert (
        f'class="tile c0" width="78" height="44" viewBox="0 0 78 44" role="img" aria-label="{places[2].name}：没有记录'
        in page
    )


def test_records_of_the_township_itself_are_told_beside_the_tiles(signed_in, places, towns):
    award(towns[0], 3)

    page = signed_in().get(ADDRESS + count_id()).content.decode()

    assert "另有 3 条记录" in page and "合计 3次" in page


def test_a_township_sees_its_own_villages_only(signed_in, places, towns):
    page = signed_in(Role.TOWNSHIP_OFFICER, towns[0]).get(ADDRESS + count_id()).content.decode()

    assert f"/figures/villages/{places[0].pk}/" in page and f"/figures/villages/{places[1].pk}/" not in page


def test_a_figure_there_is_not_does_not_exist(signed_in, places):
    assert signed_in().get(ADDRESS + "NO-1").status_code == 404


def test_forty_villages_are_counted_in_as_few_statements_as_four(signed_in, places, towns):
    client = signed_in()
    client.get(ADDRESS + count_id())
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS + count_id())
    for number in range(8):
        award(village(f"W{number}", towns[0]))
    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS + count_id())

    assert len(many) == len(few)


def test_a_share_has_steps_of_twenty_and_the_whole_stands_in_the_last():
    scale = scale_of(read(SHARE), [])

    assert [scale.step(Decimal(value)) for value in ("0", "19.9", "20", "79.9", "80", "100")] == [1, 1, 2, 4, 5, 5]


def test_numbers_have_whole_steps_from_nought_to_the_most():
    scale = scale_of(read(COUNT), [Decimal(3), Decimal(11)])

    assert [scale.step(Decimal(value)) for value in (0, 2, 3, 11)] == [1, 1, 2, 4]
