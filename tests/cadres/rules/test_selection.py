"""The roads of the channels: which step may follow which."""

import pytest

from cadres.rules.selection import ROADS, SelectionChannel, SelectionState, next_states, transfer_problem

S = SelectionState


@pytest.mark.parametrize(
    ("channel", "state", "following"),
    [
        ("open_selection", "draft", {S.ANNOUNCED}),
        ("open_selection", "qualified", {S.EXAMINED}),  # 公开选拔 is never without examination
        ("competition", "qualified", {S.EXAMINED}),
        ("five_side", "qualified", {S.EXAMINED, S.INSPECTED}),
        ("village_to_institution", "qualified", {S.EXAMINED, S.INSPECTED}),
        ("transfer_in", "draft", {S.QUALIFIED}),  # nobody is called for by announcement
        ("transfer_in", "qualified", {S.INSPECTED, S.EXAMINED}),
        ("transfer_in", "examined", {S.INSPECTED}),
        ("appointed", "qualified", {S.INSPECTED}),
        ("appointed", "discussed", {S.PUBLIC_NOTICE}),
        ("elected", "public_notice", {S.APPROVED}),
        ("elected", "appointed", {S.CONFIRMED}),
        ("elected", "confirmed", set()),
        ("five_side", "withdrawn", set()),
        ("five_side", "objection_hold", set()),
        ("appointed", "announced", set()),
    ],
)
def test_what_may_follow(channel, state, following):
    assert set(next_states(channel, state)) == following


@pytest.mark.parametrize("channel", list(SelectionChannel))
def test_no_road_leads_past_inspection_decision_notice_and_approval(channel):
    road = ROADS[channel]
    for state, following in zip(road[road.index(S.INSPECTED) :], road[road.index(S.INSPECTED) + 1 :], strict=False):
        assert next_states(channel, state) == (following,)


@pytest.mark.parametrize(
    ("post_kind", "entry", "nature", "refused"),
    [
        ("deputy", "14", "township_institution", False),
        ("deputy", "15", "state_enterprise", False),
        ("rank", "14", "institution", False),
        ("deputy", "15", "institution", True),
        ("deputy", "14", "state_enterprise", True),
        ("institution", "14", "institution", True),
    ],
)
def test_a_transfer_goes_to_a_leader_post_or_rank_and_says_where_from(post_kind, entry, nature, refused):
    told = {"channel": "transfer_in", "post_kind": post_kind, "entry_mode": entry, "nature": nature}
    assert bool(transfer_problem(**told)) is refused


def test_other_channels_are_not_asked_for_the_entry_code():
    assert (
        transfer_problem(channel="five_side", post_kind="deputy", entry_mode="37", nature="township_institution") == ""
    )
