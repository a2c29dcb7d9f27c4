"""How many of a unit may be 优秀, and 好 in the appraisal through the year.

公务员考核规定 2020: normally a fifth of those who took part, a quarter with approval; 好 no more than two fifths. Read in
copies. Rounded down, so that the share is never exceeded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

EXCELLENT = "1"
OVER_CAP = (
    ("tell", "提示，可以保存"),
    ("refuse_exceeded", "超过经批准的比例不能保存"),
    ("refuse", "超过一般比例不能保存"),
)
GRADED = frozenset({"1", "2", "3", "4", "2B", "3B", "4B"})


@dataclass(frozen=True)
class ShareCheck:
    """One unit (or pool of small units): who took part and got a grade, how many 优秀, and how many there may be."""

    units: tuple[int, ...]
    graded: int
    excellent: int
    most: int
    most_approved: int

    @property
    def verdict(self) -> str:
        """'within', 'needs_approval' (above the normal share) or 'exceeded' (above what approval can allow)."""
        if self.excellent <= self.most:
            return "within"
        return "needs_approval" if self.excellent <= self.most_approved else "exceeded"


def refuses(over_cap: str, verdict: str) -> bool:
    """Whether the office's way with a unit over its share (`OVER_CAP`) refuses one judged so."""
    return {"refuse": verdict != "within", "refuse_exceeded": verdict == "exceeded"}.get(over_cap, False)


def share_checks(
    results: Iterable[tuple[int, str]], *, normal: int, approved: int, pool_below: int, parents: Mapping[int, int]
) -> list[ShareCheck]:
    """The check of every unit from (unit, result) of those who took part; shares in percent.

    Units with fewer graded people than `pool_below` are put together by `parents` (unit → pool).
    """
    counts: dict[int, list[int]] = {}
    for unit, result in results:
        if result in GRADED:
            count = counts.setdefault(unit, [0, 0])
            count[0] += 1
            count[1] += result == EXCELLENT
    pools: dict[tuple[str, int], list[int]] = {}
    for unit, (graded, _excellent) in counts.items():
        small = graded < pool_below and unit in parents
        pools.setdefault(("pool", parents[unit]) if small else ("unit", unit), []).append(unit)
    checks = []
    for members in pools.values():
        graded, excellent = (sum(counts[unit][at] for unit in members) for at in (0, 1))
        checks.append(ShareCheck(tuple(members), graded, excellent, graded * normal // 100, graded * approved // 100))
    return checks
