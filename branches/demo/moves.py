"""Members of the demo county who moved from one township to another: table 1 of the statistics shows them."""

import datetime

from branches.actions.members import move_members
from branches.models import MembershipChange, PartyMember, PartyOrganization

LETTER = "临组转〔2026〕17号"


def load(*, by, today: datetime.date) -> None:
    """Three members of 石门乡 belong to a village of 枫林镇 since March; last of all, so that nothing else changes."""
    if MembershipChange.objects.filter(document_number=LETTER).exists():
        return
    leaving = PartyMember.objects.filter(
        organization__unit__township__name="石门乡", organization__sector="village", floating=False, lost_since=None,
        changes=None,
    ).order_by("id")  # fmt: skip
    arriving = PartyOrganization.objects.filter(
        unit__township__name="枫林镇", category="BR", sector="village", ended=None
    ).order_by("id")  # fmt: skip
    if arriving:
        move_members(members=list(leaving[:3]), to=arriving[0], on=datetime.date(2026, 3, 9), by=by, document_number=LETTER)
