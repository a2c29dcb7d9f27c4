"""Spells as the township rule takes them, cut where the unit they were spent in became something else.

A town that turned street counts as a town for the time before (the kind is judged at the time of the spell, the
office's own convention), also when one line of the résumé runs across that day.
"""

from collections.abc import Iterable
from dataclasses import replace

from cadres.rules.spell_kinds import KIND_OF_UNIT, SpellKind, SpellNature
from cadres.rules.township import SpellFact
from portal.rules.dates import PartialDate

# (began, ended, unit kind) of a unit's spans in the order of time; an open end is None.
KindHistory = list[tuple[PartialDate | None, PartialDate | None, str]]

_CUT = (
    SpellKind.TOWNSHIP_ORGAN,
    SpellKind.TOWNSHIP_INSTITUTION,
    SpellKind.TOWNSHIP_POSTED,
    SpellKind.STREET,
)


def spell_facts(spells: Iterable, histories: dict[int, KindHistory]) -> list[SpellFact]:
    """The dated spells (rows or records); `histories` holds the units that were both township and street.

    What a person confirmed stays whole, and so does a secondment, whose length decides whether it counts.
    """
    facts = []
    for spell in spells:
        if spell.began is None:
            continue
        fact = SpellFact(
            spell.position, spell.began, spell.ended, spell.kind, spell.nature, spell.full_time, spell.parent_position
        )
        history = histories.get(spell.unit_id)
        whole = spell.state == "confirmed" or spell.kind not in _CUT or spell.nature != SpellNature.POST
        facts += [fact] if history is None or whole else _parts(fact, history)
    return facts


def _parts(fact: SpellFact, history: KindHistory) -> list[SpellFact]:
    parts = [fact]
    for began, _ended, kind in history:
        last = parts[-1]
        # What it was before its first span on file is what the line was read as.
        if began is None or began <= last.began or (last.ended is not None and began >= last.ended):
            continue
        turned = _kind(fact.kind, kind)
        if turned != last.kind:
            parts[-1:] = [replace(last, ended=began), replace(last, began=began, kind=turned)]
    return parts


def _kind(read: str, unit_kind: str) -> str:
    turned = KIND_OF_UNIT.get(unit_kind)
    if turned == SpellKind.STREET:
        return SpellKind.STREET
    return SpellKind.TOWNSHIP_ORGAN if read == SpellKind.STREET and turned == SpellKind.TOWNSHIP_ORGAN else read
