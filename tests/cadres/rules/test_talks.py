"""How often one must talk, and after what: periods, roles, events, each on its edge days."""

import datetime

import pytest

from cadres.rules.talks import TalkDuty, standing

YEARLY = TalkDuty(period="year", least={"chief": 2, "deputy": 1}, days_after={"post_change": 30}, days_before=30)
DAY = datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("period", "day", "first", "last"),
    [
        ("year", "2026-06-30", "2026-01-01", "2026-12-31"),
        ("half_year", "2026-06-30", "2026-01-01", "2026-06-30"),
        ("half_year", "2026-07-01", "2026-07-01", "2026-12-31"),
        ("quarter", "2026-12-31", "2026-10-01", "2026-12-31"),
        ("quarter", "2028-02-29", "2028-01-01", "2028-03-31"),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(period, day, first, last):
    span = TalkDuty(period=period).span(datetime.date.fromisoformat(day))

    assert [one.isoformat() for one in span] == [first, last]


def test_of_several_roles_the_strictest_counts():
    assert YEARLY.need(["deputy", "chief"]) == 2
    assert YEARLY.need(["leader"]) == 0


def test_a_talk_counts_from_the_first_day_of_the_period_to_the_day_asked():
    held = [datetime.date(2025, 12, 31), datetime.date(2026, 1, 1), DAY, datetime.date(2026, 7, 1)]

    found = standing(YEARLY, ["chief"], held, DAY)

    assert (found.need, found.held, found.missing, found.due) == (2, 2, 0, None)


def test_one_talk_of_two_covers_but_is_not_enough():
    found = standing(YEARLY, ["chief"], [datetime.date(2026, 3, 1)], DAY)

    assert found.covered
    assert (found.missing, found.due) == (1, datetime.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("talk", "met"),
    [("2026-05-01", False), ("2026-05-02", True), ("2026-07-01", True), ("2026-07-02", False)],
)
def test_an_event_is_talked_about_from_thirty_days_before_to_thirty_days_after(talk, met):
    assert YEARLY.event_met("post_change", datetime.date(2026, 6, 1), [datetime.date.fromisoformat(talk)]) is met


def test_an_occasion_the_rule_does_not_name_asks_for_nothing():
    assert YEARLY.event_met("award", DAY, [])
