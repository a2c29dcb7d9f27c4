"""Texts that are safe in a table another program opens: no live formula, no character the format forbids."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST = 32_767


def safe_text(value) -> str:
    """The value as text for an .xlsx cell; the writer must store it as a string, then nothing in it is live."""
    text = "" if value is None else str(value)
    return _FORBIDDEN.sub("", text)[:_LONGEST]


def safe_csv_text(value) -> str:
    """The same for a .csv cell, where a leading = + - @ would run as a formula: an apostrophe goes before it."""
    text = safe_text(value)
    return f"'{text}" if text.lstrip(" \u3000").startswith(_STARTERS) or text[:1] in _STARTERS else text
