"""Which awards a year's results propose: 嘉奖 for 优秀, 记三等功 for three years of 优秀 in a row.

公务员考核规定 2020 Arts. 18–21, read in copies. Whether years once used may be used again is not said there: the default
is that they may not, other ways are an office's rule.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

EXCELLENT = "1"
COMMENDATION, THIRD_CLASS = "01115", "01114"
WINDOWS = (
    ("non_overlapping", "已用过的年度不再使用"),
    ("rolling", "只看最近三年（年度可重复使用）"),
    ("min_gap_years", "距上次三等功满规定年数"),
)
YEARS_IN_A_ROW = 3


@dataclass(frozen=True)
class AwardTerms:
    """The office's settings: how the three years are counted, and whether both awards may fall in one year."""

    window: str = "non_overlapping"
    gap_years: int = 3
    both_in_a_year: bool = False


@dataclass(frozen=True)
class Proposal:
    """An award a year's result proposes; the years from `basis_from` to `year` are its basis."""

    kind: str
    year: int
    basis_from: int


def proposals(
    results: Mapping[int, str],
    year: int,
    *,
    merits: Mapping[int, int | None],
    given: Collection[tuple[str, int]] = (),
    terms: AwardTerms = AwardTerms(),
) -> list[Proposal]:
    """Awards for the year's result of one person, the higher first.

    `results` are results by year (a year missing breaks the chain); `merits` are earlier 三等功 on this basis: award
    year → first year used, None when not recorded (then the two years before it were used too). `given` are awards
    (kind, year) already there: they are not proposed again, and a 三等功 already there leaves no 嘉奖 beside it.
    """
    if results.get(year) != EXCELLENT:
        return []
    found = []
    if (THIRD_CLASS, year) not in given and _three_years(results, year, merits, terms):
        found.append(Proposal(THIRD_CLASS, year, year - YEARS_IN_A_ROW + 1))
    higher = bool(found) or (THIRD_CLASS, year) in given
    if (COMMENDATION, year) not in given and (terms.both_in_a_year or not higher):
        found.append(Proposal(COMMENDATION, year, year))
    return found


def _three_years(results: Mapping[int, str], year: int, merits: Mapping[int, int | None], terms: AwardTerms) -> bool:
    wanted = range(year - YEARS_IN_A_ROW + 1, year + 1)
    if any(results.get(one) != EXCELLENT for one in wanted):
        return False
    earlier = {one: since for one, since in merits.items() if one < year}
    if terms.window == "rolling" or not earlier:
        return True
    if terms.window == "min_gap_years":
        return year - max(earlier) > terms.gap_years
    consumed = {
        one
        for last, first in earlier.items()
        for one in range(first if first is not None else last - YEARS_IN_A_ROW + 1, last + 1)
    }
    return not consumed.intersection(wanted)
