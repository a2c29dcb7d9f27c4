"""What waits for a second person is listed for whoever may be it, and for nobody else."""

import pytest

from cadres.models import TurnoverUnit
from portal.registers.actions import take_step
from portal.registers.waiting import waits_for
from portal.rules.roles import Role
from tests.portal.registers.conftest import TODAY
from tests.portal.registers.declared import TURNOVER


def step(record, name, by, **values):
    return take_step(register=TURNOVER, record=record, step=name, by=by, today=TODAY, values=values)


@pytest.fixture
def elected(turnover, officer):
    made = turnover(by=officer, approved_posts=9)
    step(made, "plan", officer)
    return step(made, "elect", officer, held_on=TODAY)


def test_it_waits_for_a_colleague_and_not_for_whoever_entered_it_or_took_the_last_step(elected, turnover, officer, section, account):
    turnover(unit="LX02")  # not yet at the step

    assert [(one.record, one.step.name, one.place, one.last.taken_by) for one in waits_for(section)] == [
        (elected, "approve", "青石镇", officer)
    ]
    assert waits_for(officer) == []
    assert waits_for(account(Role.TOWNSHIP_OFFICER, "LX02")) == []


def test_whoever_took_the_last_step_for_somebody_else_waits_for_a_third(turnover, officer, section):
    made = turnover(by=officer, approved_posts=9)
    step(made, "plan", officer)
    step(made, "elect", section, held_on=TODAY)

    assert waits_for(section) == [] and waits_for(officer) == []


def test_the_page_leads_to_the_record_and_the_first_page_counts_it(browser, elected, section, account):
    page = browser(section).get("/waiting/?register=turnovers").content.decode()
    home = browser(section).get("/").content.decode()

    assert f"/registers/turnovers/{elected.pk}/" in page and "批复" in page
    assert "待我复核" in home and 'href="/waiting/"' in home
    assert browser(account(Role.BRANCH_SECRETARY, "LX0101")).get("/waiting/").status_code == 403


def test_records_without_a_step_on_file_wait_too_and_more_of_them_ask_no_more(
    turnover, elected, officer, section, django_assert_num_queries
):
    turnover(unit="LX02", by=None)
    TurnoverUnit.objects.filter(unit__code="LX02").update(state="elected")
    waits_for(section)
    with django_assert_num_queries(2):
        assert len(waits_for(section)) == 2
