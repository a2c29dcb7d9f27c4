"""The counts of a board are kept while nothing changes, and only then."""

import datetime

import psycopg
import pytest
from django.db import connection

from cadres.models import (
    Appointment,
    Education,
    Person,
    SlateMember,
    SourceTag,
    Spell,
    TownshipPeriod,
    TurnoverRound,
    TurnoverUnit,
)
from portal.models import RuleSetting, Unit, UnitQuota, UnitSpan
from reports import board as board_module
from reports import kept_counts
from reports.figures import board
from tests.reports import records

DAY = datetime.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def nothing_kept():
    kept_counts._kept.clear()
    yield
    kept_counts._kept.clear()


@pytest.fixture
def counted(monkeypatch):
    """How often people were really counted."""
    times = []
    real = board_module._count

    def count(question):
        times.append(question)
        return real(question)

    monkeypatch.setattr(board_module, "_count", count)
    return times


def _county():
    made = records.unit("C", kind="county")
    town = records.unit("T", parent=made)
    who = records.person(born="1992-05")
    records.post(who, town)
    records.study(who, ended="2010")
    records.tag(who, "five_side")
    records.spell(who)
    records.stretch(who, "2020-01")
    UnitQuota.objects.create(unit=town, chief_posts=1, deputy_posts=1)
    turnover = TurnoverRound.objects.create(name="换届", as_of=DAY)
    place = TurnoverUnit.objects.create(round=turnover, unit=town, state="completed", approved_posts=2)
    SlateMember.objects.create(turnover_unit=place, person=who, post="镇长")
    return made


def _ask(unit, **more):
    return board(**({"population": "team", "as_of": DAY, "unit": unit} | more))


def _numbers() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(kept_counts._drawn())
        return cursor.fetchone()


CHANGES = {
    Person: "sex = '2'", Appointment: "ended = 20990101", Education: "ended = 20120000", SourceTag: "since = 20200000",
    Spell: "ended = 20990101", TownshipPeriod: "ended = 20990101", SlateMember: "post = '副镇长'",
    TurnoverRound: "name = '改'", TurnoverUnit: "approved_posts = 3", Unit: "position = 7",
    UnitSpan: "began = 19900000", UnitQuota: "chief_posts = 2", RuleSetting: "note = note || '改'",
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", CHANGES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("removed", [False, True], ids=["changed", "removed"])
def test_a_change_anywhere_the_board_reads_moves_the_mark(model, removed):
    _county()
    before = _numbers()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        table = model._meta.db_table
        if removed and model not in (Person, Unit, TurnoverRound, TurnoverUnit):  # others hang on these
            cursor.execute(f"DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})")
        else:
            cursor.execute(f"UPDATE {table} SET {CHANGES[model]}")

    assert set(CHANGES) == set(kept_counts.SOURCES)
    assert _numbers() > before


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_kept(counted):
    county = _county()
    _ask(county)
    _ask(county)

    assert len(counted) == 2
    assert not kept_counts._kept


@pytest.mark.django_db
def test_every_question_has_its_own_counts(counted, monkeypatch):
    county = _county()
    monkeypatch.setattr(kept_counts, "_mark", lambda: (1, 1))
    for _time in range(2):
        _ask(county)
        _ask(county, as_of=DAY - datetime.timedelta(days=1))
        _ask(Unit.objects.get(code="T"))
        _ask(county, population="slate", round=TurnoverRound.objects.get())

    assert len(counted) == 4


@pytest.mark.django_db
def test_no_more_than_a_few_questions_are_kept(monkeypatch):
    county = _county()
    monkeypatch.setattr(kept_counts, "_mark", lambda: (1, 1))
    for days in range(kept_counts.MOST_KEPT + 5):
        _ask(county, as_of=DAY - datetime.timedelta(days=days))

    assert len(kept_counts._kept) == kept_counts.MOST_KEPT


def test_counts_are_kept_until_a_change_and_an_open_change_is_never_missed(committed, counted):
    county = _county()
    assert _ask(county).counts == _ask(county).counts
    assert len(counted) == 1

    named = connection.get_connection_params()
    login = {key: named[key] for key in ("dbname", "host", "port", "user", "password") if named.get(key)}
    with psycopg.connect(**login) as other:
        other.execute("DELETE FROM cadres_appointment")
        assert _ask(county).figure("CAD-02").denominator == 1
        assert _ask(county).figure("CAD-02").denominator == 1
        other.commit()

    assert _ask(county).figure("CAD-02").denominator == 0
