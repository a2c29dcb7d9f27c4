"""Conditions of the source categories, on the days on which the answer turns."""

import datetime

import pytest

from cadres.rules.age import AgeRule
from cadres.rules.category_conditions import CandidateFacts, CategoryConditions, Eligibility, evaluate
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import UnitKind

ON = datetime.date(2016, 4, 30)
# 茶陵 2016: 乡镇事业单位主要负责人, five years in townships, three in the post, college, born after 1971-04-30.
CHALING = CategoryConditions(
    kinds=frozenset({UnitKind.TOWNSHIP_INSTITUTION}), years=5, post_years=3,
    age=AgeRule(45, "LE_DAY", "day"), schooling="college",
)  # fmt: skip
FITTING = {
    "kind": UnitKind.TOWNSHIP_INSTITUTION, "township_months": 60, "post_since": PartialDate(2013, 4, 30),
    "born": PartialDate(1971, 5, 1), "schooling_level": "31",
}  # fmt: skip


def outcome(**changes):
    return evaluate(CHALING, CandidateFacts(**FITTING | changes), ON).outcome


def test_whoever_meets_every_condition_is_eligible():
    assert outcome() == Eligibility.ELIGIBLE


@pytest.mark.parametrize(
    "change",
    [
        {"kind": UnitKind.STREET},
        {"township_months": 59},
        {"post_since": PartialDate(2013, 5, 1)},
        {"born": PartialDate(1971, 4, 30)},  # the 45th birthday is reached
        {"schooling_level": "41"},
    ],
)
def test_one_condition_missed_by_a_day_a_month_or_a_level_is_a_no(change):
    assert outcome(**change) == Eligibility.NOT_ELIGIBLE


@pytest.mark.parametrize(
    "change",
    [{"kind": None}, {"township_months": None}, {"post_since": None}, {"born": None}, {"schooling_level": ""},
     {"born": PartialDate(1971)}, {"post_since": PartialDate(2013)}],
)  # fmt: skip
def test_what_is_not_on_file_asks_for_evidence(change):
    assert outcome(**change) == Eligibility.NEEDS_EVIDENCE


def test_a_no_outweighs_missing_evidence():
    assert outcome(born=None, schooling_level="61") == Eligibility.NOT_ELIGIBLE


def test_a_post_known_to_the_month_is_full_in_the_month_that_comes_round():
    assert outcome(post_since=PartialDate(2013, 4)) == Eligibility.ELIGIBLE
    assert outcome(post_since=PartialDate(2013, 5)) == Eligibility.NOT_ELIGIBLE


def test_streets_and_governed_staff_are_left_out_and_a_posting_must_have_ended():
    asked = CategoryConditions(
        kinds=frozenset({UnitKind.TOWNSHIP_INSTITUTION, UnitKind.TOWNSHIP_POSTED}),
        excluded_kinds=frozenset({UnitKind.STREET}), excludes_governed=True, ended_posting=True,
    )  # fmt: skip
    facts = {"kind": UnitKind.TOWNSHIP_POSTED, "governed": False, "posting_ended": True}
    assert evaluate(asked, CandidateFacts(**facts), ON).outcome == Eligibility.ELIGIBLE
    assert evaluate(asked, CandidateFacts(**facts | {"governed": True}), ON).outcome == Eligibility.NOT_ELIGIBLE
    assert evaluate(asked, CandidateFacts(**facts | {"posting_ended": None}), ON).outcome == Eligibility.NEEDS_EVIDENCE


def test_every_condition_says_what_was_found():
    answer = evaluate(CHALING, CandidateFacts(**FITTING | {"township_months": 59}), ON)
    assert ("乡镇（村）工作满5年", False, "59个月") in answer.findings
    assert len(answer.findings) == 5
