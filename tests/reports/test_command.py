"""manage.py figures: exactly the promised list, the seed's number, and refusals in Chinese."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.models import SlateMember, TurnoverRound, TurnoverUnit
from reports.definitions import indicators
from tests.reports import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return records.unit("C", kind="county")


def _run(*arguments):
    out = StringIO()
    call_command("figures", "--as-of", "2026-06-30", *arguments, stdout=out)
    return out.getvalue()


def test_ninety_six_of_a_hundred_and_fourteen_print_as_84_2(county):
    towns = [records.unit(f"T{number}", parent=county) for number in range(12)]
    for number in range(114):
        who = records.person(f"人{number}")
        records.post(who, towns[number % 12])
        records.stretch(who, "2024-06" if number < 96 else "2024-07")
        records.spell(who)

    figures = {one["id"]: one for one in json.loads(_run("--json"))}

    assert figures["CAD-03"] == {
        "id": "CAD-03", "numerator": 96, "denominator": 114, "value": "84.2", "missing": 0,
    }
    assert list(figures) == list(indicators())


def test_nothing_divided_by_nothing_is_null(county):
    figures = {one["id"]: one for one in json.loads(_run("--json"))}

    assert figures["CAD-02"]["value"] is None
    assert figures["CAD-01"] == {"id": "CAD-01", "numerator": 0, "denominator": 0, "value": None, "missing": 0}


def test_without_json_a_table_with_dashes_for_what_is_not(county):
    table = _run()

    assert "CAD-11.average_age" in table
    assert "—" in table


def test_a_slate_is_counted_on_the_day_of_its_round(county):
    town = records.unit("T", parent=county)
    held = TurnoverRound.objects.create(name="2026年换届", as_of=datetime.date(2026, 5, 31))
    place = TurnoverUnit.objects.create(round=held, unit=town, state="completed")
    SlateMember.objects.create(turnover_unit=place, person=records.person(born="1990-06"))

    figures = {one["id"]: one for one in json.loads(_run("--json", "--population", "slate"))}

    assert (figures["CAD-04"]["numerator"], figures["CAD-04"]["denominator"]) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--unit", "nowhere"], "没有编码为“nowhere”的机构"),
        (["--population", "everyone"], "没有“everyone”这种人群"),
        (["--population", "slate"], "换届口径需要指定哪一次换届"),
        (["--round", "无"], "没有名为“无”的换届"),
        (["--known-at", "yesterday"], "不是时刻"),
        (["--as-of", "2026-02-30"], "不是日期"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_chinese(county, arguments, said):
    with pytest.raises(CommandError, match=said):
        _run(*arguments)
