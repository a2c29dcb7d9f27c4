"""The ledger of points cannot go wrong: by pages, by two clerks at once, or by raw SQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from branches.actions.points import (
    follow_scheme,
    give_points,
    hand_out,
    move_on,
    post_entries,
    reverse_entry,
    reverse_redemption,
)
from branches.models import PointsAccount, PointsEntry, PointsPosting, PointsRedemption
from tests.branches.villages import households, rule, village

DAY = date(2026, 6, 1)
DAYS = {"happened_on": DAY, "reviewed_on": DAY, "noticed_on": DAY, "posted_on": DAY}


def balance(household):
    return PointsAccount.objects.get(household=household).balance


def redemption(household, points):
    return PointsRedemption.objects.create(
        household=household, points=points, goods="毛巾", requested_on=DAY, state="handed_out", handed_out_on=DAY
    )


@pytest.fixture
def place(db):
    return village()


def test_points_given_to_many_households_are_one_entry_and_one_posting_each(place):
    given = give_points(rule=rule(place), households=households(place), **DAYS, by=None)
    assert [(entry.state, balance(entry.household)) for entry in given] == [("posted", 5)] * 3


def test_points_claimed_only_do_not_count_yet(place):
    one = households(place, 1)
    given = give_points(rule=rule(place), households=one, happened_on=DAY, by=None)
    assert given[0].state == "claimed"
    assert not PointsPosting.objects.exists()


def test_claims_move_on_step_by_step_to_the_account(place):
    one = households(place, 1)
    give_points(rule=rule(place), households=one, happened_on=DAY, by=None)
    for state in ("reviewed", "noticed", "posted"):
        assert move_on(entries=PointsEntry.objects.all(), on=DAY, by=None) == 1
        assert PointsEntry.objects.get().state == state
    assert balance(one[0]) == 5
    assert move_on(entries=PointsEntry.objects.all(), on=DAY, by=None) == 0


def test_an_entry_is_posted_once(place):
    given = give_points(rule=rule(place), households=households(place, 1), **DAYS, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        post_entries(entries=given, on=DAY, by=None)
    assert balance(given[0].household) == 5


def test_a_balance_does_not_fall_below_nought_and_nobody_is_charged_when_one_cannot_pay(place):
    rich, poor = households(place, 2)
    give_points(rule=rule(place), households=[rich], **DAYS, by=None)
    with pytest.raises(ValidationError, match="现有0分，不足以扣减3分"):
        give_points(rule=rule(place, -3), households=[rich, poor], **DAYS, by=None)
    assert balance(rich) == 5


def test_a_scheme_may_allow_debts(place):
    one = households(place, 1)
    give_points(rule=rule(place, -3, may_be_negative=True), households=one, **DAYS, by=None)
    assert balance(one[0]) == -3


def test_a_scheme_with_debts_open_cannot_stop_allowing_them(place):
    one = households(place, 1)
    item = rule(place, -3, may_be_negative=True)
    give_points(rule=item, households=one, **DAYS, by=None)
    item.scheme.may_be_negative = False
    item.scheme.save()
    with pytest.raises(ValidationError, match="余额为负"):
        follow_scheme(scheme=item.scheme)


def test_a_wrong_entry_is_reversed_by_another_posting_and_both_stay(place):
    entry = give_points(rule=rule(place), households=households(place, 1), **DAYS, by=None)[0]
    reverse_entry(entry=entry, on=date(2026, 6, 2), by=None)
    assert balance(entry.household) == 0
    assert list(PointsPosting.objects.values_list("amount", "balance_after")) == [(5, 5), (-5, 0)]


def test_points_already_exchanged_cannot_be_taken_back(place):
    entry = give_points(rule=rule(place), households=households(place, 1), **DAYS, by=None)[0]
    hand_out(redemption=redemption(entry.household, 4), on=DAY, by=None)
    with pytest.raises(ValidationError, match="不足"):
        reverse_entry(entry=entry, on=DAY, by=None)


def test_an_exchange_reversed_gives_the_points_back(place):
    entry = give_points(rule=rule(place), households=households(place, 1), **DAYS, by=None)[0]
    exchanged = redemption(entry.household, 4)
    hand_out(redemption=exchanged, on=DAY, by=None)
    assert balance(entry.household) == 1
    reverse_redemption(redemption=exchanged, on=DAY, by=None)
    assert balance(entry.household) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE branches_pointsaccount SET balance = 100",
        "UPDATE branches_pointsposting SET amount = 100",
        "DELETE FROM branches_pointsposting",
        "UPDATE branches_pointsentry SET points = 100",
        "UPDATE branches_pointsentry SET state = 'claimed'",
        "DELETE FROM branches_pointsentry",
        "INSERT INTO branches_pointsposting (account_id, amount, balance_after, posted_on, posted_at, entry_id)"
        " SELECT account_id, 100, 0, posted_on, posted_at, entry_id FROM branches_pointsposting",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_posted(place, statement):
    give_points(rule=rule(place), households=households(place, 1), **DAYS, by=None)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert PointsAccount.objects.get().balance == 5


def test_households_of_another_village_and_days_out_of_order_are_refused(place):
    other = households(village("V2", place.parent), 1)
    with pytest.raises(ValidationError, match="不在本村"):
        give_points(rule=rule(place), households=other, **DAYS, by=None)
    with pytest.raises(ValidationError, match="日期顺序"):
        give_points(
            rule=rule(place, 6),
            households=households(place, 1),
            happened_on=DAY,
            reviewed_on=date(2026, 5, 31),
            by=None,
        )


@pytest.mark.parametrize(("on", "refused"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False), (DAY, True)])
def test_points_are_given_only_for_days_of_the_scheme(place, on, refused):
    item, one = rule(place, ended_on=DAY), households(place, 1)
    if refused:
        with pytest.raises(ValidationError, match="施行期"):
            give_points(rule=item, households=one, happened_on=on, by=None)
    else:
        assert give_points(rule=item, households=one, happened_on=on, by=None)


def _at_once(count, work):
    def alone(number):
        try:
            return work(number)
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as clerks:
        return list(clerks.map(alone, range(count)))


def test_clerks_who_enter_at_once_lose_nothing_and_do_not_wait_in_a_circle(committed):
    place = village()
    everybody, item = households(place), rule(place)
    orders = [everybody, everybody[::-1]]
    results = _at_once(6, lambda number: len(give_points(rule=item, households=orders[number % 2], **DAYS, by=None)))
    assert results == [3] * 6
    assert [balance(one) for one in everybody] == [30] * 3
    for account in PointsAccount.objects.all():
        assert account.postings.aggregate(total=Sum("amount"))["total"] == account.balance
        assert [line.balance_after for line in account.postings.order_by("id")] == [5, 10, 15, 20, 25, 30]


def test_of_clerks_who_exchange_the_last_points_at_once_only_one_succeeds(committed):
    place = village()
    one = households(place, 1)[0]
    give_points(rule=rule(place), households=[one], **DAYS, by=None)
    wanted = [redemption(one, 4) for _ in range(4)]
    results = _at_once(4, lambda number: hand_out(redemption=wanted[number], on=DAY, by=None))
    assert sum(result is None for result in results) == 1
    assert balance(one) == 1
