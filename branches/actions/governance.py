"""What follows from a record of village governance, written with it."""

import datetime

from django.db import transaction

from branches.models import VillageCompact


@transaction.atomic
def replace_earlier_compacts(*, unit) -> None:
    """Each version of the village's compact ends where the next one comes into force, unless it ended before."""
    following: datetime.date | None = None
    for compact in VillageCompact.objects.filter(unit=unit, in_force_from__isnull=False).order_by("-in_force_from"):
        if following and (compact.replaced_on is None or compact.replaced_on > following):
            compact.replaced_on = following
            compact.save(update_fields=["replaced_on"])
        following = compact.in_force_from
