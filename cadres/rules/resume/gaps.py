"""Gaps, overlaps and missing ends of a résumé's top-level entries; a 其间 line inside its entry is legal."""

from dataclasses import dataclass

from cadres.rules.resume.spells import Resume
from portal.rules.dates import MonthConvention, PartialDate, months_between

LONGEST_GAP = 1  # months; a change of post within a month is no gap (the office's own convention)


@dataclass(frozen=True)
class Seam:
    """Where two entries do not meet: their lines, the days between, the months, and the text to show."""

    kind: str  # 'gap' or 'overlap'
    before_line: int
    after_line: int
    began: PartialDate
    ended: PartialDate
    months: int
    message: str


def find_seams(resume: Resume) -> list[Seam]:
    """Gaps of more than a month and overlaps of a month or more, in the order of time."""
    dated = [entry for entry in resume.entries if entry.began and (entry.ended or entry.open)]
    dated = [entry for entry in dated if entry.open or entry.ended >= entry.began]
    seams: list[Seam] = []
    latest = None
    for entry in sorted(dated, key=lambda one: (one.began, one.line_number)):
        if latest is not None:
            seams += _seam(latest, entry)
        if latest is None or (not latest.open and (entry.open or entry.ended > latest.ended)):
            latest = entry
    return seams


def assumed_end(resume: Resume, place: int) -> PartialDate | None:
    """Where the entry at that place must have ended though it says no end; None when it may be open.

    Only the last line of a résumé has no end (official rule, verified). A line in the middle without one was left
    unfinished, and ends where the next period begins; one that says 至今 is believed.
    """
    entry = resume.entries[place]
    if not entry.blank_end or entry.began is None:
        return None
    return next((one.began for one in resume.entries[place + 1 :] if one.began and one.began > entry.began), None)


def _seam(before, after) -> list[Seam]:
    lines = (before.line_number, after.line_number)
    if not before.open:
        missing = months_between(before.ended, after.began, MonthConvention.MONTH_DIFF)
        if missing > LONGEST_GAP:
            text = f"{before.ended}至{after.began}之间空缺{missing}个月"
            return [Seam("gap", *lines, before.ended, after.began, missing, text)]
    ends = [entry.ended for entry in (before, after) if not entry.open]
    if not ends:
        text = f"第{lines[0]}行和第{lines[1]}行都没有终止时间"
        return [Seam("overlap", *lines, after.began, after.began, 0, text)]
    common = months_between(after.began, min(ends), MonthConvention.MONTH_DIFF)
    if common < 1:
        return []
    text = f"第{lines[0]}行和第{lines[1]}行在{after.began}至{min(ends)}重叠{common}个月"
    return [Seam("overlap", *lines, after.began, min(ends), common, text)]
