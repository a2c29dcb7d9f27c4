"""What a member owes in dues for a month, and since when nothing was paid.

Source: 关于中国共产党党费收缴、使用和管理的规定 (2008, base as set in 2017). That a band applies to the whole amount and
not only to what lies above its limit is general knowledge, not verified.
"""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class DuesStandard:
    """Bands as (most of the base in 元, percent), the last one open; flat amounts in 元 a month."""

    wage: tuple[tuple[Decimal | None, Decimal], ...] = (
        (Decimal(3000), Decimal("0.5")),
        (Decimal(5000), Decimal("1")),
        (Decimal(10000), Decimal("1.5")),
        (None, Decimal("2")),
    )
    retired: tuple[tuple[Decimal | None, Decimal], ...] = ((Decimal(5000), Decimal("0.5")), (None, Decimal("1")))
    farmer: Decimal = Decimal("0.2")
    low: Decimal = Decimal("0.2")

    @classmethod
    def from_dict(cls, values: dict) -> "DuesStandard":
        """The standard of the stored rule `dues_standard`."""
        number = {name: Decimal(str(value)) for name, value in values.items()}
        wage = tuple((number[f"wage_most_{band}"], number[f"wage_rate_{band}"]) for band in (1, 2, 3))
        return cls(
            wage=(*wage, (None, number["wage_rate_4"])),
            retired=((number["retired_most"], number["retired_rate_1"]), (None, number["retired_rate_2"])),
            farmer=number["farmer"],
            low=number["low"],
        )


def monthly_dues(kind: str, base: Decimal | None, standard: DuesStandard) -> Decimal | None:
    """元 for one month; None when the base that would tell is not known."""
    if kind == "exempt":
        return Decimal(0)
    if kind in ("farmer", "low"):
        return standard.farmer if kind == "farmer" else standard.low
    if kind not in ("wage", "retired") or base is None:
        return None
    bands = standard.wage if kind == "wage" else standard.retired
    rate = next(rate for most, rate in bands if most is None or base <= most)
    return (base * rate / 100).quantize(CENT, ROUND_HALF_UP)


def unpaid_months(first: datetime.date, settled: set[datetime.date], today: datetime.date) -> list[datetime.date]:
    """First days of the months from that of `first` to the last whole one before today that are not settled."""
    months, month = [], first.replace(day=1)
    while month < today.replace(day=1):
        if month not in settled:
            months.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return months


def arrears(first: datetime.date, settled: set[datetime.date], today: datetime.date) -> int:
    """How many months without a break, up to the last whole one, are not settled: six lead to removal (党章第九条)."""
    count, month = 0, (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    while month >= first.replace(day=1) and month not in settled:
        count += 1
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    return count
