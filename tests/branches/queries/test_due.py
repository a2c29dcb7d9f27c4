"""What falls due for organizations and villages, on the edge days and within the scope."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import (
    AdmissionCase,
    ChainIssue,
    CouncilItem,
    CouncilMeeting,
    Dispute,
    DuesPayment,
    OrganizationElection,
    OrganizationTerm,
    VenueProject,
    VillageCouncil,
)
from branches.queries.due import admission, dues, matters, terms
from portal.actions.users import create_user, grant_role
from portal.models import Unit
from portal.rules.roles import Role
from tests.branches.party import day, member, organization, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def place():
    return unit()


def officer(where, name="officer"):
    user = create_user(username=name, full_name=name, password=None, by=None, must_change_password=False)
    grant_role(user=user, role=Role.ORGANIZATION_SECTION, unit=where, by=None)
    return user


@pytest.fixture
def section(place):
    return officer(Unit.objects.get(parent__isnull=True))


def told(of, user, first=DAY, last=DAY):
    return [(one.kind, one.day) for one in of.due(first, last, user)]


def test_a_term_is_told_six_three_and_one_month_before_and_on_its_last_day(place, section):
    term = OrganizationTerm.objects.create(organization=organization("甲", at=place), began=day("2023-06-30"), due=DAY)

    assert told(terms, section, day("2025-12-01"), day("2026-07-31")) == [
        ("organization_term_near", day("2025-12-30")),
        ("organization_term_near", day("2026-03-30")),
        ("organization_term_near", day("2026-05-30")),
        ("organization_term_ends", DAY),
    ]
    assert told(terms, section, DAY - 2 * ONE, DAY - ONE) == told(terms, section, DAY + ONE, DAY + 2 * ONE) == []
    assert told(terms, officer(unit("他镇"), "neighbour")) == []
    election = OrganizationElection.objects.create(
        organization=term.organization, term=term, state="postponed", postponed_until=DAY + 90 * ONE
    )
    assert told(terms, section) == []
    assert told(terms, section, DAY + 90 * ONE, DAY + 90 * ONE) == [("organization_term_ends", DAY + 90 * ONE)]
    election.state = "result_approved"
    election.save()
    assert told(terms, section, DAY, DAY + 90 * ONE) == []


def test_a_step_of_admission_is_due_on_its_last_day_until_it_is_taken(place, section):
    branch = organization("甲", at=place)
    who = member("赵一", of=branch).person
    case = AdmissionCase.objects.create(person=who, organization=branch, applied_on=day("2026-05-30"))
    case.steps.create(number=1, done_on=day("2026-05-30"))

    assert told(admission, section) == [("admission_step", DAY)]
    assert told(admission, section, DAY - ONE, DAY - ONE) == told(admission, section, DAY + ONE, DAY + ONE) == []
    case.steps.create(number=2, done_on=day("2026-06-02"))
    assert told(admission, section) == []


def paid(who, month, on, amount="10"):
    DuesPayment.objects.create(
        member=who, month=day(month), due=Decimal(10), paid=Decimal(amount), paid_on=on and day(on)
    )


def test_three_months_without_dues_are_told_on_the_first_day_after_them(place, section):
    branch = organization("甲", at=place)
    late, good = member("欠一", of=branch), member("好二", of=branch)
    paid(late, "2026-02-01", "2026-02-10")
    paid(good, "2026-05-01", "2026-05-10")

    assert told(dues, section, day("2026-01-01"), day("2026-12-31")) == [], "May is not over on the latest payment's day"
    paid(good, "2026-06-01", "2026-06-01")
    assert told(dues, section, day("2026-06-01"), day("2026-06-01")) == [("dues_arrears", day("2026-06-01"))]
    assert told(dues, section, day("2026-05-01"), day("2026-05-31")) == []
    assert told(dues, section, day("2026-06-02"), day("2026-12-31")) == []


def test_an_open_dispute_is_due_and_a_settled_one_is_not(place, section):
    one = Dispute.objects.create(unit=place, title="田埂", kind="neighbour", found_on=day("2026-05-31"), due_on=DAY)

    assert told(matters, section) == [("dispute_due", DAY)]
    assert told(matters, section, DAY + ONE, DAY + ONE) == []
    one.state, one.settled_on = "settled", DAY
    one.save()
    assert told(matters, section) == []


def test_matters_and_projects_are_due_by_the_offices_days(place, section):
    chain = organization("产业链", at=place, category="CHN")
    raised = DAY - 90 * ONE
    ChainIssue.objects.create(organization=chain, kind="land", raised_on=raised, matter="流转")
    council = VillageCouncil.objects.create(unit=place, name="议事会", founded_on=day("2020-01-01"))
    meeting = CouncilMeeting.objects.create(council=council, held_on=raised)
    CouncilItem.objects.create(meeting=meeting, title="修路", result="adopted")
    CouncilItem.objects.create(meeting=meeting, title="缓议", result="deferred")
    VenueProject.objects.create(
        unit=place, name="活动室", kind="new", total=10, proposed_on=day("2026-01-01"), due_on=DAY
    )

    assert told(matters, section) == [("chain_issue_due", DAY), ("council_item_due", DAY), ("venue_project_due", DAY)]
    assert told(matters, section, DAY - ONE, DAY - ONE) == told(matters, section, DAY + ONE, DAY + ONE) == []


def test_more_people_and_records_cost_no_more_statements(place, section):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            for of in (terms, admission, dues, matters):
                of.due(day("2026-01-01"), day("2026-12-31"), section)
        return len(seen)

    def add(number):
        branch = organization(f"支部{number}", at=place)
        OrganizationTerm.objects.create(organization=branch, began=day("2023-06-30"), due=DAY)
        who = member("赵" + "一二三四五"[number], of=branch)
        paid(who, "2026-01-01", "2026-01-10")
        case = AdmissionCase.objects.create(person=who.person, organization=branch, applied_on=day("2026-05-30"))
        case.steps.create(number=1, done_on=day("2026-05-30"))
        Dispute.objects.create(unit=place, title="田埂", kind="neighbour", found_on=day("2026-05-31"), due_on=DAY)
        ChainIssue.objects.create(organization=branch, kind="land", raised_on=day("2026-03-01"), matter="流转")

    add(1)
    paid(member("近二", of=organization("乙", at=place)), "2026-06-01", "2026-06-05")
    cost()  # the account reads its grants once
    once = cost()
    for number in range(2, 5):
        add(number)
    assert cost() == once
