"""Figures as they are printed in a report: exact, 多, 余, 近, masked, percentages and averages.

Only integers and Decimal, rounded half up; nothing divided by nothing prints as a dash, never as 0 %. The
rules are the office's own convention, made so that every printed word can be checked against the count.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

DASH = "—"
SMALL_DENOMINATOR = 10  # below it a percentage says less than the counts, which are printed beside it


class FigureForm(StrEnum):
    """How a count is printed."""

    EXACT = "exact"
    MORE = "more"  # 多: 13 → 10多
    ODD = "odd"  # 余: 1043 → 1000余
    NEARLY = "nearly"  # 近: 976 → 近1000
    MASKED = "masked"  # x: 54 → 5x


def quotient(numerator: int, denominator: int, digits: int = 1) -> Decimal | None:
    """numerator / denominator rounded half up to that many digits; None when the denominator is 0."""
    if denominator == 0:
        return None
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    scaled, rest = divmod(abs(numerator) * 10**digits, abs(denominator))
    scaled += 2 * rest >= abs(denominator)
    return Decimal(sign * scaled).scaleb(-digits)


def percentage(numerator: int, denominator: int, digits: int = 1) -> Decimal | None:
    """100 · n / d rounded half up: 96 of 114 is 84.2; None when the denominator is 0."""
    return quotient(100 * numerator, denominator, digits)


def percent_text(numerator: int, denominator: int, digits: int = 1, unit: str = "人") -> str:
    """The percentage as printed: 84.2%, with （3/7人） beside it for a small denominator, a dash for nothing."""
    value = percentage(numerator, denominator, digits)
    if value is None:
        return DASH
    beside = f"（{numerator}/{denominator}{unit}）" if denominator < SMALL_DENOMINATOR else ""
    return f"{value}%{beside}"


def round_half_up(value: Decimal, digits: int = 1) -> Decimal:
    """The exact value rounded half up to that many digits."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def leading_base(count: int, significant: int = 1) -> int:
    """The count with all but its leading digits turned to zeros: 1375 → 1000, with two digits 1300."""
    power = 10 ** max(len(str(count)) - significant, 0)
    return count // power * power


def more_text(count: int) -> str:
    """The count with 多: 13 → 10多; a round count prints exactly."""
    base = leading_base(count)
    return f"{base}多" if count > base else str(count)


def odd_text(count: int, tolerance_percent: int = 10) -> str:
    """The count with 余: 1043 → 1000余, 1375 → 1300余; exact when two digits already say all.

    One leading digit is enough while the rest is under `tolerance_percent` of it, else two are kept.
    """
    base = leading_base(count)
    if (count - base) * 100 >= tolerance_percent * base:
        base = leading_base(count, 2)
    return f"{base}余" if count > base else str(count)


def nearly_text(count: int) -> str:
    """The count with 近: 976 → 近1000; exact when it is under 95 % of the next round number."""
    power = 10 ** (len(str(count)) - 1)
    base = leading_base(count) + power
    return f"近{base}" if power > 1 and count * 100 >= base * 95 else str(count)


def masked_text(count: int, keep_leading: int = 0) -> str:
    """The count with x for what is not published: 54 → x, keeping one digit 5x; 2014 keeping three 201x."""
    digits = str(count)
    hidden = len(digits) - keep_leading
    return digits[:keep_leading] + "x" * hidden if 0 < keep_leading < len(digits) else "x"


def count_text(count: int, form: FigureForm = FigureForm.EXACT, unit: str = "", keep_leading: int = 0) -> str:
    """The count with its unit in the form asked for: 10多名, 5x人. Raises ValueError for a negative count."""
    if count < 0:
        raise ValueError("人数、次数不能为负")
    if form == FigureForm.MASKED:
        return masked_text(count, keep_leading) + unit
    forms = {FigureForm.MORE: more_text, FigureForm.ODD: odd_text, FigureForm.NEARLY: nearly_text}
    return forms.get(form, str)(count) + unit
