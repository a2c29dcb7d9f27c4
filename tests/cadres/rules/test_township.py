import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.rules.spell_kinds import SpellKind, SpellNature
from cadres.rules.township import (
    SpellFact,
    explain,
    first_day_reaching,
    township_months,
    township_pieces,
)
from cadres.rules.township_rule import RuleProblem, TownshipRule, rule_settings
from portal.rules.dates import PartialDate

DEFAULT = TownshipRule()
DAY = datetime.date
TURNOVER_DAY = DAY(2026, 6, 30)


def date(text):
    return PartialDate(*(int(part) for part in text.split("-"))) if text else None


def spell(began, ended=None, kind=SpellKind.TOWNSHIP_ORGAN, nature=SpellNature.POST, **more):
    return SpellFact(more.pop("id", 1), date(began), date(ended), kind, nature, **more)


def months(spells, as_of=TURNOVER_DAY, rule=DEFAULT):
    return township_months(township_pieces(spells, rule), as_of, rule)


@pytest.mark.parametrize(
    ("convention", "expected"), [("MONTH_DIFF", 24), ("FULL_MONTHS", 23), ("INCLUSIVE_MONTHS", 25), ("AUTO", 23)]
)
def test_one_spell_by_each_convention(convention, expected):
    rule = TownshipRule(month_convention=convention)
    assert months([spell("2022-07-15", "2024-07-10")], rule=rule) == expected


def test_several_spells_are_summed():
    assert months([spell("2019-03", "2020-03"), spell("2023-01", "2024-01", id=2)]) == 24


def test_a_loan_to_the_county_is_taken_off():
    loan = spell("2022-01", "2022-12", SpellKind.COUNTY, SpellNature.ON_LOAN, id=2, parent_id=1)
    assert months([spell("2021-01", "2023-06"), loan]) == 18


def test_with_both_end_months_counted_a_loan_takes_off_the_months_it_touches():
    rule = TownshipRule(month_convention="INCLUSIVE_MONTHS")
    loan = spell("2022-01", "2022-12", SpellKind.COUNTY, SpellNature.ON_LOAN, id=2, parent_id=1)
    assert months([spell("2021-01", "2023-06")], rule=rule) == 30
    assert months([spell("2021-01", "2023-06"), loan], rule=rule) == 30 - 12
    assert months([spell("2021-12", "2023-01"), loan], rule=rule) == 2
    assert months([spell("2022-01", "2022-12"), loan], rule=rule) == 0


def test_with_both_end_months_counted_no_month_counts_twice():
    rule = TownshipRule(month_convention="INCLUSIVE_MONTHS")
    down = spell("2020-01", "2020-07", nature=SpellNature.SECONDMENT)
    assert months([down, spell("2020-07", "2021-01", id=2)], rule=rule) == 13
    assert months([spell("2020-01", "2020-07"), spell("2020-07", "2021-01", id=2)], rule=rule) == 13
    assert months([spell("2020-01", "2020-06"), spell("2020-07", "2021-01", id=2)], rule=rule) == 13


def test_overlapping_spells_are_merged_before_counting():
    assert months([spell("2020-01", "2021-06"), spell("2021-01", "2022-01", id=2)]) == 24


def test_an_open_spell_known_to_the_month_reaches_24_on_the_first_of_the_month():
    pieces = township_pieces([spell("2024-06")], DEFAULT)
    assert township_months(pieces, DAY(2026, 5, 31), DEFAULT) == 23
    assert township_months(pieces, DAY(2026, 6, 1), DEFAULT) == 24
    assert first_day_reaching(pieces, 24, DEFAULT) == DAY(2026, 6, 1)


def test_an_open_spell_known_to_the_day_reaches_24_on_the_corresponding_day():
    pieces = township_pieces([spell("2024-06-30")], DEFAULT)
    assert [township_months(pieces, DAY(2026, 6, day), DEFAULT) for day in (29, 30)] == [23, 24]
    assert first_day_reaching(pieces, 24, DEFAULT) == DAY(2026, 6, 30)


def test_a_closed_spell_that_is_too_short_never_reaches():
    assert first_day_reaching(township_pieces([spell("2020-01", "2021-12")], DEFAULT), 24, DEFAULT) is None


def test_the_first_day_may_lie_in_the_future():
    pieces = township_pieces([spell("2020-01", "2021-01"), spell("2026-03", id=2)], DEFAULT)
    assert first_day_reaching(pieces, 24, DEFAULT) == DAY(2027, 3, 1)


def test_nothing_counts_before_the_spell_begins():
    assert months([spell("2026-07-01")]) == 0
    assert months([spell("2026-06-30")], rule=TownshipRule(month_convention="INCLUSIVE_MONTHS")) == 1


def test_a_secondment_down_counts_once_it_has_lasted_six_months():
    pieces = township_pieces([spell("2026-01-10", nature=SpellNature.SECONDMENT)], DEFAULT)
    assert township_months(pieces, DAY(2026, 7, 9), DEFAULT) == 0
    assert township_months(pieces, DAY(2026, 7, 10), DEFAULT) == 6


def test_a_secondment_down_of_five_months_never_counts():
    assert months([spell("2024-01", "2024-06", nature=SpellNature.SECONDMENT)]) == 0
    assert months([spell("2024-01", "2024-07", nature=SpellNature.SECONDMENT)]) == 6


def test_a_village_posting_inside_a_county_post_counts():
    post = spell("2015-01", "2023-01", SpellKind.COUNTY)
    village = spell("2018-03", "2020-05", SpellKind.VILLAGE_POSTING, SpellNature.VILLAGE_POSTING, id=2, parent_id=1)
    assert months([post, village]) == 26
    organs_only = TownshipRule(unit_kinds=("township_organ",))
    assert months([post, village], rule=organs_only) == 0


def test_streets_count_only_when_set():
    street = [spell("2020-01", "2022-01", SpellKind.STREET)]
    assert months(street) == 0
    assert months(street, rule=TownshipRule(unit_kinds=(*DEFAULT.unit_kinds, "street"))) == 24


def test_full_time_study_is_taken_off_and_part_time_study_is_not():
    post = spell("2020-01", "2024-01")
    for full_time, expected in ((True, 36), (False, 48), (None, 48)):
        study = spell("2021-09", "2022-09", SpellKind.STUDY, SpellNature.STUDY, id=2, full_time=full_time)
        assert months([post, study]) == expected


def test_a_leave_is_taken_off_only_above_six_months():
    post = spell("2020-01", "2024-01")
    assert months([post, spell("2021-01", "2021-07", nature=SpellNature.LEAVE, id=2)]) == 48
    assert months([post, spell("2021-01", "2021-08", nature=SpellNature.LEAVE, id=2)]) == 41


def test_the_shares_of_the_spells_add_up_and_say_why():
    spells = [
        spell("2020-01", "2021-06"),
        spell("2021-01", "2022-01", id=2),
        spell("2022-01", "2023-01", SpellKind.COUNTY, id=3),
        spell("2020-03", "2020-05", SpellKind.COUNTY, SpellNature.ON_LOAN, id=4),
    ]
    shares = {share.spell_id: share for share in explain(spells, DEFAULT, DAY(2026, 6, 30))}
    assert sum(share.months for share in shares.values()) == months(spells) == 22
    assert shares[3].reason == "“县直”不计入乡镇工作经历"
    assert shares[4].reason == "借调到县级以上，扣除"


def test_settings_survive_storage_and_carry_their_source():
    assert TownshipRule.from_dict(DEFAULT.to_dict()) == DEFAULT
    assert all(one["label"] and one["source"] for one in rule_settings())


def test_settings_that_cannot_be_are_all_named_at_once():
    with pytest.raises(RuleProblem) as refused:
        TownshipRule.from_dict({"unit_kinds": ["county"], "month_convention": "X", "months_required": 0})
    assert set(refused.value.problems) == {"unit_kinds", "month_convention", "months_required"}


def _dates():
    return st.builds(
        lambda day, exact: PartialDate(day.year, day.month, day.day if exact else None),
        st.dates(DAY(2018, 1, 1), DAY(2021, 12, 31)),
        st.booleans(),
    )


_SPELLS = st.lists(
    st.builds(
        SpellFact,
        id=st.integers(1, 9),
        began=_dates(),
        ended=st.none() | _dates(),
        kind=st.sampled_from(list(SpellKind)),
        nature=st.sampled_from(list(SpellNature)),
        full_time=st.none() | st.booleans(),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)
_RULES = st.sampled_from(
    [TownshipRule(month_convention=one) for one in ("AUTO", "MONTH_DIFF", "FULL_MONTHS", "INCLUSIVE_MONTHS")]
)


@given(_SPELLS, _RULES)
@settings(max_examples=300, deadline=None)
def test_pieces_never_overlap(spells, rule):
    pieces = township_pieces(spells, rule)
    for before, after in pairwise(pieces):
        assert before.ended is not None and before.ended <= after.began


@given(_SPELLS, _RULES)
@settings(max_examples=100, deadline=None)
def test_months_never_fall_and_the_first_day_agrees_with_looking_at_every_day(spells, rule):
    pieces = township_pieces(spells, rule)
    days = [DAY(2017, 12, 1) + datetime.timedelta(days=count) for count in range(0, 2600)]
    totals = [township_months(pieces, day, rule) for day in days]
    assert totals == sorted(totals)
    found = first_day_reaching(pieces, 12, rule)
    scanned = next((day for day, total in zip(days, totals, strict=True) if total >= 12), None)
    assert found == scanned


@given(_SPELLS, _RULES, st.dates(DAY(2018, 1, 1), DAY(2023, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_the_shares_always_add_up(spells, rule, as_of):
    shares = explain(spells, rule, as_of)
    assert sum(share.months for share in shares) == months(spells, as_of, rule)
    assert {share.spell_id for share in shares} == {one.id for one in spells}
