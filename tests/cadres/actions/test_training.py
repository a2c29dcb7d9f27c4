"""A roster ticked off in one go: signed in, completed, and who may not complete."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.training import mark_roster
from cadres.models import Enrolment, TrainingClass, TrainingSession
from portal.models import AuditEvent
from tests.reports.records import person, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def held():
    return TrainingClass.objects.create(
        unit=unit("C", kind="county"), name="班", direction="local", began=DAY, ended=DAY, hours=Decimal(56), state="finished"
    )


def place(held, name, state="enrolled", leave=0):
    return Enrolment.objects.create(training_class=held, person=person(name), state=state, leave_hours=Decimal(leave))


def mark(held, places, ticked, state="attended", **more):
    shown = [one.pk for one in places]
    return mark_roster(
        training_class=held, places=shown, ticked=[one.pk for one in ticked], state=state, by=None, today=DAY, **more
    )


def states(places):
    return [Enrolment.objects.get(pk=one.pk).state for one in places]


def test_ticked_people_attended_and_unticked_ones_did_not(held):
    places = [place(held, "甲"), place(held, "乙", "attended"), place(held, "丙", "withdrawn"), place(held, "丁", "completed")]

    changed = mark(held, places, [places[0], places[2]])

    assert states(places) == ["attended", "enrolled", "withdrawn", "completed"]
    assert changed == 2
    assert AuditEvent.objects.filter(action="trainingclass.roster_marked").count() == 1


def test_nobody_who_was_not_on_the_page_is_touched(held):
    shown, other = place(held, "甲"), place(held, "乙", "attended")

    mark(held, [shown], [shown])

    assert states([shown, other]) == ["attended", "attended"]


@pytest.mark.parametrize(("leave", "completes"), [("8", True), ("8.1", False)])
def test_more_than_a_seventh_of_leave_means_no_completion(held, leave, completes):
    places = [place(held, "甲", "attended", leave), place(held, "乙", "attended")]

    if completes:
        mark(held, places, places, "completed")
        assert states(places) == ["completed", "completed"]
    else:
        with pytest.raises(ValidationError, match="甲：请假超过总学时的1/7"):
            mark(held, places, places, "completed")
        assert states(places) == ["attended", "attended"]


def test_a_class_still_running_cannot_be_completed(held):
    TrainingClass.objects.update(state="running")
    one = place(held, "甲")

    with pytest.raises(ValidationError, match="班次还没有结束"):
        mark(held, [one], [one], "completed")


def test_the_ticks_become_the_sign_ins_of_the_lecture(held):
    lecture = TrainingSession.objects.create(training_class=held, held_on=DAY, theme="讲")
    places = [place(held, "甲"), place(held, "乙"), place(held, "丙", "completed")]

    mark(held, places, [places[0], places[2]], session=lecture)

    assert TrainingSession.objects.get().signed_in == 2
