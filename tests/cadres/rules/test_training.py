"""Hours to be reached and leave allowed (干部教育培训工作条例 2023, Art. 14, 15)."""

import datetime
from decimal import Decimal

import pytest

from cadres.rules.office_rules.training import TRAINING_HOURS
from cadres.rules.training import HoursRule, compliant, earned, leave_allowed

RULE = HoursRule.from_dict(TRAINING_HOURS.default)


@pytest.mark.parametrize(
    ("leave", "allowed"), [("0", True), ("7.9", True), ("8", True), ("8.1", False), ("56", False)]
)
def test_leave_of_exactly_one_seventh_still_completes(leave, allowed):
    assert leave_allowed(Decimal(56), Decimal(leave), (1, 7)) is allowed


def test_ninety_hours_a_year_for_the_lower_and_550_in_five_years_for_the_upper_levels():
    assert (RULE.needed(False), RULE.needed(True)) == (90, 550)
    assert RULE.window(False, 2026) == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    assert RULE.window(True, 2026) == (datetime.date(2022, 1, 1), datetime.date(2026, 12, 31))


def test_own_hours_stand_before_those_of_the_class():
    assert earned(Decimal("12.5"), Decimal(40)) == Decimal("12.5")
    assert earned(Decimal(0), Decimal(40)) == 0
    assert earned(None, Decimal(40)) == 40
    assert earned(None, None) is None


@pytest.mark.parametrize(
    ("hours", "unknown", "answer"), [("90", 0, True), ("89.9", 0, False), ("89.9", 1, None), ("90", 1, True)]
)
def test_hours_nobody_wrote_down_leave_it_open_only_where_they_could_matter(hours, unknown, answer):
    assert compliant(Decimal(hours), 90, unknown) is answer


def test_only_completed_places_give_hours_unless_the_office_says_otherwise():
    assert RULE.states == ("completed",)
    assert "attended" in HoursRule.from_dict(TRAINING_HOURS.default | {"attended_counts": True}).states
