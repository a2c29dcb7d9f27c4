import pytest

from cadres.rules.ranks.conversion import CONVERSIONS, converted
from cadres.rules.ranks.ladder import EQUAL, comprehensive, next_rank, rank_of_leader
from cadres.rules.ranks.quota import OrganLevel, has_place, places_of, quota_use

CAPS = {"researcher_2": 2, "researcher_34": 10, "researcher_3": 40, "chief_clerk_14": 60, "chief_clerk_12": 50}


def uses(base, **holders):
    return {use.tier.key: use for use in quota_use(OrganLevel.COUNTY, base, holders, CAPS)}


def test_caps_of_a_county_organ_inner_ones_of_the_outer():
    found = uses(57)

    assert {key: use.places for key, use in found.items()} == {
        "researcher_2": 1, "researcher_34": 5, "researcher_3": 2, "chief_clerk_14": 34, "chief_clerk_12": 17,
    }  # fmt: skip


def test_what_is_free_inside_is_never_more_than_outside():
    found = {use.tier.key: use for use in quota_use(OrganLevel.COUNTY, 10, {"1A": 6, "18": 0}, CAPS)}

    assert (found["chief_clerk_14"].free, found["chief_clerk_12"].free) == (0, 0)


def test_more_holders_than_places_are_shown_as_less_than_nothing():
    assert {use.tier.key: use.free for use in quota_use(OrganLevel.COUNTY, 10, {"16": 3}, CAPS)}["researcher_34"] == -2


def test_without_establishment_nothing_is_said_but_who_holds_what():
    found = quota_use(OrganLevel.COUNTY, None, {"17": 2}, CAPS)

    assert {use.places for use in found} == {None}
    assert has_place(found, "18", "17") is None


def test_places_approved_in_writing_go_before_the_share():
    found = quota_use(OrganLevel.COUNTY, 57, {}, CAPS, approved={"chief_clerk_14": 20})

    assert {use.tier.key: use.places for use in found}["chief_clerk_12"] == 10


def test_a_promotion_inside_a_tier_needs_no_place_in_it():
    found = quota_use(OrganLevel.COUNTY, 10, {"1A": 3, "18": 3}, CAPS)  # 6 places, 3 of them upper: all held

    assert has_place(found, "18", "17") is True
    assert has_place(found, "1A", "19") is True
    assert has_place(found, "19", "18") is False
    assert has_place(found, "1B", "1A") is False


@pytest.mark.parametrize(("rounding", "places"), [("floor", 5), ("half_up", 6), ("ceiling", 6)])
def test_rounding_is_a_setting(rounding, places):
    assert places_of(55, 10, rounding) == places


def test_the_conversion_table_says_which_lines_were_seen():
    assert converted("副调研员").rank == "16"
    assert converted("主任科员").rank == "18"
    assert [line.old_post for line in CONVERSIONS if line.verified] == ["副调研员", "主任科员"]
    assert converted("县长") is None


def test_other_sequences_equal_the_ladder():
    assert comprehensive("01B01") == "11"
    assert comprehensive("01B11") == comprehensive("01C10") == "1B"
    assert comprehensive("0141") == ""
    assert not EQUAL["020"].verified


def test_steps_go_one_by_one_and_leaders_join_at_their_rank():
    assert next_rank("1C").name == "一级科员"
    assert next_rank("11") is None
    assert rank_of_leader("0142").name == "三级主任科员"
    assert rank_of_leader("0150") is None
