"""The pages of hours, of a class's roster and of talks: scope, filters, one save for a whole roster."""

import datetime
from decimal import Decimal

import pytest

from cadres.models import Appointment, Enrolment, TalkRecord, TrainingClass, TrainingSession
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.api_county import _fresh_counts, account, county, person  # noqa: F401

DAY = datetime.date(2024, 6, 28)
AS_OF = "as_of=2024-06-28"


@pytest.fixture
def browser(client, account):  # noqa: F811
    def sign_in(role, unit):
        client.force_login(account(role, unit), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def servant(person):  # noqa: F811
    """Makes somebody who must reach hours and, with a post, be talked to."""

    def make(name, unit="LX01", post=False):
        who = person(name, unit, category="1", status="1")
        if post:
            Appointment.objects.create(
                person=who, unit=who.unit, unit_text=who.unit.name, title="副镇长", began=PartialDate(2020),
                is_team_member=True, member_kind="3",
            )  # fmt: skip
        return who

    return make


@pytest.fixture
def held(county):  # noqa: F811
    return TrainingClass.objects.create(
        unit=county["LX"], name="轮训班", direction="local", began=DAY, ended=DAY, hours=Decimal(90), state="finished"
    )


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:1500]
    return answer.content.decode()


def test_the_page_of_hours_tells_who_is_behind_within_the_scope(browser, servant, held):
    Enrolment.objects.create(training_class=held, person=servant("王达标"), state="completed")
    servant("赵未达"), servant("李邻镇", "LX02")
    client = browser(Role.TOWNSHIP_OFFICER, "LX01")

    assert all(name in text(client.get(f"/cadres/training-hours/?{AS_OF}")) for name in ("王达标", "赵未达"))
    short = text(client.get(f"/cadres/training-hours/?{AS_OF}&state=short"))
    assert "赵未达" in short and "王达标" not in short and "李邻镇" not in short


@pytest.mark.parametrize("query", ["state=x", "tier=upper", "year=1800", "year=x", "unit=nowhere", "sort=-reached", "q=王"])
def test_no_address_of_the_pages_breaks_them(browser, servant, query):
    servant("王达标", post=True)
    client = browser(Role.CADRE_SECTION, "LX")

    text(client.get(f"/cadres/training-hours/?{query}"))
    text(client.get(f"/cadres/talk-coverage/?{query}"))


def test_a_person_s_hours_name_the_classes_they_come_from(browser, servant, held):
    who = servant("王达标")
    Enrolment.objects.create(training_class=held, person=who, state="attended")
    page = text(browser(Role.CADRE_SECTION, "LX").get(f"/cadres/people/{who.pk}/training-hours/?{AS_OF}"))

    assert "轮训班" in page and "未结业" in page and "未达标" in page


def test_a_neighbour_s_hours_are_not_found(browser, servant):
    who = servant("李邻镇", "LX02")

    assert browser(Role.TOWNSHIP_OFFICER, "LX01").get(f"/cadres/people/{who.pk}/training-hours/").status_code == 404


def test_a_whole_roster_signs_in_with_one_save(browser, servant, held):
    lecture = TrainingSession.objects.create(training_class=held, held_on=DAY, theme="讲")
    places = [Enrolment.objects.create(training_class=held, person=servant(name)) for name in ("甲一", "乙二")]
    client = browser(Role.TRAINING_SECTION, "LX")
    address = f"/cadres/training-classes/{held.pk}/roster/"

    assert "甲一" in text(client.get(address))
    answer = client.post(
        address,
        {"mark": "attended", "shown": [one.pk for one in places], "place": [places[0].pk], "session": lecture.pk},
    )

    assert answer.status_code == 302
    assert [Enrolment.objects.get(pk=one.pk).state for one in places] == ["attended", "enrolled"]
    assert TrainingSession.objects.get().signed_in == 1


def test_a_roster_that_cannot_be_completed_is_shown_again_with_the_reason(browser, servant, held):
    place = Enrolment.objects.create(training_class=held, person=servant("甲一"), state="attended", leave_hours=Decimal(13))
    client = browser(Role.TRAINING_SECTION, "LX")

    answer = client.post(
        f"/cadres/training-classes/{held.pk}/roster/", {"mark": "completed", "shown": place.pk, "place": place.pk}
    )

    assert answer.status_code == 422
    assert "甲一：请假超过总学时的1/7" in answer.content.decode()


def test_a_class_outside_the_scope_has_no_roster(browser, held):
    client = browser(Role.TOWNSHIP_OFFICER, "LX01")

    assert client.get(f"/cadres/training-classes/{held.pk}/roster/").status_code == 404


def test_the_page_of_talks_tells_whom_nobody_has_talked_to_and_nothing_of_what_was_said(browser, servant):
    talked, waiting = servant("王谈过", post=True), servant("赵没谈", post=True)
    servant("孙群众")
    TalkRecord.objects.create(person=talked, talker_text="部长", held_on=DAY, summary="想调到县城")
    page = text(browser(Role.CADRE_SECTION, "LX").get(f"/cadres/talk-coverage/?{AS_OF}&state=none"))

    assert waiting.name in page and talked.name not in page and "孙群众" not in page and "县城" not in page
