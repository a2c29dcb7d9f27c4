"""Figures over records frozen: nothing moves them, and two of them are compared record by record."""

import datetime
from decimal import Decimal

import pytest

from cadres.models import Award
from portal.actions.users import create_user
from portal.models import Unit
from reports.actions.record_runs import freeze_records, withdraw_records
from reports.problems import FigureProblem
from reports.queries.record_runs import compare_records
from reports.records.definition import record_indicators
from tests.reports import records
from tests.reports.sample_figures import COUNT, SHARE, read

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county(monkeypatch):
    for text in (COUNT, SHARE):
        monkeypatch.setitem(record_indicators(), read(text).id, read(text))
    return records.unit("C", kind="county")


def town_in(county):
    town = records.unit("T", parent=county)
    Unit.objects.filter(pk=town.pk).update(township=town)
    return town


def award(unit, sex="2", code="01115", decided="2026-03-01"):
    who = records.person("张甲", sex=sex, unit=unit)
    return Award.objects.create(person=who, name="嘉奖", code=code, decided=records.day(decided))


def frozen(unit, name="甲"):
    user = create_user(username=f"u{name}", full_name="周敏", password=None, by=None, must_change_password=False)
    return freeze_records(name=name, unit=unit, as_of=DAY, by=user)


def test_a_run_keeps_numbers_and_records_whatever_happens_afterwards(county):
    town = town_in(county)
    award(town), award(town, sex=""), award(county, sex="1")
    run = frozen(county)
    Award.objects.all().delete()

    count = {row.place_id: row for row in run.figures.filter(indicator="XXX-99")}
    share = run.figures.get(indicator="XXX-98", place=None, outside=False)

    assert {place: (row.numerator, row.outside) for place, row in count.items() if place} == {town.pk: (2, False)}
    assert run.figures.get(indicator="XXX-99", outside=True).numerator == 1
    assert (share.numerator, share.denominator, share.missing, share.value) == (1, 3, 1, "33.3")
    assert sorted(len(row.missing) for row in run.rows.filter(source="sample_award")) == [0, 0, 1]
    assert all(row.shown == ["张甲", "嘉奖"] for row in run.rows.filter(source="sample_award"))


def test_every_figure_stands_in_a_run_also_when_there_is_no_record(county):
    run = frozen(county)

    assert set(run.figures.values_list("indicator", flat=True)) == set(record_indicators())
    assert run.figures.get(indicator="XXX-99").numerator == Decimal(0)
    assert run.figures.get(indicator="XXX-98").value == ""


def test_two_runs_differ_by_the_records_that_came_left_or_turned(county):
    town = town_in(county)
    stays, leaves, turns = award(town), award(town), award(town, sex="1")
    before = frozen(county, "甲")
    gone = leaves.pk
    leaves.delete()
    comes = award(town)
    turns.person.sex = "2"
    turns.person.save()
    after = frozen(county, "乙")

    found = {change.record_id: (change.before, change.after) for change in compare_records(before, after, "XXX-98")}

    assert found == {
        gone: ("numerator", ""), comes.pk: ("", "numerator"), turns.pk: ("rest", "numerator"),
    }  # fmt: skip
    assert stays.pk not in found


def test_a_run_is_withdrawn_once_and_needs_a_name(county):
    run = frozen(county)

    assert withdraw_records(run=run, by=run.created_by).withdrawn_at
    with pytest.raises(FigureProblem):
        withdraw_records(run=run, by=run.created_by)
    with pytest.raises(FigureProblem):
        freeze_records(name=" ", unit=county, as_of=DAY, by=run.created_by)
