import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.dates import (
    DateProblem,
    MonthConvention,
    PartialDate,
    add_months,
    as_int,
    months_between,
    parse_partial_date,
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("198503", "1985.03"),
        ("19850302", "1985.03.02"),
        ("1985.3", "1985.03"),
        ("1985.03", "1985.03"),
        ("1985-03", "1985.03"),
        ("1985/3/2", "1985.03.02"),
        ("1985年3月", "1985.03"),
        ("1985年3月2日", "1985.03.02"),
        ("1985", "1985"),
        ("１９８５．０３", "1985.03"),
        (" 1985 . 03 ", "1985.03"),
        ("1985－03", "1985.03"),
        ("1985-03-02 00:00:00", "1985.03.02"),
        ("1985-03-02T00:00:00", "1985.03.02"),
    ],
)
def test_every_common_spelling_of_a_date_is_read(text, printed):
    assert str(parse_partial_date(text)) == printed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("198513", "date_month"),
        ("1985.00", "date_month"),
        ("1985年2月30日", "date_day"),
        ("19850229", "date_day"),
        ("85.03", "date_ambiguous"),
        ("850302", "date_ambiguous"),
        ("85年3月", "date_ambiguous"),
        ("8503", "date_ambiguous"),
        ("31108", "date_ambiguous"),
        ("1889.12", "date_year"),
        ("2101.01", "date_year"),
        ("不详", "date_shape"),
        ("1985.03--1988.02", "date_shape"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text, code):
    with pytest.raises(DateProblem) as refused:
        parse_partial_date(text)
    assert refused.value.code == code


def test_an_empty_text_is_no_date_and_no_problem():
    assert parse_partial_date(" 　") is None


def test_a_day_count_of_a_spreadsheet_is_read_only_when_asked():
    assert parse_partial_date("31108", serial=True) == PartialDate(1985, 3, 2)
    assert parse_partial_date("198503.0", serial=True) == PartialDate(1985, 3)


def test_october_that_lost_its_zero_in_a_number_cell_is_refused():
    with pytest.raises(DateProblem) as refused:
        parse_partial_date("1985.1", serial=True)
    assert refused.value.code == "date_ambiguous"


@given(st.dates(datetime.date(1890, 1, 1), datetime.date(2100, 12, 31)), st.integers(1, 3))
def test_a_date_survives_the_database_and_the_print(day, parts):
    value = PartialDate(*(day.year, day.month, day.day)[:parts])
    assert PartialDate.from_int(value.as_int()) == value
    assert parse_partial_date(str(value)) == value
    assert value.first_day() <= day <= value.last_day()
    assert value.as_int() <= as_int(day)


@given(st.text(max_size=30), st.booleans())
def test_any_text_is_read_or_refused_but_never_breaks(text, serial):
    try:
        parse_partial_date(text, serial=serial)
    except DateProblem as problem:
        assert problem.message


def test_the_vaguer_date_comes_first():
    assert PartialDate(1985) < PartialDate(1985, 1) < PartialDate(1985, 1, 1) < PartialDate(1985, 2)


def test_months_of_one_period_by_the_three_conventions():
    began, ended = PartialDate(2022, 7, 15), PartialDate(2024, 7, 10)
    counts = [months_between(began, ended, one) for one in ("MONTH_DIFF", "FULL_MONTHS", "INCLUSIVE_MONTHS")]
    assert counts == [24, 23, 25]


def test_an_end_known_only_to_the_month_counts_month_numbers():
    assert months_between(PartialDate(2022, 7, 15), PartialDate(2024, 7)) == 24
    assert months_between(PartialDate(2022, 7, 15), PartialDate(2024, 7, 14)) == 23


def test_a_missing_corresponding_day_is_the_last_of_the_month():
    full = MonthConvention.FULL_MONTHS
    assert months_between(PartialDate(2023, 1, 31), PartialDate(2023, 2, 27), full) == 0
    assert months_between(PartialDate(2023, 1, 31), PartialDate(2023, 2, 28), full) == 1
    assert months_between(PartialDate(2024, 2, 29), PartialDate(2025, 2, 28), full) == 12


def test_adding_months_keeps_the_precision():
    assert add_months(PartialDate(2023, 11), 3) == PartialDate(2024, 2)
    assert add_months(PartialDate(2023, 12, 31), 2) == PartialDate(2024, 2, 29)
