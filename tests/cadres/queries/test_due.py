"""What falls due: secondments, agreements, talks and difficulties, on the days and in the scope asked for."""

import datetime

import pytest

from cadres.models import CooperationAgreement, PartnerUnit, Secondment, TalkIssue, TalkPlan, TalkRecord
from cadres.queries.due import secondments, talks, training
from portal.rules.roles import Role
from tests.api_county import _fresh_counts, account, county, person  # noqa: F401

DAY = datetime.date(2026, 6, 30)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def section(account):  # noqa: F811
    return account(Role.CADRE_SECTION, "LX")


@pytest.fixture
def neighbour(account):  # noqa: F811
    return account(Role.TOWNSHIP_OFFICER, "LX02")


def told(of, user, first=DAY, last=DAY):
    return [(one.kind, one.day, one.person_id) for one in of.due(first, last, user)]


def test_a_running_secondment_is_due_on_its_planned_last_day_only(person, section, neighbour):  # noqa: F811
    who = person("赵一")
    held = Secondment.objects.create(
        person=who, direction="up", host_text="某部门", state="running", started=datetime.date(2026, 1, 1), planned_end=DAY
    )

    assert told(secondments, section) == [("secondment_ends", DAY, who.pk)]
    assert told(secondments, section, DAY - ONE, DAY - ONE) == told(secondments, section, DAY + ONE, DAY + ONE) == []
    assert told(secondments, neighbour) == []
    held.state, held.ended = "finished", DAY
    held.save()
    assert told(secondments, section) == []


def test_an_agreement_is_due_unless_it_was_renewed_or_ended_before(county, section):  # noqa: F811
    partner = PartnerUnit.objects.create(unit=county["LX"], name="东湖学院", kind="college")
    old = CooperationAgreement.objects.create(partner=partner, name="甲", signed=datetime.date(2021, 1, 1), expires=DAY)

    assert told(training, section) == [("agreement_ends", DAY, None)]
    CooperationAgreement.objects.create(partner=partner, name="乙", signed=DAY, renews=old)
    assert told(training, section) == []


@pytest.mark.parametrize(("held_on", "open_"), [(DAY - 31 * ONE, True), (DAY - 30 * ONE, False), (DAY + ONE, False)])
def test_a_plan_is_due_until_somebody_talked_at_most_thirty_days_before(person, section, held_on, open_):  # noqa: F811
    who = person("赵一")
    TalkPlan.objects.create(person=who, occasion="routine", due=DAY)
    TalkRecord.objects.create(person=who, occasion="routine", talker_text="部长", held_on=held_on)

    assert bool(told(talks, section)) is open_


def test_an_open_difficulty_is_due_at_its_limit_and_tells_no_content(person, section):  # noqa: F811
    who = person("赵一")
    TalkIssue.objects.create(person=who, category="housing", raised=DAY - 60 * ONE, due=DAY, content="想调到县城")

    found = talks.due(DAY, DAY, section)

    assert [one.kind for one in found] == ["issue_due"]
    assert "县城" not in str(found)
