"""Checks that need more than one row."""

import pytest
from batch_rows import codes, rehearsed, row, states
from django.utils import timezone

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


def test_a_main_post_on_file_counts_with_those_of_the_file(load, clerk):
    apply(batch=load(post(3, is_primary=True)), by=clerk)
    assert codes(load(post(4, title="书记", is_primary=True))) == {("appointment", 4): {"two_main_posts"}}
    ended = post(3, is_primary=True, ended=20200300)
    assert codes(load(ended, post(4, title="书记", is_primary=True))) == {}


def test_a_level_held_since_after_the_main_post_began_is_doubted(units, clerk):
    leader = of_one("person", 3, work_began=20050700, post_level_since=20120300)
    batch = rehearsed([leader, post(3, is_primary=True)], by=clerk, unit=units["county"])
    assert codes(batch) == {("person", 3): {"date_order"}} and set(states(batch).values()) == {"new"}


def test_last_years_appraisal_is_asked_of_those_whose_appraisals_the_file_brings(load):
    last = timezone.localdate().year - 1
    assert codes(load(of_one("appraisal", 3, year=last - 1, result="1"))) == {("person", 3): {"appraisal_missing"}}
    assert codes(load(of_one("appraisal", 3, year=last, result="1"))) == {} and codes(load()) == {}


def test_last_years_appraisal_on_file_is_enough(load, clerk):
    last = timezone.localdate().year - 1
    apply(batch=load(of_one("appraisal", 3, year=last, result="1")), by=clerk)
    assert codes(load(of_one("appraisal", 3, year=last - 1, result="1"))) == {}


@pytest.mark.parametrize(("ended", "told"), [(20050700, False), (20090700, True), (20090000, False)])
def test_full_time_study_during_work_is_pointed_out(load, ended, told):
    found = codes(load(of_one("education", 3, mode="1", level="21", ended=ended)))
    assert found == ({("education", 3): {"study_overlaps_work"}} if told else {})


def test_in_service_study_during_work_is_no_matter(load):
    assert codes(load(of_one("education", 3, mode="2", level="21", ended=20090700))) == {}


@pytest.mark.parametrize(("text", "told"), [("2010.03--  柏渡镇委员", True), ("2010年3月任委员", True), ("2005.07--  干部", False)])
def test_a_resume_mentions_the_day_of_every_post(load, text, told):
    found = codes(load(post(3), of_one("resume", 3, text=text)))
    assert found == ({} if told else {("appointment", 3): {"resume_mention"}})
