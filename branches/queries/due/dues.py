"""Members who have not paid their dues for months without a break."""

import datetime

from django.db.models import Max

from branches.models import DuesPayment, PartyMember
from branches.queries.dues import arrears_of
from portal.models import Unit
from portal.queries.reminders import Due
from portal.queries.reminders import month_after as months_later
from portal.queries.rules import rule_value


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """The day on which the months without payment reached the office's highest limit reached so far.

    Counted up to the last whole month before the latest payment on file within the scope: what nobody was asked for
    yet is no arrears.
    """
    limits = rule_value("dues_arrears", last)[0]
    members = PartyMember.objects.filter(
        organization__unit__in=Unit.objects.visible_to(user),
        state__in=(PartyMember.State.FULL, PartyMember.State.PROBATIONARY),
    )
    known = DuesPayment.objects.filter(member__in=members).aggregate(latest=Max("paid_on"))["latest"]
    if known is None:
        return []
    reached = {}
    until = min(known, last)
    for member, months in arrears_of(members, until).items():
        limit = max((one for one in (limits["remind_months"], limits["alert_months"]) if months >= one), default=0)
        if limit and first <= (day := months_later(until, limit - months)) <= last:
            reached[member] = (day, limit, months)
    rows = PartyMember.objects.filter(pk__in=reached).select_related("person", "organization")
    found = [
        Due(
            reached[one.pk][0], "dues_arrears", f"{one.person.name}连续{reached[one.pk][1]}个月未交党费",
            one.organization.unit_id, one.person_id, one,
            f"到{months_later(until, -1):%Y年%m月}连续{reached[one.pk][2]}个月没有交清；"
            "连续六个月不交纳按自行脱党处理（党章第九条）",
        )
        for one in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.person_id))
