"""What falls due in selecting cadres, on the days and in the scope asked for."""

import datetime

import pytest

from cadres.models import Objection, PostReservation, PublicNotice, SelectionCase
from cadres.queries.due import selection
from portal.models import Unit
from portal.rules.roles import Role
from tests.api_county import _fresh_counts, account, county, person  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def section(account):  # noqa: F811
    return account(Role.CADRE_SECTION, "LX")


@pytest.fixture
def neighbour(account):  # noqa: F811
    return account(Role.TOWNSHIP_OFFICER, "LX02")


def told(user, first=DAY, last=DAY):
    return [(one.kind, one.day) for one in selection.due(first, last, user)]


def case(who, **values):
    given = {
        "channel": "appointed",
        "unit": Unit.objects.get(code="LX01"),
        "post": "副镇长",
        "post_kind": "deputy",
    } | values
    return SelectionCase.objects.create(person=who, **given)


def test_a_notice_is_due_on_its_last_day_while_somebody_is_in_it(person, section, neighbour):  # noqa: F811
    unit = Unit.objects.get(code="LX")
    notice = PublicNotice.objects.create(number="1", title="公示", unit=unit, began=DAY - 6 * ONE, last_day=DAY)
    assert told(section) == []
    held = case(person("赵一"), notice=notice, state="public_notice")
    Objection.objects.create(case=held, received_on=DAY - ONE, manner="call")
    assert told(section) == [("notice_ends", DAY), ("objection_open", DAY)]
    assert told(section, DAY + ONE, DAY + ONE) == [] and told(neighbour) == []


def test_a_probation_is_due_until_it_is_confirmed(person, section):  # noqa: F811
    held = case(
        person("赵一"),
        state="appointed",
        approved_on=DAY - 370 * ONE,
        appointed_on=DAY - 365 * ONE,
        probation_until=DAY,
    )
    assert told(section) == [("probation_ends", DAY)]
    held.state, held.confirmed_on = "confirmed", DAY
    held.save()
    assert told(section) == []


def test_a_place_kept_for_three_months_is_due(person, section):  # noqa: F811
    held = case(person("赵一"), state="approved", approved_on=DAY - 90 * ONE)
    PostReservation.objects.create(case=held, unit=held.unit, kind="deputy_posts", reserved_on=DAY - 90 * ONE)
    assert told(section) == [("place_kept_long", DAY)]
    assert told(section, DAY - ONE, DAY - ONE) == []
