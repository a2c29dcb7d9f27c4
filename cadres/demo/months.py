"""Months as plain integers (year × 12 + month − 1), so that careers can be laid end to end."""

import random
from itertools import pairwise


def month(year: int, number: int) -> int:
    """The integer of a month; month(2026, 6) − month(2024, 6) is 24."""
    return year * 12 + number - 1


def dotted(value: int) -> str:
    """2024.06, as résumés write it."""
    return f"{value // 12}.{value % 12 + 1:02d}"


def digits(value: int) -> str:
    """202406, as the national workbook writes it."""
    return f"{value // 12}{value % 12 + 1:02d}"


def choices_for(key: str) -> random.Random:
    """A source of choices that is the same for the same key, whatever was chosen elsewhere."""
    return random.Random(f"临溪县 {key}")  # noqa: S311 (repeatable choices, no secret)


def divide(began: int, ended: int, weights: list[int]) -> list[tuple[int, int]]:
    """The span cut into touching pieces in proportion to the weights; none is empty when the span is long enough."""
    total, edges, passed = sum(weights), [began], 0
    for weight in weights[:-1]:
        passed += weight
        edges.append(max(edges[-1] + 1, began + (ended - began) * passed // total))
    edges.append(ended)
    return list(pairwise(edges))
