"""A full-time education without a day of graduation, as appointment forms state it: when it counts."""

import datetime

import pytest
from django.utils import timezone

from reports.figures import board, why
from tests.reports import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return records.unit("C", kind="county")


def _member(county, **facts):
    who = records.person(**facts)
    records.post(who, records.unit("T", parent=county))
    return who


def _standing(who, day, indicator="CAD-02"):
    return why(who, indicator, datetime.date.fromisoformat(day)).standing


def test_a_full_time_college_stated_on_the_form_counts_from_the_end_of_its_study_line(county):
    who = _member(county, work_began="2009-08")
    records.study(who, school="青岚大学公共管理专业")
    records.study_line(who, "青岚大学公共管理学院学习", "2005-09", "2009-07")
    assert [_standing(who, day) for day in ("2009-06-30", "2009-07-01")] == ["no", "yes"]


def test_without_a_study_line_it_counts_from_the_day_work_began(county):
    who = _member(county, work_began="2009-08")
    records.study(who, school="青岚大学公共管理专业")
    assert [_standing(who, day) for day in ("2009-07-31", "2009-08-01")] == ["no", "yes"]


def test_with_neither_it_cannot_be_decided(county):
    who = _member(county)
    records.study(who)
    assert _standing(who, "2026-06-30") == "missing"


def test_a_study_line_that_is_still_open_leaves_it_undecided(county):
    who = _member(county, work_began="2009-08")
    records.study(who, level="11", school="青岚大学")
    records.study_line(who, "青岚大学脱产攻读硕士研究生", "2025-09")
    assert _standing(who, "2026-06-30") == "missing"


def test_of_two_courses_at_one_school_each_takes_its_own_line(county):
    who = _member(county, work_began="2009-08")
    records.study(who, level="21", school="青岚大学")
    records.study(who, level="11", school="青岚大学")
    records.study_line(who, "青岚大学学习", "2005-09", "2009-07")
    records.study_line(who, "青岚大学硕士研究生学习", "2012-09", "2015-07")
    assert _standing(who, "2009-07-01") == "yes"
    assert [_standing(who, day, "CAD-11.fulltime_graduate") for day in ("2015-06-30", "2015-07-01")] == ["no", "yes"]


def test_a_graduate_course_begun_after_work_is_not_taken_as_finished_before_it(county):
    who = _member(county, work_began="2009-08")
    records.study(who, level="11", school="江东理工")
    records.study_line(who, "江东理工大学研究生学习", "2024-09", "2027-07")
    assert _standing(who, "2026-06-30") == "missing"
    assert _standing(_entered_later(county), "2026-06-30") == "missing"


def _entered_later(county):
    who = records.person("李四", work_began="2009-08")
    records.study(who, level="11", began="2024-09")
    return who


def test_the_stated_day_stands_whatever_the_resume_says(county):
    who = _member(county, work_began="2009-08")
    records.study(who, school="青岚大学", ended="2010-01")
    records.study_line(who, "青岚大学学习", "2005-09", "2009-07")
    assert [_standing(who, day) for day in ("2009-12-31", "2010-01-01")] == ["no", "yes"]


def test_the_board_knows_it_as_it_was_known_then(county):
    who = _member(county)
    records.study(who, school="青岚大学")
    before = timezone.now()
    day = datetime.date(2026, 6, 30)
    records.study_line(who, "青岚大学学习", "2005-09", "2009-07")

    def figure(known_at):
        found = board(population="team", as_of=day, unit=county, known_at=known_at).figure("CAD-02")
        return found.numerator, found.missing

    assert figure(None) == (1, 0)
    assert figure(before - datetime.timedelta(days=1)) == (0, 0)
    assert figure(timezone.now()) == (1, 0)
