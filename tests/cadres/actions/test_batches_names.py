"""Rows of units whose names changed over the years: the founding day belongs to the first name, the name to the last."""

import pytest
from batch_rows import codes, rehearsed, row, states

from cadres.actions.batches import apply, undo
from portal.models import UnitSpan
from portal.rules.dates import PartialDate


@pytest.fixture
def load(units, clerk):
    """Rehearses one row about the northern town, called 柏渡乡 until 2010."""
    UnitSpan.objects.filter(unit=units["north"]).update(began=PartialDate(2010, 3))
    UnitSpan.objects.create(
        unit=units["north"], name="柏渡乡", kind="township", parent=units["county"], began=PartialDate(1990), ended=PartialDate(2010, 3)
    )  # fmt: skip

    def rehearse_row(**values):
        return rehearsed([row("unit", 3, "", {"code": units["north"].code, **values})], by=clerk, unit=units["county"])

    return rehearse_row


def spans() -> list[tuple]:
    return list(
        UnitSpan.objects.filter(unit__name__startswith="柏渡").order_by("began").values_list("name", "began", "ended")
    )


def test_the_founding_day_is_that_of_the_first_name(load):
    assert states(load(name="柏渡镇", began=19900000))["unit", 3] == "same"


def test_a_corrected_founding_day_moves_the_first_name_only_and_back(load, clerk):
    before = spans()
    batch = load(name="柏渡镇", began=19850000)
    assert batch.rows.get().changes == [{"field": "began", "old": 19900000, "new": 19850000}]
    apply(batch=batch, by=clerk)
    assert [(name, began) for name, began, _ended in spans()] == [
        ("柏渡乡", PartialDate(1985)),
        ("柏渡镇", PartialDate(2010, 3)),
    ]
    undo(batch=batch, by=clerk)
    assert spans() == before


def test_a_founding_day_after_the_first_name_ended_is_an_error(load, clerk):
    batch = load(name="柏渡镇", began=20150000)
    assert codes(batch) == {("unit", 3): {"date_order"}}
    apply(batch=batch, by=clerk)


def test_an_end_before_the_present_name_began_is_an_error(load):
    assert codes(load(name="柏渡镇", ended=20050000)) == {("unit", 3): {"date_order"}}


def test_a_corrected_name_is_that_of_today(load, clerk, units):
    batch = load(name="柏渡口镇")
    apply(batch=batch, by=clerk)
    units["north"].refresh_from_db()
    assert units["north"].name == "柏渡口镇" and [name for name, *_ in spans()] == ["柏渡乡", "柏渡口镇"]
    undo(batch=batch, by=clerk)
    units["north"].refresh_from_db()
    assert units["north"].name == "柏渡镇" and [name for name, *_ in spans()] == ["柏渡乡", "柏渡镇"]
