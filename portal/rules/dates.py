"""Dates known to the year, the month or the day, and the months between them.

Records of cadres are kept mostly to the month (198503). A value keeps the precision it came with; the
database stores it as the integer yyyymmdd with 00 for what is unknown, so that the order of the integers is
the order of the first possible days.
"""

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

FIRST_YEAR, LAST_YEAR = 1890, 2100
# A birth year before 1890 is refused by the official editor (verified); 2100 only catches slips of the pen.

_IN_EVERY_MONTH = 28

_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_EXCEL_FIRST, _EXCEL_LAST = 10_000, 73_415  # 1927-05-18 to 2100-12-31; smaller numbers could be years


class DateProblem(ValueError):
    """A text that is not a date: `code` for programs, `message` in Chinese for people."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day; ordered by its first possible day, the vaguer first.

    Raises DateProblem for a month, day or year that does not exist.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise DateProblem("date_year", f"年份{self.year}不在{FIRST_YEAR}至{LAST_YEAR}之间")
        if self.month is None:
            if self.day is not None:
                raise DateProblem("date_month", "有日无月，日期不完整")
            return
        if not 1 <= self.month <= 12:
            raise DateProblem("date_month", f"月份{self.month:02d}不存在")
        if self.day is None or 1 <= self.day <= _IN_EVERY_MONTH:
            return
        if not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise DateProblem("date_day", f"{self.year}年{self.month}月没有{self.day}日")

    @classmethod
    def from_int(cls, value: int) -> "PartialDate":
        """The date stored as yyyymmdd with 00 for unknown parts; raises DateProblem."""
        year, month, day = value // 10000, value // 100 % 100, value % 100
        return cls(year, month or None, day or None)

    @classmethod
    def from_date(cls, day: datetime.date) -> "PartialDate":
        """The same day as a PartialDate of day precision."""
        return cls(day.year, day.month, day.day)

    def as_int(self) -> int:
        """The integer yyyymmdd that the database stores, 00 for unknown parts."""
        return self.year * 10000 + (self.month or 0) * 100 + (self.day or 0)

    @property
    def precision(self) -> str:
        """'year', 'month' or 'day'."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    def first_day(self) -> datetime.date:
        """The first day this value can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> datetime.date:
        """The last day this value can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other):
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.as_int() < other.as_int()

    def __str__(self):
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f".{self.month:02d}"
        if self.day is not None:
            text += f".{self.day:02d}"
        return text


def as_int(day: datetime.date) -> int:
    """The day as yyyymmdd, comparable with stored partial dates."""
    return day.year * 10000 + day.month * 100 + day.day


_MIDNIGHT = re.compile(r"[T ]\s?0{1,2}:00(?::00(?:\.0{1,6})?)?\Z")
_SHAPES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(\d{4})年?",
        r"(\d{4})(\d{2})",
        r"(\d{4})(\d{2})(\d{2})",
        r"(\d{4})[.\-/年](\d{1,2})月?",
        r"(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?",
    )
)
_TWO_DIGIT_YEAR = re.compile(r"['’]?\d{2}[.\-/年]\d{1,2}(?:[.\-/月]\d{0,4}日?)?|\d{5,6}|\d{4}", re.ASCII)
_DASHES = str.maketrans({mark: "-" for mark in "—–―−‐‑─"} | {"。": ".", "、": "."})


def parse_partial_date(text: str, *, serial: bool = False) -> PartialDate | None:
    """The date a text means, None for an empty text; raises DateProblem.

    `serial` says that the cell held a number: then five digits are a spreadsheet's day count, and 1985.1 is
    refused because October has lost its zero in such a cell.
    """
    bare = unicodedata.normalize("NFKC", text).strip()
    bare = re.sub(r"\s+", "", _MIDNIGHT.sub("", bare[:60])).translate(_DASHES)
    if not bare:
        return None
    if serial:
        bare = bare.removesuffix(".0")
        if re.fullmatch(r"\d{5}", bare, re.ASCII) and _EXCEL_FIRST <= int(bare) <= _EXCEL_LAST:
            return PartialDate.from_date(_EXCEL_EPOCH + datetime.timedelta(days=int(bare)))
        if re.fullmatch(r"\d{4}\.1", bare, re.ASCII):
            raise DateProblem("date_ambiguous", f"“{bare}”来自数值单元格，分不清是1月还是10月，请改为文本")
    for shape in _SHAPES:
        if found := shape.fullmatch(bare):
            parts = [int(part) for part in found.groups()]
            if parts[0] > LAST_YEAR and bare.isdigit() and len(bare) in (4, 6):
                break
            return PartialDate(*parts)
    if _TWO_DIGIT_YEAR.fullmatch(bare):
        raise DateProblem("date_ambiguous", f"“{text.strip()[:20]}”的年份不是四位数，无法确定是哪一年")
    raise DateProblem("date_shape", f"“{text.strip()[:20]}”不是能识别的日期，请写成198503或19850302")


class MonthConvention(StrEnum):
    """How the months between two days are counted."""

    AUTO = "AUTO"
    MONTH_DIFF = "MONTH_DIFF"
    FULL_MONTHS = "FULL_MONTHS"
    INCLUSIVE_MONTHS = "INCLUSIVE_MONTHS"


def resolve_convention(
    began: PartialDate, ended: PartialDate | None, convention: MonthConvention = MonthConvention.AUTO
) -> MonthConvention:
    """The convention that really applies: AUTO is MONTH_DIFF unless both ends are known to the day.

    An open end is no reason for MONTH_DIFF, since it will be a day. Source: the office's own convention.
    """
    if convention != MonthConvention.AUTO:
        return convention
    exact = began.day is not None and (ended is None or ended.day is not None)
    return MonthConvention.FULL_MONTHS if exact else MonthConvention.MONTH_DIFF


def months_between(began: PartialDate, ended: PartialDate, convention: MonthConvention = MonthConvention.AUTO) -> int:
    """Whole months of [began, ended) by the convention; 0 when nothing lies between.

    An unknown month is taken as January, an unknown day as the first. FULL_MONTHS (足月) is full when the
    corresponding day is reached, and a missing corresponding day means the month's last day (民法典 Art. 202,
    general knowledge, not verified against the text).
    """
    if ended <= began and ended.as_int() // 100 <= began.as_int() // 100:
        return 0
    convention = resolve_convention(began, ended, convention)
    months = (ended.year - began.year) * 12 + (ended.month or 1) - (began.month or 1)
    if convention == MonthConvention.INCLUSIVE_MONTHS:
        return max(months + 1, 0)
    if convention == MonthConvention.FULL_MONTHS:
        last = calendar.monthrange(ended.year, ended.month or 1)[1]
        if (ended.day or 1) < min(began.day or 1, last):
            months -= 1
    return max(months, 0)


def add_months(value: PartialDate, months: int) -> PartialDate:
    """The same value that many months later, its precision kept; a missing day becomes the month's last."""
    total = value.year * 12 + (value.month or 1) - 1 + months
    year, month = total // 12, total % 12 + 1
    if value.month is None:
        return PartialDate(year) if month == 1 else PartialDate(year, month)
    day = value.day
    if day and day > _IN_EVERY_MONTH:
        day = min(day, calendar.monthrange(year, month)[1])
    return PartialDate(year, month, day)
