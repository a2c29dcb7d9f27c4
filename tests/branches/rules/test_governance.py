from datetime import date

import pytest

from branches.rules.assemblies import is_complete, is_quorate, periods_due, periods_of_year
from branches.rules.disputes import due_on, escalate_on, masked

DAYS = {"settle": 30, "grid": 3, "village": 7, "township": 15}


@pytest.mark.parametrize(
    ("present", "expected", "share", "stands"),
    [
        (50, 100, "over_half", False), (51, 100, "over_half", True), (50, 99, "over_half", True),
        (20, 30, "two_thirds", True), (19, 30, "two_thirds", False), (67, 100, "two_thirds", True),
        (66, 100, "two_thirds", False), (1, 30, "any", True), (0, 30, "any", False),
    ],
)  # fmt: skip
def test_half_is_not_over_half_and_exactly_two_thirds_are_enough(present, expected, share, stands):
    assert is_quorate(present, expected, share) is stands


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 30), 0),
        (date(2026, 3, 31), 1),
        (date(2026, 6, 30), 2),
        (date(2026, 12, 31), 4),
        (date(2027, 1, 1), 0),
    ],
)
def test_a_quarter_is_due_on_its_last_day_and_not_before(day, due):
    assert len(periods_due(day, 4)) == due


def test_the_year_is_cut_into_equal_parts_without_gap():
    parts = periods_of_year(2024, 6)
    assert parts[0] == (date(2024, 1, 1), date(2024, 2, 29))
    assert parts[-1] == (date(2024, 11, 1), date(2024, 12, 31))


def test_a_decision_is_complete_when_all_steps_follow_one_another_even_on_one_day():
    day = date(2026, 5, 1)
    assert is_complete([day] * 6, day)
    assert not is_complete([day] * 5 + [None], day)
    assert not is_complete([day, date(2026, 4, 30), *[day] * 4], day)
    assert not is_complete([day] * 5 + [date(2026, 5, 2)], day)


def test_days_of_a_dispute_count_from_its_finding_and_from_its_level():
    assert due_on(date(2026, 6, 1), DAYS) == date(2026, 7, 1)
    assert escalate_on("village", date(2026, 6, 1), DAYS) == date(2026, 6, 8)
    assert escalate_on("county", date(2026, 6, 1), DAYS) is None


@pytest.mark.parametrize(
    ("names", "shown"),
    [("张三", "张某"), ("张三、欧阳四五，李四", "张某、欧阳某、李某"), ("", ""), ("  王五  ", "王某")],
)
def test_parties_are_shown_by_their_family_names(names, shown):
    assert masked(names) == shown
