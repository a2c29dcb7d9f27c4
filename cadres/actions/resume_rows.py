"""Rows made from a résumé's text: spells, seams, and the stretches that count as township work. No database."""

import hashlib
from dataclasses import dataclass, field

from cadres.rules.resume.classify import Classification, UnitLookup, classify
from cadres.rules.resume.gaps import assumed_end, find_seams
from cadres.rules.resume.spells import Entry, parse_resume
from cadres.rules.spell_parts import KindHistory, spell_facts
from cadres.rules.township import township_pieces
from cadres.rules.township_rule import TownshipRule


@dataclass
class SpellRow:
    """One spell as the table holds it, but for the person's number."""

    position: int
    parent_position: int | None
    line: int
    line_digest: str
    raw: str
    text: str
    began: object
    ended: object
    kind: str
    nature: str
    full_time: bool | None
    unit_id: int | None
    unit_name: str
    words: list[str]
    reason: str
    state: str


@dataclass
class ReadResume:
    """What was read from one text."""

    spells: list[SpellRow] = field(default_factory=list)
    tail: str = ""
    problems: list[dict] = field(default_factory=list)
    needs_review: bool = False


def line_digest(raw: str) -> str:
    """The digest by which a line is known again, whatever its spacing."""
    return hashlib.sha256("".join(raw.split()).encode()).hexdigest()


def read_resume(text: str, *, lookup: UnitLookup, confirmed: dict[tuple[str, int], object]) -> ReadResume:
    """Spells, seams and doubts of a text; a line a person confirmed reads as confirmed.

    `confirmed` maps (line digest, occurrence) to a SpellConfirmation.
    """
    resume = parse_resume(text)
    read = ReadResume(tail="\n".join(resume.tail))
    seen: dict[str, int] = {}

    def add(entry: Entry, parent: SpellRow | None, inside: Classification | None, end=None) -> None:
        found = classify(entry.text, began=entry.began, unit_lookup=lookup, inside=inside)
        digest = line_digest(entry.raw)
        occurrence = seen[digest] = seen.get(digest, -1) + 1
        row = _row(entry, found, len(read.spells), parent, digest)
        if end is not None:
            row.ended, row.state = end, "doubtful"
            row.reason = f"没有写终止时间，而后面还有时段，按下一段的起始时间{end}算"
        answer = confirmed.get((digest, occurrence))
        if answer is not None:
            _confirm(row, answer)
        read.spells.append(row)
        read.problems += [{"line": entry.line_number, "code": p.code, "message": p.message} for p in entry.problems]
        for child in entry.children:
            add(child, row, found)

    for place, entry in enumerate(resume.entries):
        add(entry, None, None, assumed_end(resume, place))
    read.problems += [
        {"line": seam.after_line, "code": f"resume_{seam.kind}", "message": seam.message} for seam in find_seams(resume)
    ]
    read.needs_review = any(spell.state == "doubtful" for spell in read.spells) or bool(
        text.strip() and not read.spells
    )
    return read


def township_rows(spells, rules: dict[int, TownshipRule], histories: dict[int, KindHistory]) -> list[tuple]:
    """(rule id, began, ended, counts_from, convention, spell positions) of every stretch, under every rule version."""
    facts = spell_facts(spells, histories)
    return [
        (rule_id, piece.began, piece.ended, piece.counts_from, piece.month_convention, list(piece.spell_ids))
        for rule_id, rule in rules.items()
        for piece in township_pieces(facts, rule)
    ]


def _row(entry: Entry, found: Classification, position: int, parent: SpellRow | None, digest: str) -> SpellRow:
    broken = bool(entry.problems) or entry.began is None
    return SpellRow(
        position=position, parent_position=parent.position if parent else None, line=entry.line_number,
        line_digest=digest, raw=entry.raw, text=entry.text, began=entry.began, ended=entry.ended,
        kind=str(found.kind), nature=str(found.nature), full_time=found.full_time, unit_id=found.unit_id,
        unit_name=found.unit_name, words=list(found.words),
        reason=";".join(filter(None, [found.reason, *(p.message for p in entry.problems)]))[:300],
        state="certain" if found.certain and not broken else "doubtful",
    )  # fmt: skip


def _confirm(row: SpellRow, answer) -> None:
    row.began, row.ended = answer.began, answer.ended
    row.kind, row.nature, row.full_time = answer.kind, answer.nature, answer.full_time
    row.reason, row.state = answer.note, "confirmed"
