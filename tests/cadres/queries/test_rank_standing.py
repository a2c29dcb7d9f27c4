"""The standing of people read from their records, and the places of units."""

import pytest

from cadres.models import Award, InitialRankConversion, Person, PromotionBar, RankPool, RankPoolUnit, RankPromotionCase
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.quotas import quota_uses
from cadres.queries.ranks.standing import standings
from portal.actions.units import set_quota
from portal.models import Unit
from portal.rules.dates import PartialDate, parse_partial_date
from tests.cadres.rank_records import DAY, clerk, county, office, ranked, result

pytestmark = pytest.mark.django_db
AS_OF = DAY(2026, 6, 30)


def standing_of(person, day=AS_OF):
    return standings(Person.objects.filter(pk=person.pk), day)[person.pk]


def verdict_of(person, day=AS_OF):
    return standing_of(person, day).verdict


def test_the_rank_is_the_one_held_on_the_day():
    person = clerk()
    ranked(person, "1A", "201906", "202406")
    ranked(person, "19", "202406")

    assert verdict_of(person).target.name == "二级主任科员"
    assert verdict_of(person, DAY(2024, 5, 31)).target.name == "三级主任科员"
    assert verdict_of(person, DAY(2019, 5, 31)).standing == "unknown"


def test_the_persons_own_row_is_believed_only_without_a_dated_record():
    person = clerk(rank="1A", rank_since=parse_partial_date("202401"))
    result(person, 2024, "2")
    result(person, 2025, "2")
    assert verdict_of(person).eligible_on == PartialDate(2026, 1)
    assert verdict_of(person, DAY(2023, 12, 31)).standing == "unknown"

    ranked(person, "1B", "202201", "202301")
    assert verdict_of(person).standing == "unknown"


def test_years_in_the_old_post_are_carried_over_by_the_conversion():
    person = clerk()
    ranked(person, "18", "201906")
    conversion = InitialRankConversion.objects.create(
        person=person, unit=county(), new_rank="18", seniority_from=PartialDate(2016, 3), state="completed",
        approved_on=DAY(2019, 6, 1),
    )  # fmt: skip

    verdict = verdict_of(person, DAY(2019, 12, 31))

    assert verdict.base.since == PartialDate(2016, 3)
    assert verdict.base.record == ("conversion", conversion.pk)
    assert verdict.eligible_on == PartialDate(2018, 3)
    assert verdict.possible_on == DAY(2019, 6, 1)
    assert verdict.missing_years == ()


def test_a_result_without_its_day_counts_from_the_day_the_rule_says():
    person = clerk()
    ranked(person, "1A", "202401")
    result(person, 2024, "1")

    assert verdict_of(person, DAY(2025, 2, 28)).eligible_on == PartialDate(2026, 1)
    assert verdict_of(person, DAY(2025, 3, 1)).eligible_on == PartialDate(2025, 7)


def test_an_excellent_year_used_for_the_rank_held_does_not_shorten_again():
    person = clerk()
    ranked(person, "19", "202407")
    result(person, 2024, "1", DAY(2025, 1, 10))
    RankPromotionCase.objects.create(
        person=person, unit=county(), target="19", state="approved", approved_on=DAY(2024, 7, 1),
        trace={"excellent_years": [2024]},
    )  # fmt: skip

    assert verdict_of(person).eligible_on == PartialDate(2026, 7)


def test_discipline_and_investigations_bar_with_the_record_they_come_from():
    person = clerk()
    ranked(person, "1A", "202001")
    for year in range(2020, 2026):
        result(person, year, "2")
    award = Award.objects.create(person=person, name="记过", code="02112", decided=PartialDate(2025, 9, 1))
    PromotionBar.objects.create(person=person, kind="investigation", began=PartialDate(2026, 7))

    assert [(bar.kind, bar.record) for bar in verdict_of(person).bars] == [("discipline", ("award", award.pk))]
    assert [bar.kind for bar in verdict_of(person, DAY(2026, 9, 1)).bars] == ["investigation"]


def test_the_number_of_statements_does_not_grow_with_the_people(django_assert_max_num_queries):
    unit = county()
    for number in range(30):
        person = clerk(unit, f"某{number}")
        ranked(person, "1A", "202301")
        result(person, 2024, "1")

    with django_assert_max_num_queries(11):
        found = standings(civil_servants(Person.objects.all(), AS_OF), AS_OF)

    assert len(found) == 30


def test_civil_servants_are_in_service_of_the_categories_and_on_the_establishment():
    kept = clerk(name="甲")
    for facts in ({"category": "8"}, {"status": "2"}, {"establishment": "3"}, {"category": ""}):
        clerk(name="乙", **facts)

    assert list(civil_servants(Person.objects.all(), AS_OF)) == [kept]


def use_of(unit, tier, day=AS_OF):
    found = next(one for one in quota_uses(Unit.objects.filter(pk=unit.pk), day) if unit in one.members)
    return next(use for use in found.tiers if use.tier.key == tier)


def test_places_are_a_share_of_the_units_establishment_and_holders_those_on_it():
    unit = office(county())
    set_quota(unit=unit, from_day=PartialDate(2020), administrative=10, by=None)
    ranked(clerk(unit, "甲"), "1A", "202401")
    ranked(clerk(unit, "乙", establishment="2"), "1A", "202401")
    ranked(clerk(unit, "丙"), "1A", "202607")

    use = use_of(unit, "chief_clerk_14")

    assert (use.places, use.used, use.free) == (6, 1, 5)


def test_small_units_round_together_in_a_pool():
    root = county()
    units = [office(root, f"R01.{number}", f"单位{number}") for number in (1, 2, 3)]
    for unit in units:
        set_quota(unit=unit, from_day=PartialDate(2020), administrative=4, by=None)
    assert use_of(units[0], "researcher_34").places == 0

    pool = RankPool.objects.create(name="县直统筹", unit=root, began=PartialDate(2026))
    RankPoolUnit.objects.bulk_create(RankPoolUnit(pool=pool, unit=unit) for unit in units)

    assert use_of(units[0], "researcher_34").places == 1
    assert use_of(units[0], "researcher_34", DAY(2025, 12, 31)).places == 0
