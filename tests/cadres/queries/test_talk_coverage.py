"""Who must be talked to on a day, who has been, and which events nobody has talked about."""

import datetime

import pytest

from cadres.models import Award, Person, Secondment, TalkRecord
from cadres.queries.talk_coverage import events_without_talk, people_to_talk_to, talk_duty
from cadres.rules.talks import TalkDuty
from tests.reports.records import day, person, post, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def town():
    return unit("T1", parent=unit("C", kind="county"))


def talked(who, held_on, **facts):
    return TalkRecord.objects.create(
        person=who, talker_text="部长", held_on=datetime.date.fromisoformat(held_on), **facts
    )


def of(who, duty=None, on=DAY):
    return people_to_talk_to(duty or talk_duty(on), on).filter(pk=who.pk).first()


def test_a_leader_s_duty_lasts_from_the_first_day_of_the_post_to_the_day_before_its_end(town):
    who = person("王五", unit=town, status="1")
    post(who, town, "2026-06-30", "2026-07-02")

    assert of(who, on=datetime.date(2026, 6, 29)) is None
    assert of(who).role == "deputy"
    assert of(who, on=datetime.date(2026, 7, 1)) is not None
    assert of(who, on=datetime.date(2026, 7, 2)) is None


def test_somebody_seconded_is_due_on_the_last_day_too(town):
    who = person("王五", unit=town, status="1")
    Secondment.objects.create(
        person=who, direction="up", host_text="某部门", state="finished", started=datetime.date(2026, 6, 29), ended=DAY
    )

    assert of(who, on=datetime.date(2026, 6, 28)) is None
    assert of(who, on=datetime.date(2026, 6, 29)).role == "seconded"
    assert of(who) is not None
    assert of(who, on=datetime.date(2026, 7, 1)) is None


@pytest.mark.parametrize(
    ("held_on", "facts", "counts"),
    [
        ("2025-12-31", {}, False), ("2026-01-01", {}, True), ("2026-06-30", {}, True), ("2026-07-01", {}, False),
        ("2026-03-01", {"mode": "group"}, False),
    ],
)  # fmt: skip
def test_which_talks_count(town, held_on, facts, counts):
    who = person("王五", unit=town, status="1")
    post(who, town, "2020")
    talked(who, held_on, **facts)

    assert of(who).talked is counts


def test_of_two_talks_asked_one_covers_and_is_not_enough(town):
    who = person("王五", unit=town, status="1")
    post(who, town, "2020", member_kind="1")
    talked(who, "2026-03-01")

    found = of(who, TalkDuty(least={"chief": 2}))

    assert (found.need, found.held, found.talked, found.enough) == (2, 1, True, False)


def test_a_punishment_is_talked_about_within_thirty_days(town):
    who = person("王五", unit=town, status="1")
    Award.objects.create(person=who, name="警告", code="02110", decided=day("2026-06-01"))
    duty, everybody = talk_duty(DAY), Person.objects.all()
    until = datetime.date(2026, 7, 1)

    open_ones = events_without_talk(duty, DAY, until, everybody)

    assert [(event.occasion.value, event.until) for event in open_ones] == [("discipline", until)]
    assert events_without_talk(duty, DAY, DAY, everybody) == []
    talked(who, "2026-06-20", occasion="discipline")
    assert events_without_talk(duty, DAY, until, everybody) == []


def test_an_event_known_to_the_month_is_not_called_late(town):
    who = person("王五", unit=town, status="1")
    Award.objects.create(person=who, name="警告", code="02110", decided=day("2026-06"))

    assert events_without_talk(talk_duty(DAY), DAY, datetime.date(2026, 7, 31), Person.objects.all()) == []
