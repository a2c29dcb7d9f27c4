"""Age and age limits (35岁以下 and the like) on a day, to the month or to the day.

The office's own tables print “35岁以下（不满36岁）” and the birth month up to which it reaches; national
statistics and recruitment notices use other boundaries, so the boundary is a setting (four readings verified
in real tables and notices). The day is one for the whole round.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from portal.rules.dates import PartialDate, add_months


class AgeBoundary(StrEnum):
    """How “N岁以下” is read."""

    LT = "LT"  # age < N
    NOT_FULL_NEXT = "NOT_FULL_NEXT"  # 不满N+1岁
    AROUND = "AROUND"  # N岁左右: 不满N+2岁
    LE_DAY = "LE_DAY"  # the N-th birthday has not passed: born after the day N years before


class AgePrecision(StrEnum):
    """Whether age is counted in completed months // 12 or to the day."""

    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True)
class AgeRule:
    """An age limit: N, how the boundary is read, and the precision; raises ValueError for other values."""

    threshold: int
    boundary: AgeBoundary = AgeBoundary.NOT_FULL_NEXT
    precision: AgePrecision = AgePrecision.MONTH

    def __post_init__(self):
        object.__setattr__(self, "boundary", AgeBoundary(self.boundary))
        object.__setattr__(self, "precision", AgePrecision(self.precision))
        if not 1 <= self.threshold <= 120:
            raise ValueError("年龄应在1至120岁之间")

    @property
    def first_age_lost(self) -> int:
        """The full years at which the rule stops being true."""
        extra = {AgeBoundary.NOT_FULL_NEXT: 1, AgeBoundary.AROUND: 2}
        return self.threshold + extra.get(self.boundary, 0)

    @property
    def by_day(self) -> bool:
        """Whether the day of birth can matter; LE_DAY always asks for it."""
        return self.precision == AgePrecision.DAY or self.boundary == AgeBoundary.LE_DAY

    def __str__(self):
        notes = {
            AgeBoundary.LT: f"未满{self.threshold}周岁",
            AgeBoundary.NOT_FULL_NEXT: f"不满{self.threshold + 1}岁",
            AgeBoundary.AROUND: f"不满{self.threshold + 2}岁",
            AgeBoundary.LE_DAY: f"未过{self.threshold}周岁生日",
        }
        word = "左右" if self.boundary == AgeBoundary.AROUND else "以下"
        return f"{self.threshold}岁{word}（{notes[self.boundary]}）"


def full_years(
    born: PartialDate | None, as_of: datetime.date, precision: AgePrecision | str = AgePrecision.MONTH
) -> int | None:
    """Completed years on the day; None when the birth date is not known well enough to tell.

    By month: completed months // 12, so a person turns N on the first day of the birth month. By day: on the
    birthday, and whoever is born on 29 February turns N on 1 March of a common year.
    """
    if born is None:
        return None
    by_month = precision == AgePrecision.MONTH
    youngest, oldest = (_years(end, as_of, by_month) for end in (born.last_day(), born.first_day()))
    return youngest if youngest == oldest else None


def _years(born: datetime.date, as_of: datetime.date, by_month: bool) -> int:
    if by_month:
        return ((as_of.year - born.year) * 12 + as_of.month - born.month) // 12
    return as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))


def satisfies(rule: AgeRule, born: PartialDate | None, as_of: datetime.date) -> bool | None:
    """Whether the rule holds on the day; None when the birth date cannot tell.

    A month of birth asked to the day counts only when every day of the month gives the same answer.
    """
    if born is None:
        return None
    answers = {_holds(rule, day, as_of) for day in (born.first_day(), born.last_day())}
    return answers.pop() if len(answers) == 1 else None


def _holds(rule: AgeRule, born: datetime.date, as_of: datetime.date) -> bool:
    # LE_DAY is strict too: on the N-th birthday the person is no longer born after the day N years before.
    return _years(born, as_of, by_month=not rule.by_day) < rule.first_age_lost


def earliest_birth(rule: AgeRule, as_of: datetime.date) -> PartialDate:
    """The earliest birth month (or day) with which the rule holds on the day."""
    year = as_of.year - rule.first_age_lost
    if not rule.by_day:
        return add_months(PartialDate(year, as_of.month), 1)
    # The days are walked in the year of birth: a 29 February there may have no counterpart in the year asked about.
    born = _same_day(as_of, year)
    while not _holds(rule, born, as_of):
        born += datetime.timedelta(days=1)
    return PartialDate.from_date(born)


def _same_day(day: datetime.date, year: int) -> datetime.date:
    leap_only = (day.month, day.day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400))
    return datetime.date(year, 3, 1) if leap_only else day.replace(year=year)


def cut_off(rule: AgeRule, as_of: datetime.date) -> str:
    """The limit as it is printed beside a figure: 1990年12月及以后出生."""
    born = earliest_birth(rule, as_of)
    day = f"{born.day}日" if born.day else ""
    return f"{born.year}年{born.month}月{day}及以后出生"


def earliest_birth_int(rule: AgeRule, as_of: datetime.date) -> int:
    """`earliest_birth` as the stored integer: the rule holds in SQL when born >= this.

    Only for birth dates at least as precise as the rule asks; the vaguer ones need `satisfies`.
    """
    return earliest_birth(rule, as_of).as_int()


def first_day_lost(rule: AgeRule, born: PartialDate | None) -> datetime.date | None:
    """The first day on which the rule is no longer true; None when the birth date cannot tell."""
    if born is None or born.month is None:
        return None
    year = born.year + rule.first_age_lost
    if not rule.by_day:
        return datetime.date(year, born.month, 1)
    return None if born.day is None else _same_day(born.first_day(), year)
