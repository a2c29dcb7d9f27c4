"""Résumé text as clean lines, and the periods found in them.

Every pattern has bounded repetitions only, so the time is linear in the text whatever stands in it.
"""

import re
import unicodedata
from dataclasses import dataclass

from portal.rules.dates import PartialDate

_INVISIBLE = {code: None for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F)}
_INVISIBLE |= {code: None for code in range(0x202A, 0x202F)}
_INVISIBLE |= {code: None for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}

# One character for one character, so that a place found in the plain form is the same place in the text.
_PLAIN = {ord(mark): "-" for mark in "—–－─―−‐‑﹣━"}
_PLAIN |= {ord(mark): "~" for mark in "～〜∼˜"}
_PLAIN |= {ord(mark): "." for mark in "．﹒·"}
_PLAIN |= {ord(mark): " " for mark in "\u3000\u00a0\t\u2002\u2003\u2009"}
_PLAIN |= {0xFF10 + digit: str(digit) for digit in range(10)}
_PLAIN |= {ord("（"): "(", ord("）"): ")", ord("："): ":", ord("；"): ";", ord("，"): ",", ord("／"): "/"}
_PLAIN |= {ord("﹙"): "(", ord("﹚"): ")"}

_DATE = (
    r"(?:\d{8}(?!\d)|\d{6}(?!\d)"
    r"|\d{4} ?[.年/\-] ?\d{1,2}(?!\d)(?: ?月(?:\d{1,2}日|份)?|[./]\d{1,2}(?!\d))?"
    r"|\d{4}(?!\d)年?)"
)
_GAP = r"[ \n]{0,12}"
_END = rf"(?P<ended>{_DATE})|(?P<now>至今|迄今|现在|目前|今(?!年|后|日)|现(?=[ ,:\n)]|\Z))"
PERIOD = (
    rf"(?P<began>{_DATE}){_GAP}"
    rf"(?:(?:[\-~]{{1,6}}{_GAP}[至到]?|[至到]){_GAP}(?:{_END})|(?P<blank>[\-~]{{1,6}}))"
)
KEYWORD = r"(?:其间|其中|期间)"
PERIOD_AT = re.compile(PERIOD)
SINGLE_DATE = re.compile(r"\d{4} ?[.年] ?\d{1,2}(?!\d)")


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its raw text, the visible text, and the form used for matching."""

    number: int
    raw: str
    text: str
    plain: str

    @property
    def indent(self) -> int:
        """Columns of leading space; a full-width space takes two."""
        blank = len(self.plain) - len(self.plain.lstrip(" "))
        return display_width(self.text[:blank])


def split_lines(text: str) -> list[Line]:
    """All lines of the text, blank ones too."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = []
    for number, raw in enumerate(raws, 1):
        visible = raw.translate(_INVISIBLE).rstrip()
        lines.append(Line(number, raw, visible, plain(visible)))
    return lines


def plain(text: str) -> str:
    """The text with digits, dots, dashes, brackets and spaces in one spelling, of the same length."""
    return text.translate(_PLAIN)


def display_width(text: str) -> int:
    """Columns in a fixed-width print: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def read_date(text: str) -> PartialDate:
    """The date matched by a period pattern; raises DateProblem for month 13 and the like."""
    digits = [int(part) for part in re.findall(r"\d+", text)]
    if len(digits) == 1:
        bare = re.sub(r"\D", "", text)
        cuts = (bare[:4], bare[4:6], bare[6:8])
        digits = [int(cut) for cut in cuts if cut]
    return PartialDate(*digits)
