"""The month a person reaches retirement age (到龄) under the gradual rule in force since 2025.

国务院关于渐进式延迟法定退休年龄的办法 (2024-09-13, in force 2025-01-01), Arts. 1 and 2: verified through a form
program that calculates the same field, not against the gazette.
"""

import re
from dataclasses import dataclass

from portal.rules.dates import PartialDate, add_months

MAN = "男"
CADRE_MAN, CADRE_WOMAN, WORKER_WOMAN = 60, 55, 50
# Base age: (months of the original date that delay by one more month, the most months of delay).
_STEPS = {CADRE_MAN: (4, 36), CADRE_WOMAN: (4, 36), WORKER_WOMAN: (2, 60)}
UNCHANGED = frozenset({63, 65, 66})  # limits of certain posts that the rule leaves alone
_FIRST_YEAR = 2025
_BASE = re.compile(r"(\d{2})\s*(?:周)?岁?\s*$")


@dataclass(frozen=True)
class Retirement:
    """The month reached, the base age it was counted from, and the months of delay added to it."""

    month: PartialDate
    base: int
    delay: int

    @property
    def age(self) -> int:
        """Full years in that month."""
        return self.base + self.delay // 12


def base_age(sex: str, limit: str = "") -> int | None:
    """The age to count from: the limit the form names (改革前任职年龄界限为60岁), else 60 for men and 55 for women.

    None when the form names a limit that no rule covers (such as -1, 已到龄人员), or nothing tells the sex. The 50
    of women workers applies only where the form says so.
    """
    if limit.strip():
        found = _BASE.search(limit)
        named = int(found.group(1)) if found and "-" not in limit else None
        return named if named in _STEPS or named in UNCHANGED else None
    return {MAN: CADRE_MAN, "女": CADRE_WOMAN}.get(sex)


def retirement(born: PartialDate | None, base: int | None) -> Retirement | None:
    """When somebody born then reaches the age; None without a month of birth or a base.

    Each four months (two, for 50) that the original date lies from January 2025 on add a month, up to 36 (60).
    Raises ValueError for a base that no rule covers.
    """
    if born is None or born.month is None or base is None:
        return None
    original = PartialDate(born.year + base, born.month)
    if base in UNCHANGED:
        return Retirement(original, base, 0)
    if base not in _STEPS:
        raise ValueError(base)
    step, most = _STEPS[base]
    late = (original.year - _FIRST_YEAR) * 12 + original.month - 1
    delay = 0 if late < 0 else min(late // step + 1, most)
    return Retirement(add_months(original, delay), base, delay)
