"""A résumé line by line beside the spells read from it."""

from dataclasses import dataclass, field

from cadres.models import Resume, Spell
from cadres.rules.resume.gaps import find_seams
from cadres.rules.resume.spells import parse_resume
from cadres.rules.spell_kinds import SpellKind, SpellNature

KINDS, NATURES = dict(SpellKind.pairs()), dict(SpellNature.pairs())
TOWNSHIP_KINDS = {"township_organ", "township_institution", "township_posted", "village", "village_posting"}
STATE_TONES = {"certain": "", "doubtful": "amber", "confirmed": "ok"}


@dataclass(frozen=True)
class SpellLine:
    """One spell: its class in words, the months it adds on the day and why, seams before it."""

    spell: Spell
    kind: str
    nature: str
    tone: str
    months: int | None
    why: str
    seams: list[str] = field(default_factory=list)

    @property
    def township(self) -> bool:
        return self.spell.kind in TOWNSHIP_KINDS

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut so that the words that decided can be marked."""
        return marked(self.spell.text, self.spell.words)


def spell_lines(resume: Resume | None, spells: list[Spell], shares: dict[int, tuple[int, str]]) -> list[SpellLine]:
    """The spells in the order of the text; `shares` holds (months, reason) by position."""
    seams: dict[int, list[str]] = {}
    if resume is not None:
        for seam in find_seams(parse_resume(resume.text)):
            seams.setdefault(seam.after_line, []).append(seam.message)
    lines = []
    for spell in spells:
        months, why = shares.get(spell.position, (None, ""))
        before = seams.pop(spell.line, []) if spell.parent_position is None else []
        lines.append(
            SpellLine(
                spell, KINDS.get(spell.kind, spell.kind), NATURES.get(spell.nature, spell.nature),
                STATE_TONES[spell.state], months, why, before,
            )
        )  # fmt: skip
    return lines


def text_lines(resume: Resume | None, spells: list[Spell]) -> list[tuple[int, str, str]]:
    """(line number, text, state of the worst spell on it) of the original text."""
    if resume is None:
        return []
    worst: dict[int, str] = {}
    for spell in spells:
        if worst.get(spell.line) != "doubtful":
            worst[spell.line] = spell.state
    return [(number, text, worst.get(number, "")) for number, text in enumerate(resume.text.splitlines(), 1)]


def marked(text: str, words: list) -> list[tuple[str, bool]]:
    """(piece, whether it is one of the words) of a text, the longest words first."""
    for word in sorted((str(one) for one in words or []), key=len, reverse=True):
        if word and word in text:
            before, _found, after = text.partition(word)
            return [*marked(before, words), (word, True), *marked(after, words)]
    return [(text, False)] if text else []
