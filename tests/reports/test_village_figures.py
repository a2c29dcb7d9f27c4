"""Figures over villages' records at their edges: one household once, limits met exactly, months and days at the border."""

import datetime

import pytest

from branches.models import (
    CeremonyRecord,
    ChainMeeting,
    CustomReform,
    Household,
    HouseholdLink,
    IndustryProject,
    PartyOrganization,
    ServiceCentre,
    ServiceLog,
)
from portal.rules.dates import PartialDate
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import record_indicator
from tests.reports.records import unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def village():
    root = unit("C", "county")
    town = unit("C1", parent=root)
    return unit("V", "village", parent=town, township=town)


def figure(identity, village, day=DAY):
    question = ask_records(unit=village.parent.parent, as_of=day)
    return record_board(question, [record_indicator(identity)]).figure(identity)


def household(village, number="001"):
    return Household.objects.create(unit=village, number=number, head="张某")


def project(village, **more):
    return IndustryProject.objects.create(unit=village, name="项目", kind="planting", **more)


def test_a_household_in_two_projects_is_one_household(village):
    first, second = household(village), household(village, "002")
    for led, by in ((first, project(village)), (first, project(village)), (second, project(village))):
        HouseholdLink.objects.create(household=led, project=by, way="work")
    assert figure("IND-03.now", village).numerator == 2


def test_a_link_ended_on_the_day_holds_no_more_but_was_there(village):
    HouseholdLink.objects.create(
        household=household(village), project=project(village), way="work", ended=PartialDate(2026, 6, 30)
    )
    assert figure("IND-03.now", village).numerator == 0
    assert figure("IND-03.now", village, DAY - datetime.timedelta(days=1)).numerator == 1
    assert figure("IND-03.ever", village).numerator == 1


@pytest.mark.parametrize(("tables", "within"), [(9, 1), (10, 1), (11, 0)])
def test_as_many_tables_as_the_limit_are_within_it(village, tables, within):
    CustomReform.objects.create(unit=village, has_council=True, wedding_tables=10, began=PartialDate(2026, 6, 30))
    CeremonyRecord.objects.create(unit=village, kind="wedding", held_on=DAY, tables=tables)
    found = figure("CIV-04.weddings", village)
    assert (found.numerator, found.denominator, found.missing) == (within, 1, 0)


def test_a_wedding_on_the_eve_of_the_limits_cannot_be_judged(village):
    CustomReform.objects.create(unit=village, has_council=True, wedding_tables=10, began=PartialDate(2026, 6, 30))
    CeremonyRecord.objects.create(unit=village, kind="wedding", held_on=datetime.date(2026, 6, 29), tables=30)
    found = figure("CIV-04.weddings", village)
    assert (found.numerator, found.denominator, found.missing) == (0, 1, 1)


def test_more_money_than_the_reference_is_a_loss_in_the_sum(village):
    for cost in (10000, 25000):
        CeremonyRecord.objects.create(unit=village, kind="funeral", held_on=DAY, cost=cost, reference_cost=20000)
    assert figure("CIV-05.total", village).value == "0.5"
    assert figure("CIV-05.average", village).value == "2500.0"


def test_a_month_counts_from_its_last_day_on(village):
    centre = ServiceCentre.objects.create(unit=village, name="中心", has_health=True)
    ServiceLog.objects.create(centre=centre, year=2026, month=6, health=7)
    assert figure("SVC-03.health", village, datetime.date(2026, 6, 29)).numerator == 0
    assert figure("SVC-03.health", village).numerator == 7


def chain(village, began):
    return PartyOrganization.objects.create(
        name="产业链", category="CHN", sector="village", unit=village, began=PartialDate(*began)
    )


def test_two_meetings_in_a_month_are_one_month_with_meetings(village):
    organization = chain(village, (2026, 5, 1))
    for day in (1, 31):
        ChainMeeting.objects.create(organization=organization, held_on=datetime.date(2026, 5, day), topic="会议")
    found = figure("IND-09", village)
    assert (found.numerator, found.denominator) == (1, 2)


def test_the_month_in_which_a_chain_was_founded_asks_no_meeting(village):
    organization = chain(village, (2026, 5, 2))
    ChainMeeting.objects.create(organization=organization, held_on=datetime.date(2026, 5, 20), topic="会议")
    found = figure("IND-09", village)
    assert (found.numerator, found.denominator) == (0, 1)


def test_before_the_first_month_is_over_nothing_is_due(village):
    chain(village, (2024, 1, 1))
    assert figure("IND-09", village, datetime.date(2026, 1, 30)).value is None
