"""Reminders of ranks, probation, retirement, posts and terms: on the day itself, not before and not after."""

import datetime

import pytest

from cadres.models import TurnoverRound, TurnoverUnit
from cadres.queries.due import posts, ranks, service
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.cadres.rank_records import DAY, account, clerk, county, office, ranked, result
from tests.reports.records import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return county()


@pytest.fixture
def user(unit):
    return account(Role.CADRE_SECTION, unit)


def told(module, day, user):
    """Kinds due on the day; nothing may be due on the day before or after."""
    before, after = day - datetime.timedelta(days=1), day + datetime.timedelta(days=1)
    assert module.due(before, before, user) == []
    assert module.due(after, after, user) == []
    return [(one.kind, one.label) for one in module.due(day, day, user)]


def test_the_first_day_of_promotion(unit, user):
    person = clerk(unit)
    ranked(person, "1A", "202401")
    result(person, 2024, "1", DAY(2025, 2, 10))

    assert told(ranks, DAY(2025, 7, 1), user) == [("rank_eligible", "赵砚禾可晋升三级主任科员")]


def test_the_end_of_probation(unit, user):
    clerk(unit, recruited=PartialDate(2025, 8, 15))

    assert told(service, DAY(2026, 8, 15), user) == [("probation_ends", "赵砚禾试用期满")]


def test_the_month_of_retirement(unit, user):
    clerk(unit, born=PartialDate(1966, 1))

    # 60 in January 2026: twelve months late, four months more.
    assert told(service, DAY(2026, 5, 1), user) == [("retirement", "赵砚禾到龄退休")]


def test_a_leading_post_held_for_five_years(unit, user):
    post(clerk(unit), unit, began="20210630", is_leader_post=True)

    assert told(posts, DAY(2026, 6, 30), user) == [("post_held", "赵砚禾任临溪县副镇长满5年")]


def test_the_end_of_a_teams_term(unit, user):
    turnover = TurnoverRound.objects.create(name="2021年换届", as_of=DAY(2021, 6, 30))
    TurnoverUnit.objects.create(round=turnover, unit=unit, state="completed", completed_on=DAY(2021, 6, 28))

    assert told(posts, DAY(2026, 6, 28), user) == [("term_ends", "临溪县领导班子任期届满")]


def test_nothing_is_told_of_people_outside_the_scope(unit):
    inner = office(unit)
    clerk(unit, recruited=PartialDate(2025, 8, 15))

    assert service.due(DAY(2026, 1, 1), DAY(2026, 12, 31), account(Role.CADRE_SECTION, inner)) == []
