"""How a record moves from state to state: steps told as data, each with who may take it and what it asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.rules.roles import Permission


@dataclass(frozen=True)
class Step:
    """One step of a flow.

    `asks` are columns of the record that must be filled with the step (dates, document numbers). `right` is asked
    instead of that of editing the register (a leader approves without being able to edit); None asks that of editing.
    A step of `second_person` may not be taken by whoever entered the record or took the step before (maker ≠ checker).
    `reason` asks for a reason in words. `on_road(record, state)` tells whether records of its kind take the step from
    the state at all: where they do not, it is neither offered nor shown ahead. `requires(record, by=, today=)` raises
    ValidationError when the step may not be taken yet (a notice still running); `does(record, by=, today=)` writes
    what follows from the step, in the step's own transaction.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    asks: tuple[str, ...] = ()
    right: Permission | None = None
    second_person: bool = False
    reason: bool = False
    on_road: Callable[[Any, str], bool] | None = None
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

    def steps_from(self, state: str, record: Any) -> list[Step]:
        """The steps that lead such a record on from a state, without those its own road does not have."""
        return [
            step
            for step in self.steps
            if state in step.sources and (step.on_road is None or step.on_road(record, state))
        ]
