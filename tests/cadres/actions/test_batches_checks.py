"""Checks that need more than one row."""

import pytest
from batch_rows import codes, rehearsed, row, states

from cadres.actions.batches import apply
from cadres.models import RankSpan

ONE = "999999198503020018"


def of_one(kind, number, **values):
    return row(kind, number, "张三", values, id_number=ONE, born=198503)


@pytest.fixture
def load(units, clerk):
    """Rehearses rows of one person for the county."""
    return lambda *rows: rehearsed([of_one("person", 3, work_began=20050700), *rows], by=clerk, unit=units["county"])


def post(number, **values):
    return of_one("appointment", number, **{"unit_text": "柏渡镇党委", "title": "委员", "began": 20100300, **values})


@pytest.mark.parametrize(("began", "wrong"), [(20050600, True), (20050700, False), (20261231, True), (20050000, False)])
def test_a_post_lies_within_working_life(load, began, wrong):
    found = codes(load(post(3, began=began))).get(("appointment", 3), set())
    assert ("date_order" in found) == wrong


def test_two_main_posts_at_once_are_pointed_out(load):
    batch = load(post(3, is_primary=True), post(4, title="书记", is_primary=True), post(5, title="站长", is_primary=True, ended=20120300))
    assert codes(batch) == {("appointment", 3): {"two_main_posts"}, ("appointment", 4): {"two_main_posts"}}
    assert set(states(batch).values()) == {"new"}


def test_overlapping_ranks_in_a_file_are_an_error_on_the_later_row(load):
    batch = load(
        of_one("rank", 3, sequence="rank", code="1", began=20190600),
        of_one("rank", 4, sequence="rank", code="2", began=20210600),
        of_one("rank", 5, sequence="level", code="3", began=20210600),
    )
    assert codes(batch) == {("rank", 4): {"rank_overlap"}}


def test_a_new_rank_needs_the_end_of_the_one_on_file(load, clerk):
    first = of_one("rank", 3, sequence="rank", code="1", began=20190600)
    apply(batch=load(first), by=clerk)
    second = of_one("rank", 4, sequence="rank", code="2", began=20210600)
    assert codes(load(second)) == {("rank", 4): {"rank_overlap"}}
    ended = of_one("rank", 3, sequence="rank", code="1", began=20190600, ended=20210600)
    batch = load(ended, second)
    assert codes(batch) == {} and states(batch)["rank", 3] == "changed"
    apply(batch=batch, by=clerk)
    assert RankSpan.objects.count() == 2


def test_an_end_given_before_the_start_on_file_is_an_error(load, clerk):
    apply(batch=load(post(3)), by=clerk)
    assert codes(load(post(3, ended=20100300))) == {("appointment", 3): {"date_order"}}
