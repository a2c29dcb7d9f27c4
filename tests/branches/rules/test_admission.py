"""Steps of admission: what may be done when, to the day."""

import datetime

import pytest

from branches.rules.admission import (
    LAST,
    STEPS,
    AdmissionTimes,
    Done,
    Stage,
    next_step,
    observation_due,
    outlook,
    probation_ends,
    problems,
    stage_of,
)

TIMES = AdmissionTimes()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def steps_to(last: int, **days: str) -> dict[int, Done]:
    """All steps up to the last one; those not named on the day of the one before."""
    done, current = {}, day("2024-01-10")
    for number in range(1, last + 1):
        if text := days.get(f"s{number}"):
            first, _slash, ended = text.partition("/")
            done[number] = Done(day(first), day(ended) if ended else None)
            current = done[number].last
        else:
            done[number] = Done(current)
    return done


def state(number: int, done, today: str, **more) -> str:
    return outlook(done, TIMES, day(today), **more)[number - 1].state


def test_there_are_twenty_five_steps_in_order():
    assert [number for number, _stage, _name in STEPS] == list(range(1, LAST + 1))


def test_the_first_step_of_a_new_case_is_open_and_all_others_wait():
    steps = outlook({}, TIMES, day("2026-06-30"))

    assert steps[0].state == "open"
    assert {step.state for step in steps[1:]} == {"waiting"}
    assert next_step(steps).number == 1


def test_a_talk_is_due_within_a_month_of_the_application():
    done = {1: Done(day("2026-01-31"))}

    assert state(2, done, "2026-02-28") == "open"
    assert state(2, done, "2026-03-01") == "late"


def test_an_activist_becomes_a_target_after_a_full_year_and_not_a_day_before():
    done = steps_to(6, s3="2025-03-01")

    assert state(7, done, "2026-02-28") == "early"
    assert state(7, done, "2026-03-01") == "open"
    assert problems(7, Done(day("2026-02-28"), day("2026-03-10")), done, TIMES) == [
        "最早2026年3月1日：列为入党积极分子并经过12个月以上培养教育考察（第13条）"
    ]
    assert problems(7, Done(day("2026-03-02"), day("2026-03-06")), done, TIMES) == []


def test_four_working_days_of_publicity_are_too_few_and_a_weekend_adds_none():
    done = steps_to(6, s3="2025-03-01")

    assert problems(7, Done(day("2026-03-03"), day("2026-03-08")), done, TIMES) == ["公示不少于5个工作日（第13条）。"]
    assert problems(7, Done(day("2026-03-03"), day("2026-03-09")), done, TIMES) == []


@pytest.mark.parametrize(("special", "on", "expected"), [
    (False, "2026-08-20", "open"), (False, "2026-08-21", "late"), (True, "2026-08-21", "open"),
    (True, "2026-11-20", "open"), (True, "2026-11-21", "late"),
])  # fmt: skip
def test_approval_is_due_in_three_months_and_in_special_cases_in_six(special, on, expected):
    done = steps_to(16, s7="2026-03-02/2026-03-06", s15="2026-05-20", s16="2026-05-25")

    assert state(17, done, on, special=special) == expected


def test_the_assembly_meets_within_a_month_of_the_pre_review():
    done = steps_to(14, s13="2026-05-05")

    assert state(15, done, "2026-06-05") == "open"
    assert state(15, done, "2026-06-06") == "late"


def test_the_oath_is_taken_within_a_month_of_approval_though_the_filing_is_not_done():
    done = steps_to(17, s15="2026-01-10", s17="2026-03-01")
    done[19] = Done(day("2026-03-05"))

    assert state(20, done, "2026-04-01") == "open"
    assert state(20, done, "2026-04-02") == "late"
    assert next_step(outlook(done, TIMES, day("2026-03-10"))).number == 20


def test_probation_is_a_year_from_the_branch_and_longer_when_extended():
    done = steps_to(22, s15="2024-02-29", s17="2024-04-01")

    assert probation_ends(done, TIMES) == day("2025-02-28")
    assert state(23, done, "2025-02-27") == "early"
    assert state(23, done, "2025-02-28") == "open"
    assert probation_ends(done, TIMES, 6) == day("2025-08-29")
    assert state(23, done, "2025-08-28", extended=6) == "early"


def test_conversion_is_approved_within_three_months():
    done = steps_to(23, s15="2025-01-10", s23="2026-01-15")

    assert state(24, done, "2026-04-15") == "open"
    assert state(24, done, "2026-04-16") == "late"


def test_a_step_cannot_be_taken_before_the_ones_it_rests_on():
    assert problems(3, Done(day("2026-01-10")), {1: Done(day("2026-01-05"))}, TIMES) == [
        "请先登记第2步“党组织派人谈话”。"
    ]
    assert problems(2, Done(day("2026-01-04")), {1: Done(day("2026-01-05"))}, TIMES) == ["日期不能早于前面步骤的日期。"]


def test_a_step_corrected_may_not_move_behind_the_next_one():
    done = {1: Done(day("2026-01-05")), 2: Done(day("2026-01-20")), 3: Done(day("2026-03-01"))}

    assert problems(2, Done(day("2026-03-02")), done, TIMES) == ["日期不能晚于后面步骤的日期。"]
    assert problems(2, Done(day("2026-03-01")), done, TIMES) == []


def test_late_is_told_but_not_refused():
    done = {1: Done(day("2026-01-05"))}

    assert problems(2, Done(day("2026-05-01")), done, TIMES) == []
    assert not outlook(done | {2: Done(day("2026-05-01"))}, TIMES, day("2026-06-30"))[1].in_time


@pytest.mark.parametrize(("last", "stage"), [
    (0, Stage.APPLICANT), (2, Stage.APPLICANT), (3, Stage.ACTIVIST), (6, Stage.ACTIVIST), (7, Stage.TARGET),
    (16, Stage.TARGET), (17, Stage.PROBATIONARY), (23, Stage.PROBATIONARY), (24, Stage.FULL), (25, Stage.FULL),
])  # fmt: skip
def test_the_stage_follows_from_the_last_deciding_step(last, stage):
    assert stage_of(range(1, last + 1)) == stage


def test_an_activist_is_observed_every_half_year():
    done = steps_to(6, s3="2025-08-31")

    assert observation_due(done, [], TIMES) == day("2026-02-28")
    assert observation_due(done, [day("2026-02-10")], TIMES) == day("2026-08-10")
    assert observation_due(steps_to(2), [], TIMES) is None
