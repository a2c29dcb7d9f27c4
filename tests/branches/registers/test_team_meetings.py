"""The democratic life meeting of a team: a plan reported in time before it, an account in time after it."""

import datetime

import pytest

from portal.models import RuleSetting
from portal.registers.cautions import caution_of
from tests.branches.party import organization
from tests.branches.registers.conftest import TODAY, Ledger

HELD = datetime.date(2026, 6, 10)


@pytest.fixture
def committee(county):
    return organization("青石镇党委", at=county["LX01"], category="COM", sector="township")


@pytest.mark.parametrize(
    ("planned", "reported", "column", "days"),
    [
        (None, None, "plan_reported_on", ""), (datetime.date(2026, 5, 27), None, "plan_reported_on", "14天"),
        (datetime.date(2026, 5, 26), None, "reported_on", "20天仍未"),
        (datetime.date(2026, 5, 26), datetime.date(2026, 6, 26), "reported_on", "16天"),
        (datetime.date(2026, 5, 26), datetime.date(2026, 6, 25), None, ""),
    ],
)  # fmt: skip
def test_a_day_too_few_or_too_many_is_told_and_the_last_day_is_in_time(committee, planned, reported, column, days):
    meetings = Ledger("democratic-life-meetings")
    made = meetings.add(
        organization=committee, year=2026, theme="年度民主生活会", plan_reported_on=planned, held_on=HELD, reported_on=reported
    )

    caution = caution_of(meetings.register, made, TODAY)

    assert (caution and caution.column) == column
    assert caution is None or days in caution.message


def test_the_office_sets_the_days(committee):
    RuleSetting.objects.filter(key="democratic_meeting_times").update(value={"plan_days": 10, "report_days": 30})
    meetings = Ledger("democratic-life-meetings")
    made = meetings.add(
        organization=committee, year=2026, theme="年度民主生活会", plan_reported_on=datetime.date(2026, 5, 31), held_on=HELD
    )

    assert caution_of(meetings.register, made, TODAY) is None
