"""Dues at the limits of their bands, and the months that are owed."""

import datetime
from decimal import Decimal

import pytest

from branches.rules.dues import DuesStandard, arrears, monthly_dues, unpaid_months
from branches.rules.office_rules.members import MEMBER_RULES

STANDARD = DuesStandard()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("base", "dues"), [
    ("3000", "15.00"), ("3000.01", "30.00"), ("5000", "50.00"), ("5000.01", "75.00"),
    ("10000", "150.00"), ("10000.01", "200.00"), ("0", "0.00"), ("2999.99", "15.00"),
])  # fmt: skip
def test_wages_are_charged_whole_at_the_rate_of_their_band(base, dues):
    assert monthly_dues("wage", Decimal(base), STANDARD) == Decimal(dues)


@pytest.mark.parametrize(("base", "dues"), [("5000", "25.00"), ("5000.01", "50.00")])
def test_the_retired_have_two_bands(base, dues):
    assert monthly_dues("retired", Decimal(base), STANDARD) == Decimal(dues)


def test_farmers_and_the_poor_pay_a_flat_amount_and_the_exempt_nothing():
    assert monthly_dues("farmer", None, STANDARD) == Decimal("0.2")
    assert monthly_dues("low", Decimal(9000), STANDARD) == Decimal("0.2")
    assert monthly_dues("exempt", Decimal(9000), STANDARD) == 0


def test_without_a_base_the_dues_of_a_wage_are_not_known():
    assert monthly_dues("wage", None, STANDARD) is None


def test_the_declared_rule_gives_the_same_standard():
    declared = next(rule for rule in MEMBER_RULES if rule.key == "dues_standard")

    assert DuesStandard.from_dict(declared.default) == STANDARD


def test_the_month_that_runs_is_not_yet_owed():
    assert unpaid_months(day("2026-04-15"), {day("2026-05-01")}, day("2026-06-30")) == [day("2026-04-01")]
    assert unpaid_months(day("2026-04-15"), {day("2026-05-01")}, day("2026-07-01")) == [
        day("2026-04-01"), day("2026-06-01"),
    ]  # fmt: skip


def test_arrears_are_the_last_months_without_a_break():
    paid = {day("2026-01-01"), day("2026-03-01")}

    assert arrears(day("2025-12-01"), paid, day("2026-06-30")) == 2
    assert arrears(day("2025-12-01"), paid | {day("2026-05-01")}, day("2026-06-30")) == 0
    assert arrears(day("2026-05-20"), set(), day("2026-06-30")) == 1
