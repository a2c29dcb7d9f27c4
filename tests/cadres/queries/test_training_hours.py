"""Hours by person and year, and the classes they come from."""

import datetime
from decimal import Decimal

import pytest

from cadres.models import Enrolment, RankSpan, TrainingClass
from cadres.queries.training_hours import hours_reckoning, hours_rule, people_who_must, with_hours
from portal.rules.dates import PartialDate
from tests.reports.records import person, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def town():
    return unit("T1", parent=unit("C", kind="county"))


def servant(town, **facts):
    return person("李四", **{"unit": town, "category": "1", "status": "1", **facts})


def took(who, town, ended, of_class=90, **facts):
    ended = datetime.date.fromisoformat(ended)
    state = facts.pop("class_state", "finished")
    number = TrainingClass.objects.count()
    held = TrainingClass.objects.create(
        unit=town, name=f"班{number}", direction="local", began=ended, ended=ended, state=state,
        hours=None if of_class is None else Decimal(of_class),
    )  # fmt: skip
    return Enrolment.objects.create(training_class=held, person=who, **{"state": "completed", **facts})


def year_of(who, year=2026, day=DAY):
    rule = hours_rule(day)
    return with_hours(people_who_must(rule, day), rule, year, day).filter(pk=who.pk).get()


@pytest.mark.parametrize(
    ("ended", "reached"), [("2025-12-31", 0), ("2026-01-01", 90), ("2026-06-30", 90), ("2026-07-01", 0)]
)
def test_hours_belong_to_the_day_the_class_ended(town, ended, reached):
    who = servant(town)
    took(who, town, ended)

    assert year_of(who).reached == reached
    assert hours_reckoning(who, hours_rule(DAY), 2026, DAY).reached == reached


@pytest.mark.parametrize("state", ["enrolled", "attended", "withdrawn"])
def test_a_place_not_completed_gives_no_hours_and_says_why(town, state):
    who = servant(town)
    took(who, town, "2026-03-01", state=state)

    found = hours_reckoning(who, hours_rule(DAY), 2026, DAY)

    assert year_of(who).reached == found.reached == 0
    assert "未结业" in found.lines[0].why_not


def test_the_person_s_own_hours_stand_before_those_of_the_class(town):
    who = servant(town)
    took(who, town, "2026-03-01", hours=Decimal("12.5"))
    took(who, town, "2026-03-02", 40, hours=Decimal("7.5"))

    assert year_of(who).reached == Decimal("20.0")


def test_hours_nobody_wrote_down_leave_the_answer_open(town):
    who = servant(town)
    took(who, town, "2026-03-01", None)

    assert year_of(who).compliant is None
    assert hours_reckoning(who, hours_rule(DAY), 2026, DAY).compliant is None
    took(who, town, "2026-03-02", 90)
    assert year_of(who).compliant is True


def test_a_fourth_class_consultant_is_held_to_five_years_from_the_day_of_the_rank(town):
    who = servant(town)
    RankSpan.objects.create(person=who, sequence="rank", code="17", began=PartialDate(2020, 1), ended=PartialDate(2026, 6, 30))
    RankSpan.objects.create(person=who, sequence="rank", code="16", began=PartialDate(2026, 6, 30))
    took(who, town, "2022-01-01", 550)

    before = year_of(who, day=datetime.date(2026, 6, 29))
    after = year_of(who)

    assert (before.needed, before.reached, before.compliant) == (90, 0, False)
    assert (after.needed, after.reached, after.compliant) == (550, 550, True)


def test_a_class_five_years_before_the_year_no_longer_counts(town):
    who = servant(town, post_level="0132")
    took(who, town, "2021-12-31", 550)

    assert (year_of(who).needed, year_of(who).reached) == (550, 0)


@pytest.mark.parametrize(
    ("facts", "must"),
    [
        ({}, True), ({"category": "7"}, False), ({"category": "7", "management": "04"}, True), ({"status": "2"}, False),
        ({"category": ""}, False),
    ],
)  # fmt: skip
def test_who_must_reach_hours(town, facts, must):
    who = servant(town, **facts)

    assert people_who_must(hours_rule(DAY), DAY).filter(pk=who.pk).exists() is must
    assert (hours_reckoning(who, hours_rule(DAY), 2026, DAY) is not None) is must
