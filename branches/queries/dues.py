"""What members owe in dues on a day."""

import datetime

from branches.models import DuesPayment, PartyMember
from branches.rules.dues import DuesStandard, arrears, monthly_dues
from portal.queries.rules import rule_value


def dues_standard(as_of: datetime.date) -> DuesStandard:
    """The standard in force on the day."""
    return DuesStandard.from_dict(rule_value("dues_standard", as_of)[0])


def due_of(member: PartyMember, month: datetime.date):
    """元 the member owes for the month; None when kind or base are not known."""
    return monthly_dues(member.dues_kind, member.dues_base, dues_standard(month))


def arrears_of(members, today: datetime.date) -> dict[int, int]:
    """Member id → months without a break, up to the last whole one, without a settled payment; none owing left out.

    A month is settled by what was due being paid, or by an exemption. Counting begins with the first month the portal
    knows of for the member, so that a member without any row owes nothing that was never asked for.
    """
    settled: dict[int, set] = {}
    first: dict[int, datetime.date] = {}
    rows = DuesPayment.objects.filter(member__in=members).values_list("member", "month", "way", "due", "paid")
    for member, month, way, due, paid in rows:
        first[member] = min(month, first.get(member, month))
        if way == DuesPayment.Way.EXEMPT or paid >= due:
            settled.setdefault(member, set()).add(month)
    counts = {member: arrears(since, settled.get(member, set()), today) for member, since in first.items()}
    return {member: count for member, count in counts.items() if count}
