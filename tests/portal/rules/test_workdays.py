"""Working days: weekends, holidays, make-up days, and years not yet arranged."""

import datetime

import pytest

from portal.rules.workdays import LAST_ARRANGED, last_working_day, works


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("began", "days", "last"),
    [
        ("2026-06-01", 5, "2026-06-05"),  # a plain week
        ("2026-06-03", 5, "2026-06-09"),  # over a weekend
        ("2026-09-28", 5, "2026-10-09"),  # three days before the National Day and two after
        ("2026-09-30", 1, "2026-09-30"),
        ("2026-10-01", 1, "2026-10-08"),  # begun on a holiday, the first working day counts
        ("2026-10-08", 3, "2026-10-10"),  # Saturday the 10th is worked
        ("2026-10-08", 4, "2026-10-12"),
        ("2026-09-18", 2, "2026-09-20"),  # Sunday the 20th is worked
        ("2026-09-24", 2, "2026-09-28"),  # Mid-Autumn on Friday the 25th
    ],
)
def test_the_last_day_of_a_term_in_working_days(began, days, last):
    found = last_working_day(day(began), days)
    assert (found.day, found.certain) == (day(last), True)


def test_the_first_day_is_left_out_when_the_rule_says_so():
    assert last_working_day(day("2026-06-01"), 5, first_counts=False).day == day("2026-06-08")


def test_a_year_not_arranged_is_taken_by_its_weekdays_and_said_to_be_uncertain():
    friday = datetime.date(LAST_ARRANGED + 1, 3, 1)
    while friday.weekday() != 4:
        friday += datetime.timedelta(days=1)
    assert works(friday) and not works(friday + datetime.timedelta(days=1))
    found = last_working_day(friday, 2)
    assert (found.day, found.certain) == (friday + datetime.timedelta(days=3), False)


def test_a_term_without_days_is_refused():
    for days in (0, 251):
        with pytest.raises(ValueError):
            last_working_day(day("2026-06-01"), days)
