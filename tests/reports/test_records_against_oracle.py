"""Every figure over records agrees with its oracle, on ordinary and on edge days, for the county and for a township."""

import datetime
import random
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from portal.models import Unit
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import record_indicators
from reports.records.examples import count_rows
from reports.records.listing import SIDES, record_page
from reports.records.question import RecordQuestion

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "record_oracles"
SUBJECTS = {
    path.stem: import_module(f"tests.reports.record_oracles.{path.stem}")
    for path in sorted(FOLDER.glob("[a-z]*.py"))
}
ORACLES = {identity: oracle for subject in SUBJECTS.values() for identity, oracle in subject.ORACLES.items()}
DAYS = (datetime.date(2025, 12, 31), datetime.date(2026, 1, 1), datetime.date(2026, 6, 29), datetime.date(2026, 6, 30),
        datetime.date(2026, 7, 1))  # fmt: skip


def test_every_figure_over_records_has_an_oracle_and_no_oracle_is_without_a_figure():
    assert set(ORACLES) == set(record_indicators())


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_agree_with_their_oracles(subject, seed):
    SUBJECTS[subject].make_records(random.Random(seed))
    wanted = [one for one in record_indicators().values() if one.id in SUBJECTS[subject].ORACLES]
    wrong, counted = [], set()
    for unit in (Unit.objects.get(parent=None), *Unit.objects.filter(kind__in=["town", "township"]).order_by("pk")[:2]):
        for day in DAYS:
            question = ask_records(unit=unit, as_of=day)
            board = record_board(question, wanted)
            for one in wanted:
                figure = board.figure(one.id)
                ours = (figure.numerator, figure.denominator, figure.missing)
                told = SUBJECTS[subject].ORACLES[one.id](question)
                told = (Decimal(told[0]), None if told[1] is None else Decimal(told[1]), told[2])
                if figure.numerator:
                    counted.add(one.id)
                if ours != told:
                    wrong.append((one.id, unit.name, day, ours, told))
    assert wrong == []
    assert {one.id for one in wanted} - counted == set(), "records that never count prove nothing"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_list_of_rows_is_as_long_as_its_number(subject):
    SUBJECTS[subject].make_records(random.Random(3))
    question = ask_records(unit=Unit.objects.get(parent=None), as_of=datetime.date(2026, 6, 30))
    wanted = [one for one in record_indicators().values() if one.id in SUBJECTS[subject].ORACLES]
    board = record_board(question, wanted)
    for one in wanted:
        figure = board.figure(one.id)
        lengths = {side: len(record_page(one, side, question, limit=100_000).rows) for side in SIDES}
        assert lengths["missing"] == figure.missing, one.id
        assert lengths["denominator"] == figure.asked == sum(lengths[side] for side in ("numerator", "missing", "rest"))
        if one.measure.kind == "rows":
            assert lengths["numerator"] == figure.numerator, one.id


@pytest.mark.parametrize("identity", sorted(record_indicators()))
def test_the_worked_examples_of_a_figure_come_out(identity):
    one = record_indicators()[identity]
    for example in one.examples:
        question = RecordQuestion(None, example["as_of"], datetime.date(2021, 7, 1))
        numerator, denominator, missing = count_rows(one, example["rows"], question)
        assert numerator == Decimal(str(example["numerator"])), example["because"]
        assert denominator == (None if "denominator" not in example else Decimal(str(example["denominator"])))
        assert missing == example.get("missing", 0), example["because"]
