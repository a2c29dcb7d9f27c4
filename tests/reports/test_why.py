"""Why a person counts: the facts, the setting used, and the days on which it turns."""

import datetime

import pytest

from reports.figures import why
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


def _only(who, indicator):
    [reason] = why(who, indicator, DAY).conditions
    return reason


def test_an_age_limit_is_lost_in_the_month_of_birth():
    reason = _only(records.person(born="1990-07"), "CAD-04")

    assert (reason.standing, reason.holds_until) == ("yes", datetime.date(2026, 7, 1))
    assert "1990年7月及以后出生" in reason.rule_text
    assert [setting.key for setting in reason.settings] == ["young_age"]


def test_education_counts_from_graduation():
    who = records.person()
    records.study(who, ended="2012-06")
    records.study(who, level="11", ended="2015-07-01")

    assert _only(who, "CAD-02").holds_from == datetime.date(2012, 6, 1)
    assert _only(who, "CAD-11.fulltime_graduate").holds_from == datetime.date(2015, 7, 1)


def test_township_months_come_with_the_spells_that_made_them():
    who = records.person()
    one = records.spell(who, "2024-06")
    one.kind = "township_organ"
    one.save()
    records.stretch(who, "2024-06")

    reason = _only(who, "CAD-03")

    assert (reason.standing, reason.facts) == ("yes", [("乡镇工作月数", "24个月")])
    assert reason.holds_from == datetime.date(2026, 6, 1)
    assert reason.township.shares[0].spell == one


def test_a_category_holds_until_a_higher_one_is_recognised():
    who = records.person()
    records.tag(who, "retained", "2021-05")
    records.tag(who, "five_side", "2026-07")

    reason = _only(who, "CAD-05.retained")

    assert (reason.standing, reason.holds_from) == ("yes", datetime.date(2021, 5, 1))
    assert reason.holds_until == datetime.date(2026, 7, 1)


def test_a_missing_fact_is_said_to_be_missing():
    who = records.person()

    assert {one: why(who, one, DAY).standing for one in ("CAD-02", "CAD-03", "CAD-04", "CAD-11.women")} == {
        "CAD-02": "missing", "CAD-03": "missing", "CAD-04": "missing", "CAD-11.women": "missing",
    }


def test_the_posts_that_make_a_team_member_are_named():
    who = records.person()
    town = records.unit("T", parent=records.unit("C", kind="county"))
    kept = records.post(who, town)
    records.post(who, town, ended="2026-06-30")

    assert why(who, "CAD-02", DAY).posts == [kept]
