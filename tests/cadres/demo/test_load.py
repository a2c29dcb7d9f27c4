"""The demo county through the ordinary import: what was meant is what was read, and the figures follow."""

import datetime
from collections import defaultdict

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from cadres.demo.county import build_county
from cadres.demo.load import ACCOUNT, load_county
from cadres.models import (
    Appointment,
    Person,
    Photo,
    PostReservation,
    SelectionCase,
    SlateMember,
    SlateSnapshot,
    Spell,
    StructureRequirement,
    TurnoverRound,
    TurnoverUnit,
)
from cadres.queries.secondments import top_hosts
from portal.models import BatchRow, Unit, UnitSpan, User
from reports.figures import board, latest_round
from reports.populations import ask
from reports.presenters.tables import chosen_of
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import record_indicator
from reports.tables.catalogue import TABLES
from tests.reports.oracle import Oracle, load

DAY = datetime.date(2026, 6, 30)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small county in the database for all tests of this file, taken back afterwards."""
    county = build_county(260)
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        load_county(county, say=lambda text: None)
        yield county
        transaction.set_rollback(True)


def figures(population="team", day=DAY):
    root = Unit.objects.get(parent__isnull=True)
    turnover = latest_round(day) if population == "slate" else None
    return {one.indicator.id: one for one in board(population=population, as_of=day, unit=root, round=turnover).figures}


def test_no_row_is_wrong_and_hardly_one_is_warned_about(county):
    assert not BatchRow.objects.filter(state__in=("wrong", "doubtful")).exists()
    problems = [problem for row in BatchRow.objects.exclude(problems=[]) for problem in row.problems]
    assert {problem["code"] for problem in problems} <= {"appraisal_missing", "nature_from_title"}


def test_every_line_is_read_as_it_was_meant(county):
    read = defaultdict(list)
    for spell in Spell.objects.order_by("person", "position").select_related("person"):
        read[spell.person.name, spell.person.id_masked].append((spell.kind, spell.nature, spell.full_time, spell.state))
    for one in county.team:
        meant = [part for stage in one.stages for part in (stage, *sorted(stage.inside, key=lambda inner: inner.began))]
        masked = Person.objects.get(name=one.name, unit__name=one.home, status="1").id_masked
        assert read[one.name, masked] == [(part.kind, part.nature, part.full_time, "certain") for part in meant]


def test_a_handful_of_lines_waits_for_a_person(county):
    assert 5 <= Spell.objects.filter(state="doubtful").count() <= 12


def test_the_share_with_two_years_in_townships_comes_out_of_the_records(county):
    for population in ("team", "slate"):
        one = figures(population)["CAD-03"]
        assert (one.numerator, one.denominator, str(one.value)) == (96, 114, "84.2")


def test_the_second_opinion_agrees_on_the_days_around_the_turnover(county):
    root, tables = Unit.objects.get(parent__isnull=True), load()
    for day in (DAY - datetime.timedelta(days=1), DAY, DAY + datetime.timedelta(days=1)):
        wanted = Oracle(tables, population="team", as_of=day, unit_path=root.path).answers()
        for name, one in figures(day=day).items():
            if name != "CAD-01":
                assert (one.numerator, one.denominator, one.missing) == wanted[name, None], (day, name)


def test_who_leaves_on_the_day_is_out_and_who_comes_on_it_is_in(county):
    posts = Appointment.objects.filter(unit__township__name="鹿鸣乡", title="副乡长", is_team_member=True)
    came, left = posts.get(began=20260630), posts.get(ended=20260630)
    slate = set(SlateMember.objects.values_list("person_id", flat=True))
    assert came.person_id in slate and left.person_id not in slate


def test_one_township_has_more_than_approved_and_others_have_vacancies(county):
    spare = {one.unit.name: one.approved_posts - one.slate.count() for one in TurnoverUnit.objects.all()}
    assert spare["沙洲镇"] == -1 and spare["松坪乡"] == 2 and spare["双河镇"] == 1


def test_every_township_is_completed_on_a_day_of_its_own(county):
    ends = TurnoverUnit.objects.filter(state="completed").values_list("completed_on", flat=True)
    assert len(set(ends)) == 12 and max(ends) <= TurnoverRound.objects.get().as_of


def test_units_remember_what_they_were(county):
    names = UnitSpan.objects.filter(unit__name__in=("白塘镇", "临江街道")).values_list("name", "kind")
    assert set(names) == {("白塘乡", "township"), ("白塘镇", "town"), ("临江镇", "town"), ("临江街道", "street")}


def test_the_account_of_the_loading_is_closed(county):
    account = User.objects.get(username=ACCOUNT)
    assert not account.is_active and not account.has_usable_password()


def test_loading_again_changes_nothing(county, capsys):
    before = Person.objects.count()
    call_command("demo_county")
    assert "无需重复" in capsys.readouterr().out and Person.objects.count() == before


def test_the_selections_of_the_years_give_the_reports_numbers(county):
    question = ask_records(unit=Unit.objects.get(parent=None), as_of=DAY)
    wanted = ("CAD-06", "CAD-07", "CAD-08", "CAD-08.overlap", "CAD-09")
    counted = record_board(question, [record_indicator(one) for one in wanted])
    numbers = {one: int(counted.figure(one).numerator) for one in wanted}
    assert (numbers["CAD-07"], numbers["CAD-08"], numbers["CAD-08.overlap"]) == (9, 54, 2)
    assert numbers["CAD-06"] > 0 and numbers["CAD-09"] > 9


def test_one_notice_runs_one_objection_holds_and_one_place_is_kept(county):
    assert SelectionCase.objects.filter(state="public_notice", notice__last_day__gt=DAY).count() == 1
    assert SelectionCase.objects.filter(state="objection_hold").count() == 1
    assert PostReservation.objects.filter(state="held").count() == 1


def test_every_completed_slate_is_kept_as_it_stood(county):
    assert SlateSnapshot.objects.count() == SlateMember.objects.count()
    assert StructureRequirement.objects.filter(verified=True).count() == 0


def test_the_numbers_of_the_report_on_training_come_out(county):
    root = Unit.objects.get(parent__isnull=True)
    counted = record_board(ask_records(unit=root, as_of=DAY))
    found = {name: counted.figure(name).numerator for name in ("TRN-05", "TRN-06", "TRN-07", "TRN-08.times")}
    assert found == {"TRN-05": 2, "TRN-06": 13, "TRN-07": 12, "TRN-08.times": 1043}
    hosts = top_hosts(unit=root, first=datetime.date(2021, 7, 1), last=DAY)
    assert hosts == [("云川市发展和改革委员会", 5), ("云川市农业农村局", 4)]


def test_some_are_behind_on_hours_some_were_not_talked_to_and_some_difficulties_are_open(county):
    counted = record_board(ask_records(unit=Unit.objects.get(parent__isnull=True), as_of=DAY))
    for name in ("TRN-09.year", "TRN-09.last_year", "TLK-01.covered", "TLK-03"):
        figure = counted.figure(name)
        assert 0 < figure.numerator < figure.denominator and figure.missing == 0, name


def test_the_standard_tables_have_young_chiefs_and_empty_posts_and_the_rosters_photographs_to_show(county):
    question = ask(population="team", as_of=DAY, unit=Unit.objects.get(parent__isnull=True))

    def last(name):
        grid = TABLES[name].fill(question, chosen_of(TABLES[name], question, ""))
        return {head.key: cell.text for head, cell in zip(grid.heads, grid.lines[-1].cells, strict=True)}

    young = last("young-heads")
    assert [young[key] for key in ("people", "secretaries", "town_heads")] == ["3", "1", "2"]
    assert int(last("organ-posts")["government.vacant"]) > 0
    assert 0 < Photo.objects.count() < Person.objects.filter(status="1").count()
