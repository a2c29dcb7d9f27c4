"""Registers of village governance: parties stay masked, days follow the rule, versions follow one another."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from branches.models import Dispute, PointsAccount, VillageCompact
from branches.registers.compacts import COMPACTS
from branches.registers.disputes import DISPUTES
from branches.registers.points import ENTRIES
from portal.actions.users import create_user, grant_role
from portal.registers.actions import add_record, change_record, remove_record, take_step
from portal.rules.roles import Role
from tests.branches.villages import households, rule, village

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


def dispute(place, **given):
    values = {
        "unit": place,
        "title": "排水",
        "kind": "neighbour",
        "found_on": date(2026, 6, 1),
        "level": "village",
        **given,
    }
    return add_record(register=DISPUTES, values=values, by=None, today=TODAY)


def step(register, record, name, **values):
    return take_step(
        register=register, record=record, step=name, by=None, today=TODAY, values=values, reason="测试理由"
    )


def test_parties_are_shown_by_their_family_names_and_days_follow_the_rule():
    one = dispute(village(), party_names="张三、欧阳四五")
    assert one.parties_shown == "张某、欧阳某"
    assert (one.due_on, one.escalate_on) == (date(2026, 7, 1), date(2026, 6, 8))


def test_a_dispute_goes_from_finding_to_closing_and_up_a_level_on_the_way():
    one = dispute(village())
    one = step(DISPUTES, one, "accept", accepted_on=date(2026, 6, 2), handler="调解员")
    one = step(DISPUTES, one, "escalate", level="township", level_since=date(2026, 6, 9), accepted_on=date(2026, 6, 9))
    assert one.escalate_on == date(2026, 6, 24)
    one = step(DISPUTES, one, "settle", settled_on=TODAY, method="mediation", result="达成协议")
    one = step(DISPUTES, one, "revisit", revisited_on=TODAY, satisfied=True)
    assert step(DISPUTES, one, "close", closed_on=TODAY).state == "closed"


def test_a_dispute_settled_before_it_was_found_is_refused():
    with pytest.raises(ValidationError):
        dispute(village(), settled_on=date(2026, 5, 31), method="mediation")


def test_an_old_dispute_entered_whole_stands_where_its_days_put_it():
    assert dispute(village(), settled_on=date(2026, 6, 3), method="mediation").state == "settled"
    assert Dispute.objects.filter(state="found").count() == 0


def compact(place, version, in_force_from, **given):
    values = {
        "unit": place, "version": version, "title": "村规民约", "drafted_on": date(2020, 1, 1),
        "in_force_from": in_force_from, **given,
    }  # fmt: skip
    return add_record(register=COMPACTS, values=values, by=None, today=TODAY)


def test_a_version_ends_where_the_next_comes_into_force():
    place = village()
    first = compact(place, 1, date(2021, 1, 1))
    compact(place, 2, date(2024, 1, 1))
    first.refresh_from_db()
    assert first.replaced_on == date(2024, 1, 1)
    assert VillageCompact.objects.filter(replaced_on__isnull=True).count() == 1


@pytest.mark.parametrize(("present", "in_favour", "refused"), [(66, 60, True), (67, 33, True), (67, 34, False)])
def test_a_vote_without_quorum_or_majority_is_refused(present, in_favour, refused):
    votes = {"voted_on": date(2021, 1, 1), "expected": 100, "present": present, "in_favour": in_favour}
    if refused:
        with pytest.raises(ValidationError):
            compact(village(), 1, date(2021, 1, 1), **votes)
    else:
        assert compact(village(), 1, date(2021, 1, 1), **votes).pk


def test_a_village_does_not_examine_its_own_compact():
    place = village()
    draft = compact(place, 1, None)
    secretary, officer = (account(name, role, place) for name, role in (
        ("secretary", Role.BRANCH_SECRETARY), ("officer", Role.TOWNSHIP_OFFICER),
    ))  # fmt: skip

    def taken(name, by, **days):
        return take_step(register=COMPACTS, record=draft, step=name, by=by, today=TODAY, values=days)

    taken("consult", secretary, consulted_on=date(2026, 5, 1))
    with pytest.raises(PermissionDenied):
        taken("examine", secretary, examined_on=date(2026, 5, 8))
    assert taken("examine", officer, examined_on=date(2026, 5, 8)).state == "examined"


def account(name, role, place):
    user = create_user(username=name, full_name=name, password=None, by=None)
    grant_role(user=user, role=role, unit=place, by=None)
    return user


def test_an_entry_taken_to_the_account_can_only_be_reversed():
    place = village()
    household, item = households(place, 1)[0], rule(place)
    values = {"household": household, "rule": item, "points": 5, "happened_on": date(2026, 6, 1)}
    entry = add_record(register=ENTRIES, values=values, by=None, today=TODAY)
    entry = step(ENTRIES, entry, "review", reviewed_on=TODAY)
    entry = step(ENTRIES, entry, "notice", noticed_on=TODAY)
    entry = step(ENTRIES, entry, "post", posted_on=TODAY)
    assert PointsAccount.objects.get().balance == 5
    with pytest.raises(ValidationError, match="冲正"):
        change_record(register=ENTRIES, record=entry, changes={"points": 50}, by=None, today=TODAY)
    with pytest.raises(ValidationError):
        remove_record(register=ENTRIES, record=entry, by=None)
    step(ENTRIES, entry, "reverse", reversed_on=TODAY)
    assert PointsAccount.objects.get().balance == 0
