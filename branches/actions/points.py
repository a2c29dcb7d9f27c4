"""Writing the ledger of points: posting, exchanging, reversing, and giving points to many households at once.

An account is locked before it is judged, in the order of its key, so that two clerks neither lose an entry nor wait for
each other in a circle. The database refuses on its own what these actions refuse in words.
"""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import (
    Household,
    PointsAccount,
    PointsEntry,
    PointsPosting,
    PointsRedemption,
    PointsRule,
    PointsScheme,
)
from portal.audit import record

State = PointsEntry.State


@transaction.atomic
def post_entries(*, entries: Iterable[PointsEntry], on: datetime.date, by) -> None:
    """A posting for each entry. Raises ValidationError naming the household whose balance would fall below nought."""
    entries = list(entries)
    accounts = locked_accounts({entry.household_id for entry in entries})
    balances = {household: account.balance for household, account in accounts.items()}
    for entry in entries:
        account = accounts[entry.household_id]
        balances[entry.household_id] += entry.points
        if balances[entry.household_id] < 0 and not account.may_be_negative:
            raise _too_low(account, -entry.points)
    _post([(accounts[entry.household_id], entry.points, {"entry": entry}) for entry in entries], on, by)


@transaction.atomic
def reverse_entry(*, entry: PointsEntry, on: datetime.date, by) -> None:
    """A posting that takes back the entry's own; raises ValidationError when the balance would fall below nought."""
    _reverse(entry.postings.get(reverses__isnull=True), on, by)


@transaction.atomic
def hand_out(*, redemption: PointsRedemption, on: datetime.date, by) -> None:
    """A posting that takes the points exchanged; raises ValidationError when the household has not enough."""
    account = locked_accounts([redemption.household_id])[redemption.household_id]
    if account.balance < redemption.points and not account.may_be_negative:
        raise _too_low(account, redemption.points)
    _post([(account, -redemption.points, {"redemption": redemption})], on, by)


@transaction.atomic
def reverse_redemption(*, redemption: PointsRedemption, on: datetime.date, by) -> None:
    """A posting that gives the exchanged points back."""
    _reverse(redemption.postings.get(reverses__isnull=True), on, by)


@transaction.atomic
def give_points(
    *,
    rule: PointsRule,
    households: Iterable[Household],
    happened_on: datetime.date,
    by,
    reason: str = "",
    reviewed_on: datetime.date | None = None,
    noticed_on: datetime.date | None = None,
    posted_on: datetime.date | None = None,
) -> list[PointsEntry]:
    """One entry by the rule for each household, as far along as its days say: claimed, reviewed, noticed or posted.

    Raises ValidationError for households of another village, for days out of order or outside the scheme, and for a
    balance that would fall below nought; then nothing is entered.
    """
    households = list(households)
    days = [happened_on, reviewed_on, noticed_on, posted_on]
    _check(rule, households, days)
    state = [State.CLAIMED, State.REVIEWED, State.NOTICED, State.POSTED][
        max(number for number, day in enumerate(days) if day)
    ]
    entries = PointsEntry.objects.bulk_create(
        PointsEntry(
            household=household, rule=rule, points=rule.points, happened_on=happened_on, reason=reason, state=state,
            reviewed_on=reviewed_on, noticed_on=noticed_on, posted_on=posted_on,
        )
        for household in households
    )  # fmt: skip
    if state == State.POSTED:
        post_entries(entries=entries, on=posted_on, by=by)
    # Asked are the item, the day and every household; the day was filled in.
    burden = {
        "register": "points-entries",
        "unit": rule.scheme.unit_id,
        "records": len(entries),
        "asked": 2 + len(entries),
        "known": 1,
    }
    record("points.given", by=by, target=rule, detail={"households": len(entries), "state": state, **burden})
    return entries


@transaction.atomic
def move_on(*, entries: Iterable[PointsEntry], on: datetime.date, by) -> int:
    """The entries one step further, from claim to review, notice and account; returns how many.

    Raises ValidationError as `post_entries` does; entries that have no next step are left as they are.
    """
    following = {
        State.CLAIMED: (State.REVIEWED, "reviewed_on"),
        State.REVIEWED: (State.NOTICED, "noticed_on"),
        State.NOTICED: (State.POSTED, "posted_on"),
    }
    wanted = [entry.pk for entry in entries]
    held = list(PointsEntry.objects.select_for_update().filter(pk__in=wanted, state__in=following).order_by("pk"))
    posted = []
    for entry in held:
        entry.state, column = following[entry.state]
        setattr(entry, column, on)
        if entry.state == State.POSTED:
            posted.append(entry)
    PointsEntry.objects.bulk_update(held, ["state", "reviewed_on", "noticed_on", "posted_on"])
    if posted:
        post_entries(entries=posted, on=on, by=by)
    record("points.moved_on", by=by, detail={"entries": len(held), "posted": len(posted)})
    return len(held)


@transaction.atomic
def follow_scheme(*, scheme: PointsScheme) -> None:
    """Accounts of the village's households may be negative when its scheme in force says so.

    Raises ValidationError when it no longer does and a household is below nought.
    """
    current = PointsScheme.objects.filter(unit=scheme.unit_id, ended_on__isnull=True).first()
    allowed = bool(current and current.may_be_negative)
    accounts = PointsAccount.objects.select_for_update().filter(household__unit=scheme.unit_id).order_by("pk")
    below = accounts.filter(balance__lt=0).select_related("household").first()
    if below is not None and not allowed:
        raise ValidationError(
            {"may_be_negative": _("“%(household)s”的积分余额为负，不能改为不允许。") % {"household": below.household}}
        )
    accounts.exclude(may_be_negative=allowed).update(may_be_negative=allowed)


def locked_accounts(households: Iterable[int]) -> dict[int, PointsAccount]:
    """The accounts of the households by household, opened where there is none, locked until the transaction ends."""
    wanted = set(households)
    missing = Household.objects.filter(pk__in=wanted, points_account__isnull=True).values_list("pk", "unit")
    negative = set(
        PointsScheme.objects.filter(
            unit__in=[unit for _pk, unit in missing], may_be_negative=True, ended_on__isnull=True
        ).values_list("unit", flat=True)
    )
    PointsAccount.objects.bulk_create(
        [PointsAccount(household_id=pk, may_be_negative=unit in negative) for pk, unit in missing],
        ignore_conflicts=True,
    )
    held = PointsAccount.objects.select_for_update().filter(household__in=wanted).order_by("pk")
    return {account.household_id: account for account in held}


def _post(lines: list[tuple[PointsAccount, int, dict]], on: datetime.date, by) -> None:
    lines.sort(key=lambda line: line[0].pk)
    PointsPosting.objects.bulk_create(
        PointsPosting(account=account, amount=amount, posted_on=on, posted_by=by, **why)
        for account, amount, why in lines
    )


def _reverse(posting: PointsPosting, on: datetime.date, by) -> None:
    account = PointsAccount.objects.select_for_update().get(pk=posting.account_id)
    if account.balance - posting.amount < 0 and not account.may_be_negative:
        raise _too_low(account, posting.amount)
    why = {"entry": posting.entry, "redemption": posting.redemption, "reverses": posting}
    _post([(account, -posting.amount, why)], on, by)


def _check(rule: PointsRule, households: list[Household], days: list[datetime.date | None]) -> None:
    scheme = rule.scheme
    if not households:
        raise ValidationError({"households": _("请至少选择一户。")})
    if any(household.unit_id != scheme.unit_id for household in households):
        raise ValidationError({"households": _("所选农户不在本村。")})
    if not scheme.began_on <= days[0] or (scheme.ended_on and days[0] >= scheme.ended_on):
        raise ValidationError({"happened_on": _("发生日期不在积分办法施行期内。")})
    given = [day for day in days if day]
    names = ["happened_on", "reviewed_on", "noticed_on", "posted_on"]
    for number, (name, day) in enumerate(zip(names, days, strict=True)):
        if day is None and any(days[number:]):
            raise ValidationError({name: _("后面的步骤已填日期，这一步也须填写。")})
    if given != sorted(given):
        raise ValidationError(_("日期顺序应为：发生、评议、公示、入账。"))


def _too_low(account: PointsAccount, points: int) -> ValidationError:
    return ValidationError(
        _("“%(household)s”现有%(balance)s分，不足以扣减%(points)s分。")
        % {"household": account.household, "balance": account.balance, "points": points},
        code="balance_too_low",
    )
