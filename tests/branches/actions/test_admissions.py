"""An admission becomes a membership by its steps."""

import pytest

from branches.actions.admissions import settle_case
from branches.models import AdmissionCase, PartyMember
from cadres.actions.people import create_person
from tests.branches.party import day, organization, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    town = unit()
    person = create_person(values={"name": "钱二", "unit": town, "political_status": "13"}, by=None)
    case = AdmissionCase.objects.create(
        person=person, organization=organization("桃岭村党支部", at=town), applied_on=day("2022-01-10")
    )
    settle_case(case, by=None)
    return case


def take(case, first: int, last: int, on: str):
    for number in range(first, last + 1):
        case.steps.create(number=number, done_on=day(on))
    settle_case(case, by=None)
    case.refresh_from_db()


def test_a_new_case_has_its_first_step_done_on_the_day_of_application(case):
    assert [(step.number, step.done_on) for step in case.steps.all()] == [(1, day("2022-01-10"))]
    assert case.state == "applicant"


def test_each_deciding_step_moves_the_case_on(case):
    take(case, 2, 3, "2022-06-01")
    assert case.state == "activist"
    take(case, 4, 7, "2023-06-10")
    assert case.state == "development_target"
    assert not PartyMember.objects.exists()


def test_approval_makes_a_probationary_member_since_the_day_of_the_branch(case):
    take(case, 2, 14, "2023-06-10")
    take(case, 15, 16, "2023-07-01")
    take(case, 17, 17, "2023-08-20")

    member = PartyMember.objects.get()
    assert (member.person, member.state, str(member.joined)) == (case.person, "probationary", "2023.07.01")
    assert member.changes.get().way == "111"
    member.person.refresh_from_db()
    assert member.person.political_status == "02"


def test_a_member_is_full_since_the_probation_was_over(case):
    take(case, 2, 14, "2023-06-10")
    take(case, 15, 23, "2023-07-01")
    take(case, 24, 24, "2024-08-20")

    member = PartyMember.objects.get()
    assert (case.state, member.state, str(member.full_since)) == ("full", "full", "2024.07.01")
    member.person.refresh_from_db()
    assert member.person.political_status == "01"


def test_a_stopped_case_stays_stopped(case):
    AdmissionCase.objects.filter(pk=case.pk).update(stopped_on=day("2023-01-01"), stopped_reason="本人撤回申请")
    take(case, 2, 3, "2022-06-01")

    assert case.state == "stopped"
