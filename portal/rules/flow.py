"""How a record moves from state to state: steps told as data, each with who may take it and what it asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.rules.roles import Permission


@dataclass(frozen=True)
class Step:
    """One step of a flow.

    `asks` are columns of the record that must be filled with the step (dates, document numbers). `right` is the
    right beside that of editing the register, None when editing is enough. A step of `second_person` may not be
    taken by whoever entered the record or took the step before (maker ≠ checker). `reason` asks for a reason in words.
    `requires(record, by=, today=)` raises ValidationError when the step may not be taken yet (a notice still
    running); `does(record, by=, today=)` writes what follows from the step, in the step's own transaction.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    asks: tuple[str, ...] = ()
    right: Permission | None = None
    second_person: bool = False
    reason: bool = False
    requires: Callable[..., Any] | None = None
    does: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Flow:
    """The steps of a kind of record; `field` is the column that holds the state, the first state is its default."""

    steps: tuple[Step, ...]
    field: str = "state"

    def step(self, name: str) -> Step:
        """The step of that name; raises KeyError."""
        found = next((step for step in self.steps if step.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def steps_from(self, state: str) -> list[Step]:
        """The steps that lead on from a state."""
        return [step for step in self.steps if state in step.sources]
