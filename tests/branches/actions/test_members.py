"""What a member is today and was on any day follows from the entry and the changes."""

import pytest

from branches.actions.members import rebuild_memberships
from branches.queries.organization_tree import members_on
from tests.branches.party import day, member, organization, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def branches():
    town = unit()
    return [organization(name, at=town) for name in ("桃岭村党支部", "柳湾村党支部")]


def change(one, on: str, **values):
    made = one.changes.create(on=day(on), **values)
    rebuild_memberships(one)
    one.refresh_from_db()
    return made


def relations(one) -> list[tuple[str, str, str]]:
    return [
        (held.organization.name, str(held.began or ""), str(held.ended or ""))
        for held in one.memberships.order_by("began")
    ]


def test_a_member_entered_belongs_since_joining(branches):
    one = member("赵一", of=branches[0], joined="2010-07-01")

    assert relations(one) == [("桃岭村党支部", "2010.07.01", "")]


def test_a_member_moved_keeps_both_relations(branches):
    one = member("赵一", of=branches[0])
    change(one, "2020-05-20", relation="173", organization=branches[1])

    assert relations(one) == [("桃岭村党支部", "2010.07.01", "2020.05.20"), ("柳湾村党支部", "2020.05.20", "")]
    assert one.organization == branches[1]


def test_a_change_taken_back_leaves_no_trace(branches):
    one = member("赵一", of=branches[0])
    change(one, "2020-05-20", relation="173", organization=branches[1]).delete()
    rebuild_memberships(one)
    one.refresh_from_db()

    assert relations(one) == [("桃岭村党支部", "2010.07.01", "")]
    assert one.organization == branches[0]


@pytest.mark.parametrize(("codes", "state"), [
    ({"relation": "241"}, "transferred"), ({"relation": "003", "way": "232"}, "left"), ({"way": "222"}, "left"),
    ({"relation": "004"}, "suspended"), ({"way": "261"}, "suspended"), ({"relation": "005"}, "died"),
    ({"way": "213"}, "died"),
])  # fmt: skip
def test_whoever_goes_is_counted_up_to_the_day_before(branches, codes, state):
    one = member("赵一", of=branches[0])
    change(one, "2020-05-20", **codes)

    assert one.state == state
    assert list(members_on(branches, day("2020-05-19"))) == [one]
    assert list(members_on(branches, day("2020-05-20"))) == []


def test_a_suspended_member_restored_is_back_in_the_same_branch(branches):
    one = member("赵一", of=branches[0])
    change(one, "2020-05-20", relation="004")
    change(one, "2021-05-20", relation="002", way="131")

    assert one.state == "full"
    assert relations(one) == [("桃岭村党支部", "2010.07.01", "2020.05.20"), ("桃岭村党支部", "2021.05.20", "")]


def test_whoever_arrived_from_elsewhere_was_not_here_before(branches):
    one = member("赵一", of=branches[0], joined="2001-07-01", full="2002-07-01")
    change(one, "2022-09-01", relation="141", organization=branches[0])

    assert relations(one) == [("桃岭村党支部", "2022.09.01", "")]


def test_two_changes_on_one_day_leave_no_empty_relation(branches):
    one = member("赵一", of=branches[0])
    change(one, "2020-05-20", relation="173", organization=branches[1])
    change(one, "2020-05-20", relation="241")

    assert relations(one) == [("桃岭村党支部", "2010.07.01", "2020.05.20")]
    assert one.state == "transferred"


def test_a_probationary_member_stays_one_until_turned_full(branches):
    one = member("赵一", of=branches[0], joined="2025-07-01", full=None)

    assert one.state == "probationary"
