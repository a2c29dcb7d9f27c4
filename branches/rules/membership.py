"""Where a member's formal relation lay on which days, and what the member is today, from what happened."""

import datetime
from dataclasses import dataclass

INTERNAL_MOVE = "173"
_DIED_WAYS, _RESTORED_WAYS, _SUSPENDED_WAYS = {"211", "212", "213"}, {"131"}, {"261"}
_DIED, _RESTORED, _SUSPENDED, _OUT_OF_PARTY, _JOINED = "005", "002", "004", "003", "001"


@dataclass(frozen=True)
class Happening:
    """One change: its day, its codes of ZB59 (way) and ZB60 (relation), and the organization it leads to."""

    on: datetime.date
    way: str = ""
    relation: str = ""
    organization: int | None = None

    @property
    def effect(self) -> str:
        """joined, moved, arrived, restored, or the state of a member who went: suspended, left, transferred, died."""
        if self.relation == _DIED or self.way in _DIED_WAYS:
            return "died"
        if self.relation == _SUSPENDED or self.way in _SUSPENDED_WAYS:
            return "suspended"
        if self.relation == _RESTORED or self.way in _RESTORED_WAYS:
            return "restored"
        if self.relation == _OUT_OF_PARTY or self.way.startswith("2"):
            return "left"
        if self.relation == INTERNAL_MOVE:
            return "moved"
        if self.relation.startswith("2"):
            return "transferred"
        if self.relation.startswith("1"):
            return "arrived"
        return "joined"


@dataclass(frozen=True)
class Stretch:
    """A formal relation with an organization from a day (yyyymmdd, None: as far back as known) up to another."""

    organization: int
    began: int | None
    ended: int | None = None


def stretches(first: int, joined: int | None, happenings: list[Happening]) -> tuple[list[Stretch], str]:
    """The relations in order, and what the member is after all of it: "" for a member, otherwise how they went.

    `first` is the organization the member was first entered with, `joined` the day of joining as yyyymmdd. Somebody
    who arrived from elsewhere was in none of ours before that day.
    """
    ordered = sorted(happenings, key=lambda one: one.on)
    if ordered and ordered[0].effect == "arrived":
        current, began = None, None
    else:
        current, began = first, joined
    found, state = [], ""
    for one in ordered:
        day = one.on.year * 10000 + one.on.month * 100 + one.on.day
        effect = one.effect
        if effect == "joined":
            continue
        if effect in ("moved", "arrived", "restored"):
            target, state = one.organization or current or _last(found) or first, ""
        else:
            target, state = None, effect
        if current is not None and (began is None or began < day) and target != current:
            found.append(Stretch(current, began, day))
        if target != current:
            current, began = target, day
    if current is not None:
        found.append(Stretch(current, began))
    return found, state


def _last(found: list[Stretch]) -> int | None:
    return found[-1].organization if found else None
