import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.rules.age import (
    AgeBoundary,
    AgeRule,
    cut_off,
    earliest_birth,
    first_day_lost,
    full_years,
    satisfies,
)
from portal.rules.dates import PartialDate

DAY = datetime.date
AS_OF = DAY(2026, 11, 15)


@pytest.mark.parametrize(
    ("born", "years", "under", "not_36", "not_37"),
    [
        ((1989, 12), 36, False, False, True),
        ((1990, 11), 36, False, False, True),
        ((1990, 12), 35, False, True, True),
        ((1991, 11), 35, False, True, True),
        ((1991, 12), 34, True, True, True),
    ],
)
def test_the_boundaries_of_35_by_month(born, years, under, not_36, not_37):
    born = PartialDate(*born)
    assert full_years(born, AS_OF) == years
    answers = [satisfies(AgeRule(35, one), born, AS_OF) for one in ("LT", "NOT_FULL_NEXT", "AROUND")]
    assert answers == [under, not_36, not_37]


def test_the_cut_off_is_printed_as_a_birth_month():
    assert cut_off(AgeRule(35), AS_OF) == "1990年12月及以后出生"
    assert cut_off(AgeRule(35), DAY(2026, 12, 1)) == "1991年1月及以后出生"


def test_a_strict_limit_by_day_ends_on_the_birthday():
    rule = AgeRule(45, AgeBoundary.LE_DAY)
    assert satisfies(rule, PartialDate(1971, 5, 1), DAY(2016, 4, 30)) is True
    assert satisfies(rule, PartialDate(1971, 4, 30), DAY(2016, 4, 30)) is False
    assert cut_off(rule, DAY(2016, 4, 30)) == "1971年5月1日及以后出生"
    assert first_day_lost(rule, PartialDate(1971, 4, 30)) == DAY(2016, 4, 30)


def test_an_unknown_birth_date_is_neither_yes_nor_no():
    assert satisfies(AgeRule(35), None, AS_OF) is None
    assert full_years(None, AS_OF) is None
    assert satisfies(AgeRule(35), PartialDate(1990), AS_OF) is None
    assert satisfies(AgeRule(35), PartialDate(1980), AS_OF) is False


def test_a_birth_month_asked_to_the_day_is_unknown_only_in_that_month():
    rule = AgeRule(35, precision="day")
    assert satisfies(rule, PartialDate(1990, 11), AS_OF) is None
    assert satisfies(rule, PartialDate(1990, 12), AS_OF) is True


def test_the_29th_of_february_comes_of_age_on_the_first_of_march():
    rule = AgeRule(34, AgeBoundary.LT, "day")
    assert first_day_lost(rule, PartialDate(1992, 2, 29)) == DAY(2026, 3, 1)
    assert full_years(PartialDate(1992, 2, 29), DAY(2026, 2, 28), "day") == 33


def test_the_cut_off_reaches_back_to_a_29th_of_february_the_year_asked_about_does_not_have():
    assert earliest_birth(AgeRule(35, AgeBoundary.LT, "day"), DAY(2023, 2, 28)) == PartialDate(1988, 2, 29)


_RULES = st.builds(AgeRule, st.integers(18, 70), st.sampled_from(list(AgeBoundary)), st.sampled_from(["month", "day"]))


@given(_RULES, st.dates(DAY(1930, 1, 1), DAY(2010, 1, 1)))
def test_the_first_day_lost_is_the_day_after_the_last_on_which_it_held(rule, day):
    born = PartialDate.from_date(day)
    lost = first_day_lost(rule, born)
    assert satisfies(rule, born, lost) is False
    assert satisfies(rule, born, lost - datetime.timedelta(days=1)) is True


@given(_RULES, st.dates(DAY(2000, 1, 1), DAY(2060, 1, 1)))
def test_the_cut_off_is_the_earliest_birth_that_holds(rule, as_of):
    born = earliest_birth(rule, as_of)
    assert satisfies(rule, born, as_of) is True
    before = PartialDate.from_date(born.first_day() - datetime.timedelta(days=1))
    assert satisfies(rule, before, as_of) is False
