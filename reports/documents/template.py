"""A report told as data: sections, paragraphs, sentences of clauses, and slots that name figures; closed grammar.

Anything a template says that the filling does not do is refused when it is read, with the place and the word.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from branches.rules.mechanisms import Mechanism
from reports.definitions import indicators, refuse_unknown
from reports.problems import BadDefinition
from reports.records.definition import record_indicators

FOLDER = Path(__file__).parent.parent / "papers"
FORMS = ("exact", "number", "more", "odd", "nearly", "fall")
NAMES = {"name": ("county", "partner", "colleges", "hosts"), "year": ("rank_since",), "day": ("as_of",), "team": ("paragraph",)}
_SLOT = re.compile(r"\{([^{}]+)\}")
_FIGURE = re.compile(r"[A-Z]{3,4}-\d{2}(\.[a-z0-9_]+)?")
_ONLY_IF = re.compile(r"([A-Z]{3,4}-\d{2}(?:\.[a-z0-9_]+)?) (<|>=) (-?\d+)")


@dataclass(frozen=True)
class Slot:
    """A place to be filled: a figure in a form, or a word of another kind (name, year, day, team, story)."""

    kind: str
    key: str
    form: str = "exact"
    unit: str = ""


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence: texts and slots in turn; `only_if` holds (figure, sign, number) that must be true."""

    parts: tuple[str | Slot, ...]
    only_if: tuple[str, str, int] | None = None

    @property
    def slots(self) -> list[Slot]:
        """The places to be filled."""
        return [part for part in self.parts if isinstance(part, Slot)]


@dataclass(frozen=True)
class Paragraph:
    """A bold lead and sentences, each a tuple of clauses."""

    lead: str
    sentences: tuple[tuple[Clause, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading of level 1 or 2 and what stands under it."""

    heading: str
    level: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Template:
    """A whole report; `since` names, by family of figures, the rule that says on which day they begin."""

    title: Clause
    recipient: str
    opening: Clause
    closing: str
    sections: tuple[Section, ...]
    since: tuple[tuple[str, str], ...] = ()

    @property
    def figures(self) -> list[str]:
        """Every figure the report names, once each, in order."""
        clauses = [c for s in self.sections for p in s.paragraphs for sentence in p.sentences for c in sentence]
        named = [slot.key for clause in clauses for slot in clause.slots if slot.kind == "figure"]
        named += [clause.only_if[0] for clause in clauses if clause.only_if]
        return list(dict.fromkeys(named))


@cache
def template(name: str) -> Template:
    """The template of that name; raises BadDefinition."""
    path = FOLDER / f"{name}.toml"
    return read_template(path.name, path.read_text(encoding="utf-8"))


def read_template(name: str, text: str) -> Template:
    """The report one file tells; raises BadDefinition naming the file and the word."""
    data = tomllib.loads(text)
    refuse_unknown(name, "", data, {"title", "recipient", "opening", "closing", "section", "since"})
    return Template(
        _clause(name, data["title"]), data["recipient"], _clause(name, data["opening"]), data["closing"],
        tuple(_section(name, one) for one in data["section"]), tuple(data.get("since", {}).items()),
    )  # fmt: skip


def _section(name: str, data: dict) -> Section:
    refuse_unknown(name, "section.", data, {"heading", "level", "paragraph"})
    return Section(data["heading"], data["level"], tuple(_paragraph(name, one) for one in data.get("paragraph", ())))


def _paragraph(name: str, data: dict) -> Paragraph:
    refuse_unknown(name, "section.paragraph.", data, {"lead", "sentences"})
    return Paragraph(data["lead"], tuple(tuple(_clause(name, one) for one in clauses) for clauses in data["sentences"]))


def _clause(name: str, given: str | dict) -> Clause:
    only_if = None
    if isinstance(given, dict):
        refuse_unknown(name, "clause.", given, {"text", "only_if"})
        found = _ONLY_IF.fullmatch(given["only_if"])
        if not found or found[1] not in record_indicators():
            raise BadDefinition(f"{name}: only_if “{given['only_if']}” must look like GOV-14 < 0 and name a figure")
        only_if, given = (found[1], found[2], int(found[3])), given["text"]
    pieces = _SLOT.split(given)
    parts = [_slot(name, piece) if number % 2 else piece for number, piece in enumerate(pieces)]
    return Clause(tuple(part for part in parts if part), only_if)


def _slot(name: str, text: str) -> Slot:
    word, *rest = text.split(":")
    if _FIGURE.fullmatch(word):
        if word not in record_indicators() and word not in indicators():
            raise BadDefinition(f"{name}: there is no figure “{word}”")
        form, unit = (*rest, "", "")[:2]
        if (form or "exact") not in FORMS:
            raise BadDefinition(f"{name}: “{form}” is no form of a figure; known: {', '.join(FORMS)}")
        return Slot("figure", word, form or "exact", unit)
    known = (*NAMES.get(word, ()), *(Mechanism if word == "story" else ()))
    if len(rest) != 1 or rest[0] not in known:
        raise BadDefinition(f"{name}: there is no slot “{text}”")
    return Slot(word, rest[0])
