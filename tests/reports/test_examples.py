"""The worked examples of every definition are true: each person or township stands where the file says."""

import datetime

import pytest

from cadres.models import TurnoverRound, TurnoverUnit
from portal.models import UnitQuota
from portal.rules.dates import as_int
from reports.definitions import indicators
from reports.figures import board, people_page, why
from tests.reports import records

pytestmark = pytest.mark.django_db

EXAMPLES = [
    pytest.param(identity, example, id=f"{identity}-{number}")
    for identity, one in indicators().items()
    for number, example in enumerate(one.examples)
]


@pytest.mark.parametrize(("identity", "example"), EXAMPLES)
def test_a_worked_example_comes_out_as_written(identity, example):
    county = records.unit("C", kind="county")
    town = records.unit("T", parent=county)
    facts, question = example["facts"], {"population": "team", "as_of": example["as_of"], "unit": county}
    definition = indicators()[identity]
    if definition.counts == "townships":
        _turnover(town, facts)
        figure = board(**question).figure(identity)
        assert (figure.numerator, figure.denominator) == (int(example["counts"] == "yes"), 1)
        return
    if definition.counts == "posts":
        UnitQuota.objects.create(unit=town, **facts)
        figure = board(**question).figure(identity)
        approved = sum(facts.values())
        assert (figure.denominator, figure.missing) == (approved, int(example["counts"] == "missing"))
        return
    who = _person(town, facts)

    page = people_page(indicator=identity, side="denominator", **question)
    if definition.average and example["counts"] == "missing":
        page = people_page(indicator=identity, side="missing", **question)

    assert [row.standing for row in page.rows] == [example["counts"]], example["because"]
    assert why(who, identity, example["as_of"]).standing == example["counts"]


def _turnover(town, facts):
    held = TurnoverRound.objects.create(name="换届", as_of=datetime.date(2026, 6, 30))
    TurnoverUnit.objects.create(round=held, unit=town, **facts)


def _person(town, facts):
    plain = {name: facts[name] for name in ("born", "sex", "ethnicity", "political_status", "work_began") if name in facts}
    who = records.person(**plain)
    records.post(who, town)
    for course in facts.get("education", []):
        records.study(who, **course)
    for stretch in facts.get("township", []):
        exact = len(stretch["began"]) == 10 and len(stretch.get("ended", "0000-00-00")) == 10
        records.stretch(who, convention="FULL_MONTHS" if exact else "MONTH_DIFF", **stretch)
    for line in facts.get("study_lines", []):
        records.study_line(who, **line)
    if facts.get("resume"):
        records.spell(who)
    for tag in facts.get("tags", []):
        records.tag(who, **tag)
    return who


def test_the_dates_of_examples_are_days():
    assert all(as_int(example["as_of"]) for one in indicators().values() for example in one.examples)
