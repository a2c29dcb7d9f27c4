"""Classing one résumé line: where it was spent, in what capacity, and the words that decided it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cadres.rules.resume.place_words import Reading, read_full_time, read_nature, read_place
from cadres.rules.spell_kinds import KIND_OF_UNIT, SpellKind, SpellNature
from portal.rules.dates import PartialDate
from portal.rules.unit_kinds import UnitKind


@dataclass(frozen=True)
class UnitMatch:
    """The unit of the tree, as it was on the day, whose name stands in the text."""

    unit_id: int
    name: str
    unit_kind: str
    matched_words: str


UnitLookup = Callable[[str, PartialDate | None], UnitMatch | None]


@dataclass(frozen=True)
class Classification:
    """The class of a spell; `certain` False means that a person must look, `reason` says why in Chinese.

    `kind` is the place (for a loan or a secondment, where to), `nature` the capacity, `full_time` is only
    known of study. `words` are the parts of the text that decided.
    """

    kind: SpellKind
    nature: SpellNature
    full_time: bool | None
    unit_id: int | None
    unit_name: str
    words: tuple[str, ...]
    certain: bool
    reason: str


_AWAY = {SpellNature.ON_LOAN: SpellKind.ON_LOAN, SpellNature.SECONDMENT: SpellKind.SECONDMENT}
_FINER = (
    SpellKind.VILLAGE,
    SpellKind.TOWNSHIP_INSTITUTION,
    SpellKind.TOWNSHIP_POSTED,
    SpellKind.SCHOOL,
    SpellKind.ENTERPRISE,
)


def classify(
    text: str,
    *,
    began: PartialDate | None = None,
    unit_lookup: UnitLookup | None = None,
    inside: Classification | None = None,
) -> Classification:
    """The class of a line; `inside` is the class of the entry that a 其间 line stands in.

    `unit_lookup` gives the longest unit name of the tree found in a text as the tree was on a day.
    """
    nature, found = read_nature(text)
    words = (found.group(),) if found else ()
    if nature == SpellNature.STUDY:
        return _study(text, words, inside)
    if nature == SpellNature.WAITING:
        return Classification(SpellKind.WAITING, nature, None, None, "", words, True, "")
    if nature in (SpellNature.LEAVE, SpellNature.SUSPENDED):
        kind = inside.kind if inside else SpellKind.OTHER
        return Classification(kind, nature, None, None, "", words, True, "")
    place = _destination(text, found) if nature in _AWAY else text
    match = unit_lookup(place, began) if unit_lookup else None
    if match is None and place != text and unit_lookup:
        match = unit_lookup(text, began) if read_place(place).kind is None else None
    if nature == SpellNature.VILLAGE_POSTING:
        unit = (match.unit_id, match.name) if match else (None, "")
        return Classification(SpellKind.VILLAGE_POSTING, nature, None, *unit, words, True, "")
    reading = read_place(place)
    if reading.kind is None and place != text:
        reading = read_place(text)
    result = _place(nature, words, reading, match, inside)
    if nature in _AWAY and place != text and read_place(text[: found.start()]).kind is not None:
        reason = f"同一行既写任职又写{nature.label}，请确认整段时间是否都在外"
        return replace(result, certain=False, reason=reason)
    return result


def _destination(text: str, found) -> str:
    """The part that says where to: after the word 借调 or 挂职, or all of it when nothing follows."""
    after = text[found.end() :].lstrip("到至在任于往")
    return after if read_place(after).kind is not None else text


def _study(text: str, words: tuple[str, ...], inside: Classification | None) -> Classification:
    full_time, word = read_full_time(text)
    if word:
        words = (*words, word)
    if full_time is None and inside is None:
        full_time = True  # a line of its own leaves no post beside the study
    certain = full_time is not None
    reason = "" if certain else "没有写明学习是脱产还是在职"
    return Classification(SpellKind.STUDY, SpellNature.STUDY, full_time, None, "", words, certain, reason)


def _place(
    nature: SpellNature,
    words: tuple[str, ...],
    reading: Reading,
    match: UnitMatch | None,
    inside: Classification | None,
) -> Classification:
    unit = (match.unit_id, match.name) if match else (None, "")
    # The county itself stands at the head of almost every line and tells nothing about the place.
    tree = KIND_OF_UNIT.get(match.unit_kind) if match and match.unit_kind != UnitKind.COUNTY else None
    words = (*words, *reading.words)
    if tree is not None:
        words = (*words, match.matched_words) if match.matched_words not in words else words
        if reading.kind in (None, tree):
            return Classification(tree, nature, None, *unit, words, True, "")
        if tree in (SpellKind.TOWNSHIP_ORGAN, SpellKind.STREET) and reading.kind in _FINER:
            certain = tree == SpellKind.TOWNSHIP_ORGAN and not reading.doubt
            reason = f"单位树中只找到“{match.name}”，按文字归为“{reading.kind.label}”"
            return Classification(reading.kind, nature, None, *unit, words, certain, reason)
        if tree in (SpellKind.TOWNSHIP_INSTITUTION, SpellKind.TOWNSHIP_POSTED) and reading.kind == SpellKind.STREET:
            return Classification(SpellKind.STREET, nature, None, *unit, words, True, "")
        reason = f"单位树认为是“{tree.label}”（{match.name}），文字像“{reading.kind.label}”"
        return Classification(tree, nature, None, *unit, words, False, reason)
    if reading.kind is not None:
        return Classification(reading.kind, nature, None, *unit, words, not reading.doubt, reading.doubt)
    if nature in _AWAY:
        return Classification(_AWAY[nature], nature, None, *unit, words, False, "没有写明去向")
    if inside is not None:
        reason = "没有写单位，按所在行归类"
        return Classification(inside.kind, nature, None, *unit, words, inside.certain, reason)
    return Classification(SpellKind.OTHER, nature, None, *unit, words, False, "没有认得的单位")
