"""What follows from changes of members: where their relation lay, what they are today."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import Membership, MembershipChange, PartyMember, PartyOrganization
from branches.rules.membership import INTERNAL_MOVE, Happening, stretches
from portal.audit import record
from portal.rules.dates import PartialDate


@transaction.atomic
def rebuild_memberships(member: PartyMember) -> None:
    """The member's relations and today's state, worked out from the entry and every change; nothing else writes them."""
    changes = member.changes.order_by("on", "id")
    happenings = [Happening(one.on, one.way, one.relation, one.organization_id) for one in changes]
    joined = member.joined.as_int() if member.joined else None
    found, state = stretches(member.first_organization_id or member.organization_id, joined, happenings)
    wanted = [(one.organization, one.began, one.ended) for one in found]
    held = [
        (one.organization_id, one.began and one.began.as_int(), one.ended and one.ended.as_int())
        for one in member.memberships.order_by("began")
    ]
    if wanted != held:
        member.memberships.all().delete()
        Membership.objects.bulk_create(
            Membership(member=member, organization_id=organization, began=_date(began), ended=_date(ended))
            for organization, began, ended in wanted
        )
    if not state:
        state = PartyMember.State.FULL if member.full_since else PartyMember.State.PROBATIONARY
    last = found[-1].organization if found else member.organization_id
    if (member.state, member.organization_id) != (state, last):
        member.state, member.organization_id = state, last
        member.save(update_fields=["state", "organization"])


@transaction.atomic
def keep_member(member: PartyMember) -> None:
    """A member entered or corrected: the organization of the entry is kept, relations and state follow."""
    if member.first_organization_id is None:
        member.first_organization = member.organization
        member.save(update_fields=["first_organization"])
    rebuild_memberships(member)


@transaction.atomic
def move_members(
    *, members: list[PartyMember], to: PartyOrganization, on: datetime.date, by, document_number: str = ""
) -> None:
    """The members belong to the organization from the day on (内部转移); raises ValidationError for a later change."""
    for member in members:
        if member.changes.filter(on__gt=on).exists():
            raise ValidationError(
                _("%(name)s在%(day)s之后另有变动，请先核对。") % {"name": member.person.name, "day": on},
                code="later_change",
            )
        MembershipChange.objects.create(
            member=member, on=on, relation=INTERNAL_MOVE, organization=to, document_number=document_number
        )
        rebuild_memberships(member)
    record("member.moved", by=by, target=to, detail={"members": len(members), "on": on.isoformat()})


def _date(number: int | None) -> PartialDate | None:
    return None if number is None else PartialDate.from_int(number)
