"""Days of a dispute, and its parties as a page may show them."""

import datetime
import re

from branches.rules.mask import mask_surname

LEVELS = ("grid", "village", "township", "county")
_BETWEEN_NAMES = re.compile(r"[、，,;；/\s]+")


def due_on(found_on: datetime.date, days: dict) -> datetime.date:
    """The last day on which the dispute is settled in time."""
    return found_on + datetime.timedelta(days=days["settle"])


def escalate_on(level: str, since: datetime.date, days: dict) -> datetime.date | None:
    """The day from which the next level has to take it; None at the county, the last."""
    return since + datetime.timedelta(days=days[level]) if level in days else None


def masked(names: str) -> str:
    """“张三、欧阳四” as “张某、欧阳某”: every party by the family name alone."""
    return "、".join(mask_surname(name) for name in _BETWEEN_NAMES.split(names.strip()) if name)
