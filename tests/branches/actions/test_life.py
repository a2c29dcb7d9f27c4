"""Attendance taken in one go, and slots that follow meetings and rules."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from branches.actions.life import settle_life_slots, take_attendance
from branches.models import LifeSlot, Membership, OrgLifeMeeting, PartyMember, PartyOrganization
from branches.queries.life import expected_at
from portal.actions.rules import set_rule
from portal.rules.dates import PartialDate
from tests.branches.villages import village
from tests.reports.records import person

pytestmark = pytest.mark.django_db


def branch(**given):
    return PartyOrganization.objects.create(name="支部", category="BR", sector="village", unit=village(), **given)


def meeting(organization, held_on=date(2026, 6, 30), kind="theme_day", recorded_on=date(2026, 7, 1), **given):
    state = "recorded" if recorded_on else "held"
    return OrgLifeMeeting.objects.create(
        organization=organization,
        kind=kind,
        held_on=held_on,
        topic="学习",
        recorded_on=recorded_on,
        state=state,
        **given,
    )


def member(organization, name, began="2010.07.01"):
    one = PartyMember.objects.create(person=person(name=name, pinyin=name), organization=organization)
    year, month, day = (int(part) for part in began.split("."))
    Membership.objects.update_or_create(
        member=one, organization=organization, defaults={"began": PartialDate(year, month, day)}
    )
    return one


def test_a_meeting_on_the_last_day_of_the_month_fills_that_month():
    one = branch()
    held = meeting(one)
    settle_life_slots(through=date(2026, 12, 31))
    slot = LifeSlot.objects.get(kind="theme_day", last=date(2026, 6, 30))
    assert (slot.meeting, slot.backfilled) == (held, False)
    assert LifeSlot.objects.filter(kind="theme_day", meeting__isnull=False).count() == 1


def test_a_meeting_held_but_not_recorded_fills_nothing():
    meeting(branch(), recorded_on=None)
    settle_life_slots(through=date(2026, 12, 31))
    assert not LifeSlot.objects.filter(held_on__isnull=False).exists()


def test_of_two_meetings_the_one_recorded_first_fills_the_slot():
    one = branch()
    meeting(one, date(2026, 6, 1), recorded_on=date(2026, 9, 1))
    second = meeting(one, date(2026, 6, 20), recorded_on=date(2026, 6, 21))
    settle_life_slots(through=date(2026, 12, 31))
    slot = LifeSlot.objects.get(kind="theme_day", last=date(2026, 6, 30))
    assert (slot.meeting, slot.backfilled) == (second, False)


def test_settling_again_changes_nothing_and_a_removed_meeting_empties_its_slot():
    one = branch()
    held = meeting(one)
    assert settle_life_slots(through=date(2026, 12, 31)) > 0
    assert settle_life_slots(through=date(2026, 12, 31)) == 0
    held.delete()
    settle_life_slots(organizations=[one])
    assert not LifeSlot.objects.filter(held_on__isnull=False).exists()


def test_slots_follow_a_rule_changed_from_a_day_on():
    meeting(branch(), date(2026, 1, 5), recorded_on=date(2026, 1, 6))
    settle_life_slots(through=date(2026, 12, 31))
    before = LifeSlot.objects.filter(kind="theme_day").count()
    set_rule(key="life_cycles", value={"theme_day": "never"}, in_force_from=date(2026, 7, 1), source="测试", by=None)
    settle_life_slots(through=date(2026, 12, 31))
    assert (before, LifeSlot.objects.filter(kind="theme_day").count()) == (12, 6)


def test_attendance_counts_everyone_once_and_taking_it_again_replaces_it():
    one = branch()
    first, second, third = (member(one, name) for name in "甲乙丙")
    held = meeting(one)
    take_attendance(
        meeting=held,
        states={first.pk: ("present", ""), second.pk: ("on_leave", "外出"), third.pk: ("absent", "")},
        by=None,
    )
    taken = take_attendance(meeting=held, states={first.pk: ("present", ""), second.pk: ("present", "")}, by=None)
    assert (taken.expected, taken.present, taken.on_leave, taken.absent) == (2, 2, 0, 0)
    with pytest.raises(ValidationError, match="至少"):
        take_attendance(meeting=held, states={}, by=None)


def test_those_expected_are_the_members_of_the_day_of_the_meeting():
    one = branch()
    member(one, "甲")
    member(one, "乙", began="2026.06.30")
    member(one, "丙", began="2026.07.01")
    assert [row.member.person.name for row in expected_at(meeting(one))] == ["乙", "甲"]
