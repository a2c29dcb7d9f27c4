"""应配: what the requirements of the latest round ask of a township's team, or of all together; never a number of our own.

A requirement in percent is turned into people by the office's rule (of what, and how a fraction is rounded).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cadres.models import StructureRequirement
from cadres.rules.age import AgeRule
from cadres.rules.structure import Comparator, Group, Measure, Scope, Trait
from portal.models import Unit
from portal.queries.rules import rule_value
from reports.populations import Question, latest_round
from reports.tables.grid import NOT_SET, Cell, Record


@dataclass(frozen=True)
class Asked:
    """Of whom, and what: the group and trait of a requirement, with the age limit where it is one of age."""

    group: Group
    trait: Trait
    age: AgeRule | None = None

    def meant_by(self, one: StructureRequirement) -> bool:
        """Whether the requirement asks for at least so many of just this."""
        if (one.group, one.trait) != (self.group, self.trait) or one.comparator == Comparator.MOST:
            return False
        return self.age is None or (one.most_age, one.age_boundary) == (self.age.threshold, self.age.boundary)


class Due:
    """The requirements on the day's teams and what they come to."""

    def __init__(self, question: Question):
        self.scope = question.unit
        self.round = latest_round(question.as_of)
        self.rule = rule_value("structure_due", question.as_of)[0]
        self.requirements = list(StructureRequirement.objects.filter(round=self.round).select_related("unit"))

    def of_each(self, asked: Asked, unit: Unit, *, approved: int | None, filled: int, own: bool = False) -> Cell:
        """应配 of one township; `approved` posts and `filled` ones are those of the group.

        With `own` only what is asked of the unit itself counts: a requirement on the whole county is one on its townships.
        """
        found = [one for one in self._meant(asked, Scope.EACH) if unit.path.startswith(one.unit.path)]
        if own:
            found = [one for one in found if one.unit_id == unit.pk]
        return self._cell(found[-1:], approved, filled)

    def of_whole(self, asked: Asked, *, approved: int | None, filled: int, each: Iterable[Cell]) -> Cell:
        """应配 of all together: what is asked of the whole where that is said, else the sum of what is asked of each."""
        found = [one for one in self._meant(asked, Scope.WHOLE) if self.scope.path == one.unit.path]
        if found:
            return self._cell(found[-1:], approved, filled)
        each = [one for one in each if one.text != NOT_SET]
        if not each:
            return Cell(NOT_SET)
        records = tuple(dict.fromkeys(record for one in each for record in one.records))
        return Cell(str(sum(int(one.text) for one in each)), records=records)

    def _meant(self, asked: Asked, scope: Scope) -> list[StructureRequirement]:
        found = [one for one in self.requirements if one.scope == scope and asked.meant_by(one)]
        return sorted(found, key=lambda one: (len(one.unit.path), one.pk))  # the nearest last

    def _cell(self, found: list[StructureRequirement], approved: int | None, filled: int) -> Cell:
        if not found:
            return Cell(NOT_SET)
        [one] = found
        base = filled if self.rule["base"] == "filled" else approved
        if one.measure == Measure.SHARE and base is None:
            return Cell(NOT_SET, records=(self._record(one),))
        wanted = one.threshold if one.measure == Measure.NUMBER else one.threshold * base / 100
        return Cell(str(_whole(wanted, self.rule["rounding"])), records=(self._record(one),))

    def _record(self, one: StructureRequirement) -> Record:
        unit = "%" if one.measure == Measure.SHARE else "人"
        source = one.source_document + ("" if one.verified else "（未核实）")
        return Record(
            f"{self.round.name}：{one.name}", f"{one.get_comparator_display()}{one.threshold.normalize():f}{unit}", source,
            ("portal:register-record", ("structure-requirements", one.pk)),
        )  # fmt: skip


def short(due: Cell, people: tuple[int, ...]) -> Cell:
    """缺配: what is due and not there."""
    if due.text == NOT_SET:
        return Cell("—", records=due.records)
    return Cell(str(max(0, int(due.text) - len(people))), people, due.records)


def _whole(wanted: Decimal, rounding: str) -> int:
    if rounding == "floor":
        return math.floor(wanted)
    return math.ceil(wanted) if rounding == "ceiling" else int(wanted.quantize(Decimal(1), ROUND_HALF_UP))
