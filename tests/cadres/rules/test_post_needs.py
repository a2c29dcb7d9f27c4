"""Gaps between what posts ask and what a team brings."""

from cadres.rules.post_needs import gaps


def test_two_posts_that_ask_the_same_want_two_people():
    found = gaps([("镇长", "projects", 1), ("副镇长", "projects", 1)], [(7, "projects")])
    assert [(gap.wanted, gap.holders, gap.short) for gap in found] == [(2, (7,), 1)]


def test_a_person_counts_once_and_what_nobody_asks_is_no_gap():
    found = gaps([("书记", "party_work", 1)], [(7, "party_work"), (7, "party_work"), (7, "law")])
    assert [(gap.experience, gap.short) for gap in found] == [("party_work", 0)]
