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
        self._of_unit: dict[int, list[_Held]] = defaultdict(list)
        for name, unit_id, began, ended, kind in intervals:
            held = _Held(unit_id, began, ended, kind)
            self._of_unit[unit_id].append(held)
            if len(name) >= _SHORTEST:
                self._names[name].append(held)
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def find(self, text: str, on: PartialDate | None) -> UnitMatch | None:
        """The unit whose name stands in the text, with its kind on the day; None when none does.

        The county's own name loses to any other; then a name borne on the day wins over one borne only later (old work
        is often written with the name of today), then the longest name wins, then the one standing last. A name
        two units bore at once names neither, unless only one of them is not the county.
        """
        day = on.as_int() if on else None
        best, best_order = None, None
        for start in range(len(text)):
            for length in self._lengths:
                name = text[start : start + length]
                if len(name) < length or name not in self._names:
                    continue
                then = [one for one in self._names[name] if day is None or one.began <= day < one.ended]
                held = then or [one for one in self._names[name] if one.began > day]
                if len({one.unit_id for one in held}) != 1:
                    continue
                order = (held[0].kind != UnitKind.COUNTY, bool(then), length, start)
                if best_order is None or order > best_order:
                    kind = held[0].kind if then else self._kind_on(held[0], day)
                    best, best_order = UnitMatch(held[0].unit_id, name, kind, name), order
                break
        return best

    def _kind_on(self, held: _Held, day: int) -> str:
        """What the unit was on the day; what it was under the name found when nothing is on file for the day."""
        then = (one.kind for one in self._of_unit[held.unit_id] if one.began <= day < one.ended)
        return next(then, held.kind)


def unit_names() -> UnitNames:
    """The names of the whole tree, read now."""
    return UnitNames(name_intervals())
