"""Conditions as the page that edits them lists them: one line a part, with its place in the tree."""

from dataclasses import dataclass

from cadres.queries.person_criteria import Criterion, words_of
from cadres.rules.conditions import DEEPEST, join_of, sentence


@dataclass(frozen=True)
class Line:
    """A group or a condition: its place ("0.1"), how deep it lies, what it says."""

    path: str
    depth: int
    join: str
    text: str

    @property
    def may_hold_group(self) -> bool:
        """Whether another group may go into it."""
        return self.depth < DEEPEST - 1


def condition_tree(tree: dict, known: dict[str, Criterion]) -> list[Line]:
    """The outermost group and everything in it, from top to bottom."""
    return list(_lines(tree, known, [], 0))


def _lines(part: dict, known: dict[str, Criterion], path: list[int], depth: int):
    place, join = ".".join(map(str, path)), join_of(part)
    if join is None:
        yield Line(place, depth, "", sentence(part, lambda one: words_of(one, known)))
        return
    yield Line(place, depth, join, "")
    for at, one in enumerate(part[join]):
        yield from _lines(one, known, [*path, at], depth + 1)
