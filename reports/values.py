"""How a figure is printed by itself, and how far it may be trusted."""

from decimal import Decimal

from portal.rules.figures_text import percentage, quotient


def percent(numerator: int, denominator: int, digits: int) -> str | None:
    """The percentage as text, half up: 96 of 114 is "84.2"; None when nothing is divided."""
    return _text(percentage(numerator, denominator, digits))


def mean(total: int, number: int, digits: int) -> str | None:
    """The mean as text, half up; None for nobody."""
    return _text(quotient(total, number, digits))


def level(missing: int, asked: int, red_share: Decimal) -> str:
    """green, amber (someone's facts are missing) or red (more than the share of those asked, in percent)."""
    if not missing:
        return "green"
    return "red" if missing * 100 > red_share * asked else "amber"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
