"""Changing a rule an office may set itself."""

import datetime

from django.db import transaction

from portal.audit import record
from portal.models import RuleSetting


@transaction.atomic
def set_rule(
    *, key: str, value, in_force_from: datetime.date, source: str, by, verified: bool = False, note: str = ""
) -> RuleSetting:
    """The setting now holding from the day on; an earlier value keeps holding before it."""
    setting, created = RuleSetting.objects.update_or_create(
        key=key,
        in_force_from=in_force_from,
        defaults={"value": value, "source": source, "verified": verified, "note": note},
    )
    record("rule.set", by=by, target=setting, detail={"key": key, "created": created})
    return setting
