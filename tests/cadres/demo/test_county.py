"""The invented county before any file is written: its people, their careers, and the rule counted by hand."""

import itertools
from collections import Counter
from pathlib import Path

import pytest

from cadres.demo import county as county_module
from cadres.demo.county import build_county
from cadres.demo.files import national_workbook
from cadres.demo.months import month
from cadres.demo.resume_text import resume_text
from cadres.rules.resume.gaps import find_seams
from cadres.rules.resume.spells import parse_resume

TURNOVER = month(2026, 6)
COUNTED = {"township_organ", "township_institution", "township_posted", "village", "village_posting"}


@pytest.fixture(scope="module")
def county():
    return build_county()


@pytest.fixture(scope="module")
def seats(county):
    return {(one.township, one.title): one for one in county.team}


def months_of(stage):
    return set(range(stage.began, min(stage.ended or TURNOVER, TURNOVER)))


def township_months(cadre):
    """Township work by the office's default convention, as a plain set of months; nothing of the rule's own code."""
    counted, taken_off = set(), set()
    for stage in cadre.stages:
        outer = months_of(stage) if stage.kind in COUNTED else set()
        for inner in stage.inside:
            away = (inner.nature == "on_loan" and inner.kind == "county") or inner.full_time
            short = inner.nature == "secondment" and (inner.ended or TURNOVER) - inner.began < 6
            if away:
                taken_off |= months_of(inner)
            elif inner.kind in COUNTED and not short:
                counted |= months_of(inner)
        counted |= outer
    return len(counted - taken_off)


def test_the_county_is_the_same_every_time(county):
    assert national_workbook(county.team) == national_workbook(build_county().team)


def test_every_township_has_nine_or_ten_members_and_at_least_one_woman(county):
    sizes = Counter(one.township for one in county.team)
    assert len(county.team) == 114 and len(sizes) == 12 and set(sizes.values()) == {9, 10}
    assert {one.township for one in county.team if one.woman} == set(sizes)


def test_two_years_in_townships_come_out_of_the_careers(county):
    long = [one for one in county.team if township_months(one) >= 24]
    assert (len(long), round(len(long) / len(county.team) * 100, 1)) == (96, 84.2)


@pytest.mark.parametrize(
    ("seat", "months"),
    [
        (("柏渡镇", "副镇长"), 24),  # to the month
        (("青岩镇", "副镇长"), 23),  # one month short
        (("白塘镇", "副镇长"), 24),  # twelve and twelve
        (("沙洲镇", "副镇长"), 23),  # twelve and eleven
        (("枫林镇", "副镇长"), 21),  # lent to the county for eight months
        (("古榕镇", "副镇长"), 24),  # sixteen, and eight sent down
        (("双河镇", "副镇长"), 21),  # five months sent down count for nothing
        (("云台镇", "副镇长"), 23),  # ten months away for study
        (("石门乡", "副镇长"), 27),  # twenty-six months as first secretary of a village
        (("鹿鸣乡", "副镇长乙"), 0),  # takes office on the day itself
    ],
)
def test_the_edges_of_the_rule_are_met(seats, seat, months):
    assert township_months(seats[seat]) == months


def test_years_in_a_town_that_is_a_street_now_count(seats):
    one = seats["松坪乡", "副镇长"]
    assert township_months(one) >= 24
    assert [stage.kind for stage in one.stages[1:]] == ["township_organ", "street", "township_organ"]


def test_no_figure_is_written_into_the_generator():
    sources = Path(county_module.__file__).parent.glob("*.py")
    assert not [path.name for path in sources if "84.2" in path.read_text(encoding="utf-8")]


def test_everybody_has_an_own_id_number_of_nobody(county):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    everybody = [*county.team, *county.others, *county.sparse]
    numbers = [one.id_number for one in everybody]
    assert len(set(numbers)) == len(numbers)
    for one in everybody:
        number = one.id_number
        total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
        assert number.startswith("999999") and number[17] == "10X98765432"[total % 11]
        assert int(number[16]) % 2 == (0 if one.woman else 1)


def test_careers_leave_no_gap_and_read_without_a_problem(county):
    for one in [*county.team, *county.others]:
        for before, after in itertools.pairwise(one.stages):
            assert before.began < before.ended == after.began, one.name
        if one.resume is None:
            resume = parse_resume(resume_text(one))
            assert not find_seams(resume) and not any(entry.problems for entry in resume.entries)


def test_two_people_share_a_name_and_nothing_else(county):
    names = Counter(one.name for one in [*county.team, *county.others])
    shared = [one for one in county.others if names[one.name] > 1]
    assert len(shared) == 2 and len({one.born for one in shared}) == 2


def test_births_meet_both_edges_of_the_age_limits(county):
    births = {one.born for one in county.team}
    assert {month(1990, 6), month(1990, 7), month(1995, 6), month(1995, 7)} <= births


def test_the_county_grows_with_the_number_asked_for():
    assert len(build_county(2000).others) + len(build_county(2000).sparse) == 2000


def test_nothing_lies_after_the_turnover_day_however_large_the_county():
    for one in build_county(3000).others:
        assert all(stage.began <= TURNOVER for stage in one.stages), one.name
        assert all(obtained <= TURNOVER for _code, _name, obtained in one.qualifications), one.name
        assert all(rank.began <= TURNOVER for rank in one.ranks), one.name
