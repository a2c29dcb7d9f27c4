"""A frozen run keeps numbers, people and facts; two runs differ by people."""

import datetime

import pytest

from portal.models import AuditEvent, User
from reports.actions.runs import freeze, withdraw
from reports.figures import FigureProblem, board
from reports.models import RunFigure
from reports.queries.runs import compare
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def clerk():
    return User.objects.create(username="clerk")


@pytest.fixture
def county():
    return records.unit("C", kind="county")


@pytest.fixture
def towns(county):
    return [records.unit(f"T{number}", parent=county) for number in range(2)]


def _freeze(county, clerk, day=DAY):
    return freeze(name="六月末", population="team", as_of=day, unit=county, by=clerk)


def test_a_run_holds_the_numbers_of_the_board(county, towns, clerk):
    for number in range(5):
        who = records.person(f"人{number}", sex="2" if number else "", born=f"{1980 + 4 * number}-06")
        for town in towns[: 1 + number % 2]:
            records.post(who, town)
        records.study(who, ended="2010-07")

    run = _freeze(county, clerk)

    answer = board(population="team", as_of=DAY, unit=county)
    for place in [None, *(town.pk for town in towns)]:
        frozen = {
            row.indicator: (row.numerator, row.denominator, row.missing, row.value or None)
            for row in RunFigure.objects.filter(run=run, township_id=place)
        }
        live = {
            one.indicator.id: (one.numerator, one.denominator, one.missing, one.value) for one in answer.of(place)
        }
        assert frozen == live
    assert AuditEvent.objects.get().action == "run.frozen"


def test_a_run_does_not_change_with_the_records(county, towns, clerk):
    who = records.person(sex="2")
    records.post(who, towns[0])
    run = _freeze(county, clerk)

    who.sex = "1"
    who.save()

    assert run.members.get().facts["sex"] == "2"
    assert run.figures.get(indicator="CAD-11.women", township=None).value == "100.0"


def test_two_runs_tell_who_came_who_left_who_moved_and_whose_fact_changed(county, towns, clerk):
    leaving, moving, corrected, same = (
        records.person(name, sex="1", born="1991-01") for name in ("离", "转", "改", "同")
    )
    post = records.post(leaving, towns[0])
    for who in (moving, corrected, same):
        records.post(who, towns[0])
    first = _freeze(county, clerk)
    post.ended = records.day("2026-06")
    post.save()
    moving.born = records.day("1985-01")
    moving.save()
    corrected.born = records.day("1992-01")
    corrected.save()
    records.post(records.person("来", born="1993-01"), towns[1])
    second = _freeze(county, clerk)

    difference = compare(first, second, "CAD-04")

    assert [one.name for one in difference.came] == ["来"]
    assert [one.name for one in difference.left] == ["离"]
    assert [(one.name, one.before, one.after, one.facts) for one in difference.moved] == [
        ("转", "yes", "no", [("出生年月", "1991.01", "1985.01")])
    ]
    assert [(one.name, one.facts) for one in difference.corrected] == [
        ("改", [("出生年月", "1991.01", "1992.01")])
    ]


def test_a_run_is_withdrawn_once(county, clerk):
    run = _freeze(county, clerk)

    assert withdraw(run=run, by=clerk).withdrawn_at
    with pytest.raises(FigureProblem):
        withdraw(run=run, by=clerk)


def test_a_run_needs_a_name(county, clerk):
    with pytest.raises(FigureProblem, match="名称"):
        freeze(name=" ", population="team", as_of=DAY, unit=county, by=clerk)
