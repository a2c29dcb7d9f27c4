from datetime import date

import pytest

from branches.rules.life_slots import Cycles, Standing, is_backfilled, slots_of

CYCLES = [
    Cycles(
        date(1, 1, 1),
        {"member_assembly": "quarter", "branch_committee": "month", "group_meeting": "month", "theme_day": "month",
         "democratic_life_meeting": "year", "party_lecture": "never"},
    )
]  # fmt: skip
FIRST, THROUGH = date(2026, 1, 1), date(2026, 12, 31)
SINCE_2020 = (date(2020, 1, 1), None)


def due(standing, kind, cycles=CYCLES, through=THROUGH):
    return [(first, last) for one, first, last in slots_of(standing, cycles, FIRST, through) if one == kind]


def test_a_branch_holds_an_assembly_in_each_quarter_and_a_theme_day_in_each_month():
    assert len(due(Standing("BR"), "member_assembly")) == 4
    assert len(due(Standing("BR"), "theme_day")) == 12


def test_a_branch_founded_on_the_first_day_of_a_quarter_stood_through_it():
    founded = Standing("BR", began=date(2026, 4, 1))
    assert due(founded, "member_assembly")[0] == (date(2026, 4, 1), date(2026, 6, 30))


def test_a_branch_founded_a_day_later_begins_with_the_next_quarter_and_the_next_month():
    founded = Standing("BR", began=date(2026, 4, 2))
    assert due(founded, "member_assembly")[0][0] == date(2026, 7, 1)
    assert due(founded, "theme_day")[0][0] == date(2026, 5, 1)


def test_a_branch_dissolved_during_a_quarter_owes_nothing_for_it():
    assert len(due(Standing("BR", ended=date(2026, 6, 30)), "member_assembly")) == 1
    assert len(due(Standing("BR", ended=date(2026, 7, 1)), "member_assembly")) == 2


def test_only_a_branch_with_a_committee_of_three_holds_committee_meetings():
    assert due(Standing("BR", posts=(SINCE_2020,) * 2), "branch_committee") == []
    assert len(due(Standing("BR", posts=(SINCE_2020,) * 3), "branch_committee")) == 12


def test_a_committee_elected_within_a_month_begins_with_the_next():
    posts = (SINCE_2020, SINCE_2020, (date(2026, 3, 2), None))
    assert due(Standing("BR", posts=posts), "branch_committee")[0][0] == date(2026, 4, 1)


def test_groups_hold_group_meetings_and_nothing_else():
    assert {kind for kind, *_ in slots_of(Standing("GRP"), CYCLES, FIRST, THROUGH)} == {"group_meeting"}


def test_committees_hold_the_democratic_life_meeting_and_chain_organizations_nothing():
    assert due(Standing("COM"), "democratic_life_meeting") == [(FIRST, THROUGH)]
    assert list(slots_of(Standing("CHN"), CYCLES, FIRST, THROUGH)) == []


def test_what_the_office_does_not_ask_is_not_due():
    assert due(Standing("BR"), "party_lecture") == []


def test_a_cycle_changed_within_the_year_holds_for_periods_that_begin_after_it():
    changed = [*CYCLES, Cycles(date(2026, 7, 1), {"theme_day": "quarter"})]
    assert len(due(Standing("BR"), "theme_day", changed)) == 6 + 2


def test_a_period_that_is_not_over_by_the_last_day_asked_is_left_out():
    assert len(due(Standing("BR"), "theme_day", through=date(2026, 6, 29))) == 5
    assert len(due(Standing("BR"), "theme_day", through=date(2026, 6, 30))) == 6


@pytest.mark.parametrize(
    ("recorded", "late"),
    [(None, False), (date(2026, 7, 10), False), (date(2026, 7, 11), True), (date(2026, 6, 30), False)],
)
def test_a_record_is_late_after_the_days_allowed(recorded, late):
    assert is_backfilled(recorded, date(2026, 6, 30), 10) is late
