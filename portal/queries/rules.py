"""The value a rule has on a day, with the row that says so."""

import datetime
from typing import Any

from portal.models import RuleSetting


class RuleMissing(LookupError):
    """No value of the rule holds on the day."""


def rule_value(key: str, as_of: datetime.date) -> tuple[Any, RuleSetting]:
    """The value of the rule on the day and the setting it comes from; raises RuleMissing."""
    setting = RuleSetting.objects.filter(key=key, in_force_from__lte=as_of).order_by("-in_force_from").first()
    if setting is None:
        raise RuleMissing(f"统计口径“{key}”在{as_of}没有生效的取值，请在“口径设置”中添加。")
    return setting.value, setting


def rule_values(as_of: datetime.date) -> dict[str, RuleSetting]:
    """Every rule's setting on the day, by key, in one query."""
    found = RuleSetting.objects.filter(in_force_from__lte=as_of).order_by("key", "-in_force_from").distinct("key")
    return {setting.key: setting for setting in found}
