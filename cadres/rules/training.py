"""Hours of training a cadre must reach, and how much leave a class allows; every number from the office's rule.

Source: 干部教育培训工作条例 (2023) Art. 14 (550 hours in five years for 县处级 leaders and 四级调研员以上, 90 hours a
year for 乡科级 and 一级主任科员以下) and Art. 15 (leave at most one seventh of the hours).
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

# 职务层次 (ZB09) of 县处级 and above, and the ranks of specialists and of enforcement that stand beside 调研员 and above.
UPPER_LEVELS = (
    "0101", "0102", "0111", "0112", "0121", "0122", "0131", "0132",
    "01B01", "01B02", "01B03", "01B04", "01B05", "01B06", "01C01", "01C02", "01C03", "01C04", "01C05",
)  # fmt: skip
# 职级 (ZB148) from 一级巡视员 to 四级调研员.
UPPER_RANKS = ("11", "12", "13", "14", "15", "16")


@dataclass(frozen=True)
class HoursRule:
    """The office's rule; `categories` (ZB125) are those who must."""

    annual_hours: int
    total_hours: int
    years: int
    categories: tuple[str, ...]
    managed: bool
    attended_counts: bool

    @classmethod
    def from_dict(cls, value: dict) -> "HoursRule":
        """The rule out of the value of the setting `training_hours`."""
        return cls(
            int(value["annual_hours"]), int(value["total_hours"]), int(value["years"]), tuple(value["categories"]),
            bool(value["managed"]), bool(value["attended_counts"]),
        )  # fmt: skip

    def needed(self, upper: bool) -> int:
        """Hours to be reached: in `years` years for the upper levels, in the year for the others."""
        return self.total_hours if upper else self.annual_hours

    def window(self, upper: bool, year: int) -> tuple[datetime.date, datetime.date]:
        """First and last day of the time in which the hours of that year's reckoning are earned."""
        first = year - self.years + 1 if upper else year
        return datetime.date(first, 1, 1), datetime.date(year, 12, 31)

    @property
    def states(self) -> tuple[str, ...]:
        """States of a person's place in a finished class that give hours."""
        return ("completed", "attended") if self.attended_counts else ("completed",)


def earned(own: Decimal | None, of_class: Decimal | None) -> Decimal | None:
    """Hours a completed class gives: the person's own when stated, else those of the class; None when neither is."""
    return of_class if own is None else own


def compliant(hours: Decimal, needed: int, unknown: int) -> bool | None:
    """Whether the hours are reached; None when they are not and classes of unknown hours could make up for it."""
    if hours >= needed:
        return True
    return None if unknown else False


def leave_allowed(class_hours: Decimal, leave_hours: Decimal, share: tuple[int, int]) -> bool:
    """Whether so much leave still lets somebody complete; exactly the share (1/7) does."""
    return leave_hours * share[1] <= class_hours * share[0]
