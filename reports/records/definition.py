"""Definitions of figures over records: files of a closed grammar, read once, refused whole when anything is unknown."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.definitions import check_card, definition_tables, one_of, refuse_unknown
from reports.problems import BadDefinition, FigureProblem
from reports.records.conditions import RowCondition, read_conditions
from reports.records.question import PERIODS
from reports.records.source import Source
from reports.sources import sources

FOLDER = Path(__file__).parent.parent / "indicators" / "records"
# The headings of the board in the order of the yearly report; others come after them.
CHAPTERS = (
    "干部队伍", "干部教育", "干部管理", "基层党组织", "严格组织生活", "党员队伍", "党员教育管理", "阵地建设", "党建+产业",
    "党建+公共服务", "产业链和带富", "党建促乡村治理", "乡风文明", "典型案例",
)  # fmt: skip
_TEXTS = ("identifier", "title", "chapter", "unit", "numerator_text", "rounding", "drafted_by", "checked_by")
_REQUIRED = {
    "id", "version", "source", "period", "measure", "basis", "rules", "examples", "numerator", *_TEXTS,
}  # fmt: skip
_ALLOWED = _REQUIRED | {"denominator", "denominator_text", "denominator_measure", "missing", "note"}
_PART = {
    "id", "title", "unit", "measure", "numerator", "numerator_text", "denominator", "denominator_text",
    "denominator_measure", "rounding", "rules", "missing", "examples", "period", "note", "source",
}  # fmt: skip
_EXAMPLE = {"as_of", "rows", "numerator", "because"}


@dataclass(frozen=True)
class Measure:
    """What is counted of the rows: themselves, distinct people, distinct values of a column, or a column's sum."""

    kind: str
    column: str = ""

    def __str__(self):
        return f"{self.kind}:{self.column}" if self.column else self.kind


@dataclass(frozen=True)
class RecordIndicator:
    """One figure over records as its file says it; without `denominator` it is a plain count or sum."""

    id: str
    identifier: str
    title: str
    chapter: str
    version: int
    unit: str
    source: Source
    period: str
    measure: Measure
    numerator: tuple[RowCondition, ...]
    denominator: tuple[RowCondition, ...] | None
    denominator_measure: Measure
    missing: tuple[str, ...]
    numerator_text: str
    denominator_text: str
    rounding: str
    rules: tuple[str, ...]
    basis: str
    verified: bool
    drafted_by: str
    checked_by: str
    note: str
    examples: tuple
    digest: str

    @property
    def family(self) -> str:
        """The id without its part: TRN-08 for TRN-08.people."""
        return self.id.partition(".")[0]

    @property
    def percent(self) -> bool:
        """Whether it is printed as a percentage."""
        return self.unit == "percent"

    @property
    def column_names(self) -> set[str]:
        """Every column of the source the figure needs."""
        asked = {one.column.name for one in (*self.numerator, *(self.denominator or ()))}
        measured = {one.column for one in (self.measure, self.denominator_measure) if one.column}
        return asked | measured | set(self.missing)


@cache
def record_indicators() -> dict[str, RecordIndicator]:
    """Every figure over records by its identity, in the order of the identities; raises BadDefinition."""
    found: dict[str, RecordIndicator] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for one in read_record_definition(path.name, path.read_text(encoding="utf-8")):
            if one.id in found:
                raise BadDefinition(f"{path.name}: id “{one.id}” is defined twice")
            found[one.id] = one
    return found


def record_indicator(identity: str) -> RecordIndicator:
    """The figure of that identity; raises FigureProblem when there is none."""
    if identity not in record_indicators():
        raise FigureProblem(f"没有“{identity}”这项指标。")
    return record_indicators()[identity]


def chapters() -> list[str]:
    """The headings of the board, in the order of the report."""
    there = dict.fromkeys(one.chapter for one in record_indicators().values())
    return [*(one for one in CHAPTERS if one in there), *(one for one in there if one not in CHAPTERS)]


def read_record_definition(name: str, text: str, known: dict[str, Source] | None = None) -> list[RecordIndicator]:
    """The figures one file defines; raises BadDefinition naming the file and the key."""
    known = sources() if known is None else known
    return [_indicator(name, data, known) for data in definition_tables(name, text, _ALLOWED, _PART)]


def _indicator(name: str, data: dict, known: dict[str, Source]) -> RecordIndicator:
    check_card(name, data, _REQUIRED, _TEXTS)
    source = known[one_of(name, "source", data["source"], tuple(known))]
    one_of(name, "period", data["period"], tuple(PERIODS))
    if data["period"] != "as_of" and not source.day:
        raise BadDefinition(f"{name}: period “{data['period']}” needs a source whose rows have a day")
    measure = _measure(name, "measure", data["measure"], source)
    over = data.get("denominator")
    if (over is None) != (not data.get("denominator_text")):
        raise BadDefinition(f"{name}: denominator and denominator_text belong together")
    if over is None and (data["unit"] == "percent" or "denominator_measure" in data):
        raise BadDefinition(f"{name}: unit percent and denominator_measure need a denominator")
    for column in data.get("missing", ()):
        _column(name, "missing", column, source)
    digest = hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
    return RecordIndicator(
        id=data["id"], identifier=data["identifier"], title=data["title"], chapter=data["chapter"],
        version=data["version"], unit=data["unit"], source=source, period=data["period"], measure=measure,
        numerator=read_conditions(name, "numerator", data["numerator"], source),
        denominator=None if over is None else read_conditions(name, "denominator", over, source),
        denominator_measure=_measure(
            name, "denominator_measure", data.get("denominator_measure", data["measure"]), source
        ),
        missing=tuple(data.get("missing", ())), numerator_text=data["numerator_text"],
        denominator_text=data.get("denominator_text", ""), rounding=data["rounding"], rules=tuple(data["rules"]),
        basis=data["basis"]["source"], verified=bool(data["basis"]["verified"]), drafted_by=data["drafted_by"],
        checked_by=data["checked_by"], note=data.get("note", ""),
        examples=_examples(name, data["examples"], source, over is not None), digest=digest,
    )  # fmt: skip


def _measure(name: str, key: str, text, source: Source) -> Measure:
    if text == "rows":
        return Measure("rows")
    if text == "people":
        if not source.person:
            raise BadDefinition(f"{name}: {key} cannot be people: {source.name} has no person")
        return Measure("people")
    found = re.fullmatch(r"(sum|distinct):([a-z0-9_]+)", str(text))
    if not found:
        raise BadDefinition(f"{name}: {key} cannot be {text!r}; known: rows, people, sum:<column>, distinct:<column>")
    column = _column(name, key, found[2], source)
    if found[1] == "sum" and column.kind != "number":
        raise BadDefinition(f"{name}: {key}: {column.name} is no number")
    return Measure(found[1], column.name)


def _column(name: str, key: str, word: str, source: Source):
    try:
        return source.column(word)
    except KeyError:
        raise BadDefinition(f"{name}: {key}: “{word}” is not a column of {source.name}") from None


def _examples(name: str, examples, source: Source, shared: bool) -> tuple:
    if not isinstance(examples, list) or not examples:
        raise BadDefinition(f"{name}: examples is empty")
    known = {column.name for column in source.columns} | {"on", "person"}
    wanted = _EXAMPLE | ({"denominator"} if shared else set())
    for example in examples:
        if set(example) - {"missing"} != wanted:
            raise BadDefinition(f"{name}: examples need {', '.join(sorted(wanted))}, and missing if there are any")
        for row in example["rows"]:
            refuse_unknown(name, "examples.rows.", row, known)
    return tuple(examples)
