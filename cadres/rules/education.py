"""Education levels, which of them is the highest, and what counts as 全日制大学及以上.

Levels are the organization system's list ZB64 (verified); rosters in the national standard GB/T 4658-2006
are brought to it by a crosswalk. 10, 20 and 30 are headings of ZB64 and no level of a person.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from portal.rules.dates import PartialDate

FULL_TIME, IN_SERVICE = "1", "2"  # ZB123
COMPLETED, LEFT, UNCERTIFIED = "1", "2", "3"  # ZB28: 毕业, 肄业, 结业

LEVELS = {
    "11": "研究生",
    "13": "研究生班",
    "1A": "中央党校研究生",
    "1B": "省（区、市）委党校研究生",
    "21": "大学",
    "2A": "中央党校大学",
    "2B": "省（区、市）委党校大学",
    "3B": "大学普通班",
    "31": "大专",
    "34": "中央党校大专",
    "37": "省（区、市）委党校大专",
    "41": "中专",
    "47": "中技",
    "61": "高中",
    "71": "初中",
    "81": "小学",
}
PARTY_SCHOOL_LEVELS = frozenset({"1A", "1B", "2A", "2B", "34", "37"})
# From the highest down; at one level the ordinary school stands before the Party school.
_ORDER = {code: place for place, code in enumerate(reversed(LEVELS))}

# GB/T 4658-2006 code → (ZB64 level, outcome). 职业高中 has no level of its own in ZB64 and goes to 高中 (own
# reading, not verified).
_FROM_GB = {
    "11": ("11", "1"), "12": ("11", "3"), "13": ("11", "2"), "14": ("11", "1"), "15": ("11", "3"),
    "16": ("11", "2"), "17": ("13", "1"), "18": ("13", "3"), "19": ("13", "2"), "21": ("21", "1"),
    "22": ("21", "3"), "23": ("21", "2"), "28": ("3B", "1"), "31": ("31", "1"), "32": ("31", "3"),
    "33": ("31", "2"), "41": ("41", "1"), "42": ("41", "3"), "43": ("41", "2"), "44": ("61", "1"),
    "45": ("61", "3"), "46": ("61", "2"), "47": ("47", "1"), "48": ("47", "3"), "49": ("47", "2"),
    "61": ("61", "1"), "62": ("61", "3"), "63": ("61", "2"), "71": ("71", "1"), "73": ("71", "2"),
    "81": ("81", "1"), "83": ("81", "2"),
}  # fmt: skip


@dataclass(frozen=True)
class EducationSettings:
    """What the wording of CAD-02 leaves open."""

    graduate_class_counts: bool = True  # 研究生班: yes by its level, though it gives no degree
    ordinary_class_counts: bool = True  # 大学普通班: 本科 in GB/T 4658-2006, filed under 专科 in ZB64


@dataclass(frozen=True)
class EducationFact:
    """One education of a person; empty strings for what the record does not say."""

    level: str
    mode: str = ""
    outcome: str = ""
    graduated: PartialDate | None = None


DEFAULT_SETTINGS = EducationSettings()


def counting_levels(settings: EducationSettings = DEFAULT_SETTINGS) -> frozenset[str]:
    """The ZB64 levels that are 大学及以上 for CAD-02; a Party school's never are."""
    extra = {"13"} if settings.graduate_class_counts else set()
    extra |= {"3B"} if settings.ordinary_class_counts else set()
    return frozenset({"11", "21"} | extra)


def is_fulltime_bachelor_plus(
    level: str, mode: str, outcome: str = "", settings: EducationSettings = DEFAULT_SETTINGS
) -> bool | None:
    """Whether one education is 全日制大学及以上; None when level or mode is missing and would decide.

    An empty outcome is taken as graduated, because a ZB64 level names completed education; 肄业 and 结业 never
    count (general knowledge). Whether it was completed by the day asked about is the caller's question.
    """
    if level and level not in counting_levels(settings):
        return False
    if mode == IN_SERVICE or outcome not in ("", COMPLETED):
        return False
    return True if level and mode == FULL_TIME else None


def highest(facts: Iterable[EducationFact], mode: str = "") -> EducationFact | None:
    """The highest completed education, of one mode when given; of equals the one finished last."""
    finished = [
        fact
        for fact in facts
        if fact.level in _ORDER and fact.outcome in ("", COMPLETED) and (not mode or fact.mode == mode)
    ]
    return max(
        finished,
        key=lambda fact: (_ORDER[fact.level], fact.graduated.as_int() if fact.graduated else 0),
        default=None,
    )


def from_gb_4658(code: str) -> tuple[str, str] | None:
    """(ZB64 level, outcome) of a GB/T 4658-2006 code; None for headings and unknown codes."""
    return _FROM_GB.get(code)


_CAPTIONS = (
    (r"中央党校.*(?:研究生|硕士|博士)", "1A"),
    (r"党校.*(?:研究生|硕士|博士)", "1B"),
    (r"中央党校.*(?:大学|本科)", "2A"),
    (r"党校.*(?:大学|本科)", "2B"),
    (r"中央党校.*(?:大专|专科)", "34"),
    (r"党校.*(?:大专|专科)", "37"),
    (r"研究生班|研班", "13"),
    (r"研究生|博士|硕士", "11"),
    (r"大学普通班|大普", "3B"),
    (r"大专|大学专科|(?<!中等)专科", "31"),
    (r"大学|本科", "21"),
    (r"中专|中等专科|中师", "41"),
    (r"中技|技校|技工", "47"),
    (r"高中|职高", "61"),
    (r"初中", "71"),
    (r"小学", "81"),
)


def level_from_text(text: str) -> str | None:
    """The ZB64 level a caption means (大学, 省委党校研究生, 硕士研究生 …); None when it means none."""
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))[:40]
    if bare.upper() in LEVELS:
        return bare.upper()
    return next((code for pattern, code in _CAPTIONS if re.search(pattern, bare)), None)
