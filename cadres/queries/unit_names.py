"""Finding units by the names they had on a day, in the free text of résumés and posts."""

from collections import defaultdict
from dataclasses import dataclass

from cadres.rules.resume.classify import UnitMatch
from portal.queries.units import name_intervals
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import UnitKind

_SHORTEST = 3  # two characters such as 县委 stand inside too many other words


@dataclass(frozen=True)
class _Held:
    """A name borne by a unit from `began` up to `ended` (yyyymmdd)."""

    unit_id: int
    began: int
    ended: int
    kind: str


class UnitNames:
    """Every name of the tree with the time it was borne; built once for many lines."""

    def __init__(self, intervals):
        self._names: dict[str, list[_Held]] = defaultdict(list)
        for name, unit_id, began, ended, kind in intervals:
            if len(name) >= _SHORTEST:
                self._names[name].append(_Held(unit_id, began, ended, kind))
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def find(self, text: str, on: PartialDate | None) -> UnitMatch | None:
        """The unit whose name, as borne on the day, stands in the text; None when none does.

        The county's own name loses to any other; then the longest name wins, then the one standing last.
        A name two units bore at once names neither, unless only one of them is not the county.
        """
        day = on.as_int() if on else None
        best, best_order = None, None
        for start in range(len(text)):
            for length in self._lengths:
                name = text[start : start + length]
                if len(name) < length or name not in self._names:
                    continue
                held = [one for one in self._names[name] if day is None or one.began <= day < one.ended]
                if len({one.unit_id for one in held}) != 1:
                    continue
                order = (held[0].kind != UnitKind.COUNTY, length, start)
                if best_order is None or order > best_order:
                    best, best_order = UnitMatch(held[0].unit_id, name, held[0].kind, name), order
                break
        return best


def unit_names() -> UnitNames:
    """The names of the whole tree, read now."""
    return UnitNames(name_intervals())
