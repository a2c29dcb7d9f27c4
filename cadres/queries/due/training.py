"""Agreements with partners that end."""

import datetime

from django.db.models import Q

from cadres.models import CooperationAgreement
from cadres.queries.due import Due
from portal.models import Unit


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Last days of agreements that were neither ended before nor renewed."""
    rows = (
        CooperationAgreement.objects.filter(
            expires__range=(first, last), renewals__isnull=True, partner__unit__in=Unit.objects.visible_to(user)
        )
        .filter(Q(terminated__isnull=True))
        .select_related("partner")
        .order_by("expires", "pk")
    )
    return [
        Due(
            one.expires, "agreement_ends", f"与{one.partner.name}的“{one.name}”到期", one.partner.unit_id, None, one,
            "合作协议有效期届满，未登记续签",
        )
        for one in rows
    ]  # fmt: skip
