"""Changing a rule an office may set itself."""

import datetime

from django.db import transaction

from portal.audit import record
from portal.models import RuleSetting
from portal.queries.office_rules import office_rules


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


def put_defaults() -> None:
    """The declared rules that have no value yet get their default, dated from the beginning of time."""
    RuleSetting.objects.bulk_create(
        (
            RuleSetting(key=rule.key, value=rule.default, source=rule.source, verified=rule.verified)
            for rule in office_rules().values()
        ),
        ignore_conflicts=True,
    )
