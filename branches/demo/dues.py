"""Dues of the demo county for the last months, with a few members in arrears."""

import datetime
from decimal import Decimal

from branches.models import DuesPayment, PartyMember
from branches.rules.dues import DuesStandard, monthly_dues
from cadres.demo.months import choices_for

MONTHS = 3
LONG = 7  # months for which those in arrears are on file
STANDARD = DuesStandard()


def load(*, by, today: datetime.date) -> None:
    """The last three months of everybody, seven of the few who stopped paying."""
    if DuesPayment.objects.exists():
        return
    random = choices_for("dues")
    rows = []
    members = PartyMember.objects.present().filter(organization__counts_in_statistics=True).order_by("id")
    for number, member in enumerate(members):
        due = monthly_dues(member.dues_kind or "farmer", member.dues_base, STANDARD)
        owing = {97: 6, 211: 6, 330: 4, 405: 3, 512: 3}.get(number, 0)
        for back in range(LONG if owing else MONTHS):
            month = _month(today, back)
            last = min(today, _month(today, back - 1) - datetime.timedelta(days=1))
            # The month that runs is not yet owed: arrears are whole months before it.
            paid = back > owing or (not owing and (back > 0 or random.random() < 0.86))
            on = month + datetime.timedelta(days=random.randint(2, (last - month).days)) if paid else None
            rows.append(DuesPayment(member=member, month=month, due=due, paid=due if paid else Decimal(0), paid_on=on))
    DuesPayment.objects.bulk_create(rows, batch_size=2000)


def _month(today: datetime.date, back: int) -> datetime.date:
    months = today.year * 12 + today.month - 1 - back
    return datetime.date(months // 12, months % 12 + 1, 1)
