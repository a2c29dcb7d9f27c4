"""A rule an office may set, told as data: its question, the shape of its value, its default and where that comes from.

Each folder declares its own in `rules/office_rules/`; the settings name them. The default is put into the table of
settings once, dated from the beginning of time; from then on the row counts, and pages change it with a day and a source.
"""

from dataclasses import dataclass
from typing import Any

KINDS = ("whole", "decimal", "flag", "choice", "choices", "text", "mapping")


@dataclass(frozen=True)
class RuleField:
    """One part of a rule's value.

    name      key in the value; "" when the value is this one thing and no object
    kind      whole, decimal (kept as text so that it stays exact), flag, choice, choices, text, or mapping: a whole
              number for each of `options`, empty for none
    unit      word behind the number: 年, 个月, %
    options   (code, Chinese term) for choice, choices and mapping
    least, most  bounds of numbers, both included
    """

    name: str
    label: str
    kind: str = "whole"
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True)
class OfficeRule:
    """One rule.

    key       name in the table of settings and in definitions
    label     Chinese name; `question` says what it decides, `figures` what it moves
    default   value it starts from; `source` says where that comes from, `verified` whether the text was seen
    """

    key: str
    label: str
    question: str
    figures: str
    fields: tuple[RuleField, ...]
    default: Any
    source: str
    verified: bool = False
