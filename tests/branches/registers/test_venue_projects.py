"""A venue's project and its money: sources add up to the total, steps go one after the other."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from branches.models import FundAllocation
from portal.rules.roles import Role
from tests.branches.registers.conftest import TODAY, Ledger

PROPOSED = datetime.date(2026, 1, 5)


@pytest.fixture
def projects():
    return Ledger("venue-projects")


@pytest.fixture
def money():
    return Ledger("fund-allocations")


@pytest.fixture
def project(projects, village):
    made = projects.add(
        unit=village, name="党群服务中心", kind="new", total=60, proposed_on=PROPOSED, due_on=datetime.date(2026, 12, 1)
    )
    return projects.step(made, "approve", approved_on=datetime.date(2026, 2, 1), approval_number="临组〔2026〕1号")


def give(money, project, amount, source="county", **more):
    return money.add(project=project, source=source, amount=amount, allocated_on=datetime.date(2026, 2, 20), **more)


def test_sources_that_do_not_reach_the_total_leave_the_project_without_money(projects, money, project):
    give(money, project, 40)
    give(money, project, "19.9999", source="city")
    with pytest.raises(ValidationError) as refused:
        projects.step(project, "fund", funded_on=datetime.date(2026, 3, 1))
    assert "59.9999" in str(refused.value)


def test_sources_that_add_up_to_the_total_fund_the_project(projects, money, project):
    give(money, project, 40)
    give(money, project, 20, source="city")
    assert projects.step(project, "fund", funded_on=datetime.date(2026, 3, 1)).state == "funded"


def test_no_source_may_take_the_sum_beyond_the_total(money, project):
    first = give(money, project, 40)
    with pytest.raises(ValidationError) as refused:
        give(money, project, "20.0001", source="city")
    assert set(refused.value.error_dict) == {"amount"}
    money.change(first, amount=60)  # its own old amount is not counted beside the new one
    assert FundAllocation.objects.get().amount == 60


def test_once_funded_neither_the_total_nor_a_source_may_change_by_itself(projects, money, project):
    first = give(money, project, 60)
    project = projects.step(project, "fund", funded_on=datetime.date(2026, 3, 1))
    with pytest.raises(ValidationError):
        projects.change(project, total=61)
    with pytest.raises(ValidationError):
        money.change(first, amount=59)
    with pytest.raises(ValidationError):
        money.remove(first)
    assert FundAllocation.objects.get().amount == 60


def test_more_than_was_given_is_not_paid(money, project):
    with pytest.raises(ValidationError) as refused:
        give(money, project, 40, paid="40.0001", paid_on=TODAY)
    assert set(refused.value.error_dict) == {"paid"}


def test_what_is_paid_has_a_day(money, project):
    with pytest.raises(ValidationError):
        give(money, project, 40, paid=10)


def test_a_step_may_not_lie_before_the_step_before_it(projects, money, project):
    give(money, project, 60)
    with pytest.raises(ValidationError) as refused:
        projects.step(project, "fund", funded_on=datetime.date(2026, 1, 31))
    assert set(refused.value.error_dict) == {"funded_on"}


def test_nothing_is_accepted_tomorrow(projects, money, project):
    give(money, project, 60)
    project = projects.step(project, "fund", funded_on=datetime.date(2026, 3, 1))
    project = projects.step(project, "start", started_on=datetime.date(2026, 3, 2))
    with pytest.raises(ValidationError):
        projects.step(project, "accept", accepted_on=TODAY + datetime.timedelta(days=1))
    assert projects.step(project, "accept", accepted_on=TODAY).state == "accepted"


def test_who_proposed_a_project_does_not_approve_it(projects, village, account):
    secretary = account(Role.TOWNSHIP_OFFICER, "LX01")
    made = projects.add(
        by=secretary, unit=village, name="活动室", kind="repair", total=5, proposed_on=PROPOSED, due_on=PROPOSED
    )
    values = {"approved_on": PROPOSED, "approval_number": "1号"}
    with pytest.raises(ValidationError) as refused:
        projects.step(made, "approve", by=secretary, **values)
    assert refused.value.code == "second_person"
    assert projects.step(made, "approve", by=account(Role.ORGANIZATION_SECTION), **values).state == "approved"
