"""Engine and second opinion on every day on which anything in a small county turns, and the days beside it."""

import datetime

import pytest

from portal.models import RuleSetting
from portal.rules.dates import add_months
from reports.figures import board
from tests.reports import oracle, records

pytestmark = pytest.mark.django_db
EVE = datetime.timedelta(days=1)

# (began, ended, counts_from, convention), each so that the person's 24 months turn on a day of their own.
STRETCHES = [
    ("2022-07-15", None, None, "FULL_MONTHS"),
    ("2023-01-31", None, None, "FULL_MONTHS"),
    ("2023-02-28", "2025-02-28", None, "FULL_MONTHS"),
    ("2023-03-31", "2025-02-28", None, "FULL_MONTHS"),
    ("2022-02-28", "2024-02-29", None, "FULL_MONTHS"),
    ("2022-08-31", "2024-08-31", "2024-10-05", "FULL_MONTHS"),
    ("2024-02-29", None, None, "FULL_MONTHS"),
    ("2022-06", None, None, "MONTH_DIFF"),
    ("2022", "2024", None, "MONTH_DIFF"),
    ("2021-01", "2023-01", "2025-05", "MONTH_DIFF"),
    ("2022-05-20", None, None, "INCLUSIVE_MONTHS"),
]
COURSES = [
    {"ended": "2024-07-01"}, {"ended": "2024-06"}, {"ended": "2023"}, {"ended": "2024-09-01", "level": "11"},
    {"ended": "2024-11-01", "outcome": ""}, {"ended": "2024-12-01", "level": ""}, {"ended": "2025-03-01", "mode": ""},
]
BORN = ["1988-07-15", "1988-09", "1989", "1988-02-29", "1994-01-31", "1994-03"]
POSTS = [("2023-04-10", None), ("2023-05", "2024-05"), (None, "2025-01-01"), ("2024-02-29", "2024-03-01")]
TAGS = [("retained", "2024-04-04"), ("five_side", "2024-08"), ("exchanged", None)]
RULES = [
    {"threshold": 35, "boundary": "NOT_FULL_NEXT", "precision": "month"},
    {"threshold": 35, "boundary": "LT", "precision": "day"},
    {"threshold": 36, "boundary": "LE_DAY", "precision": "month"},
]


@pytest.fixture
def county():
    """One person an edge, all in one town; the days on which something turns, each with its neighbours."""
    county = records.unit("C", kind="county")
    town = records.unit("T", parent=county)
    for began, ended, counts_from, convention in STRETCHES:
        who = _member(town)
        records.stretch(who, began, ended, counts_from, convention)
        records.spell(who)
    for course in COURSES:
        records.study(_member(town), **course)
    for born in BORN:
        records.post(records.person(born=born), town)
    for began, ended in POSTS:
        records.post(records.person(sex="2"), town, began=began, ended=ended)
    for category, since in TAGS:
        records.tag(_member(town), category, since)
    return county


def _member(town):
    who = records.person()
    records.post(who, town)
    return who


def _days():
    dates = [records.day(text) for one in STRETCHES for text in one[:3]]
    dates += [add_months(records.day(one[0]), months) for one in STRETCHES for months in (23, 24, 25)]
    dates += [records.day(course["ended"]) for course in COURSES]
    dates += [records.day(text) for post in POSTS for text in post] + [records.day(since) for _name, since in TAGS]
    dates += [add_months(records.day(born), 12 * years) for born in BORN for years in (31, 35, 36)]
    edges = {date.first_day() for date in dates if date} | {datetime.date(2025, 2, 28), datetime.date(2024, 2, 29)}
    return sorted({day + shift for day in edges for shift in (-EVE, EVE * 0, EVE)})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["boundary"])
def test_on_every_day_that_matters_both_say_the_same(county, rule):
    RuleSetting.objects.filter(key="young_age").update(value=rule)
    tables = oracle.load()

    for day in _days():
        found = board(population="team", as_of=day, unit=county)
        expected = oracle.Oracle(tables, population="team", as_of=day, unit_path=county.path).answers()
        for (identity, place), numbers in expected.items():
            figure = found.figure(identity, place)
            assert (figure.numerator, figure.denominator, figure.missing) == numbers, (day, identity)
