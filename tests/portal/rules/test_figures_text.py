from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.figures_text import count_text, percent_text, percentage, quotient, round_half_up


def test_96_of_114_is_84_point_2_percent():
    assert percent_text(96, 114) == "84.2%"


def test_halves_are_rounded_up_and_never_to_even():
    assert str(percentage(1, 16, 1)) == "6.3"
    assert str(percentage(1, 800, 1)) == "0.1"
    assert str(quotient(5, 2, 0)) == "3"


def test_nothing_divided_by_nothing_is_a_dash():
    assert percent_text(0, 0) == "—"
    assert percent_text(0, 20) == "0.0%"


def test_a_small_denominator_prints_the_counts_beside_it():
    assert percent_text(3, 7) == "42.9%（3/7人）"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_quotient_is_the_exact_fraction_rounded_half_up(numerator, denominator, digits):
    exact = Decimal(numerator * 10**digits) / Decimal(denominator)
    assert quotient(numerator, denominator, digits).scaleb(digits) == exact.quantize(Decimal(1), ROUND_HALF_UP)


def test_an_exact_value_is_rounded_half_up():
    assert str(round_half_up(Decimal("41.25"))) == "41.3"


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (9, "exact", "9"),
        (13, "more", "10多"),
        (20, "more", "20"),
        (7, "more", "7"),
        (976, "more", "900多"),
        (1043, "odd", "1000余"),
        (1375, "odd", "1300余"),
        (1100, "odd", "1100"),
        (13, "odd", "13"),
        (976, "nearly", "近1000"),
        (950, "nearly", "近1000"),
        (949, "nearly", "949"),
        (1000, "nearly", "1000"),
        (9, "nearly", "9"),
        (54, "masked", "x"),
        (0, "more", "0"),
    ],
)
def test_a_count_in_each_form(count, form, text):
    assert count_text(count, form, "人") == text + "人"


def test_a_masked_count_keeps_the_digits_asked_for():
    assert count_text(54, "masked", "人", keep_leading=1) == "5x人"
    assert count_text(2014, "masked", keep_leading=3) == "201x"
    assert count_text(5, "masked", keep_leading=1) == "x"
