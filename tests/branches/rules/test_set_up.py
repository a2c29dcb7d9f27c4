"""Set-up of organizations held against the rules."""

import pytest

from branches.rules.set_up import SetUpRule, may_set_up, set_up_findings

RULE = SetUpRule()


def met(category: str, sector: str = "village", **numbers) -> list[bool]:
    given = {"full": 10, "members": 10, "committee": 3, "covered": 0} | numbers
    return [finding.met for finding in set_up_findings(category, sector, rule=RULE, **given)]


@pytest.mark.parametrize(("full", "members", "committee", "expected"), [
    (3, 3, 1, [True, True, True]), (2, 2, 1, [False, True, True]), (50, 50, 5, [True, True, True]),
    (50, 51, 7, [True, False, True]), (6, 6, 2, [True, True, True]), (6, 6, 3, [True, True, False]),
    (7, 7, 2, [True, True, False]), (7, 7, 3, [True, True, True]), (7, 7, 8, [True, True, False]),
])  # fmt: skip
def test_a_branch_needs_three_has_fifty_at_most_and_a_committee_from_seven_on(full, members, committee, expected):
    assert met("BR", full=full, members=members, committee=committee) == expected


def test_a_joint_branch_covers_five_units_at_most():
    assert met("JBR", covered=5)[1]
    assert not met("JBR", covered=6)[1]


@pytest.mark.parametrize(("category", "members", "expected"), [
    ("GEN", 49, False), ("GEN", 50, True), ("COM", 99, False), ("COM", 100, True),
])  # fmt: skip
def test_general_branches_need_fifty_and_committees_a_hundred(category, members, expected):
    assert met(category, members=members) == [expected]


def test_a_township_has_its_committee_whatever_its_members():
    assert met("COM", "township", members=12) == []


def test_only_the_three_members_of_a_branch_refuse():
    assert may_set_up("BR", 2, RULE).startswith("成立党支部须有正式党员3人以上")
    assert may_set_up("BR", 3, RULE) == ""
    assert may_set_up("GEN", 2, RULE) == ""
