"""Indicator definitions: files of a closed grammar, read once, refused whole when anything in them is unknown."""

import hashlib
import json
import re
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from reports.conditions import CONDITIONS, Condition
from reports.problems import BadDefinition, FigureProblem

FOLDER = Path(__file__).parent / "indicators"
UNITS = ("percent", "persons", "years", "townships")
COUNTED = ("persons", "townships", "posts")
_TEXTS = ("title", "numerator_text", "denominator_text", "rounding", "drafted_by", "checked_by")
_REQUIRED = {"id", "identifier", "version", "unit", "population", "basis", "rules", "examples", *_TEXTS}
_ALLOWED = _REQUIRED | {"counts", "numerator", "average", "note"}
_PART = {
    "id", "title", "numerator_text", "denominator_text", "numerator", "average", "unit", "rounding", "rules",
    "examples",
}
_EXAMPLE = {"as_of", "facts", "counts", "because"}
_EXAMPLE_FACTS = {
    "born", "sex", "ethnicity", "political_status", "education", "township", "resume", "tags", "state",
    "completed_on", "chief_posts", "deputy_posts", "work_began", "study_lines",
}


@dataclass(frozen=True)
class Indicator:
    """One figure as its file says it; `numerator` holds (condition, argument) pairs that must all be true."""

    id: str
    identifier: str
    title: str
    numerator_text: str
    denominator_text: str
    basis: str
    verified: bool
    rounding: str
    unit: str
    population: str
    counts: str
    numerator: tuple
    average: str
    rules: tuple
    version: int
    drafted_by: str
    checked_by: str
    note: str
    examples: tuple

    @property
    def conditions(self) -> list[tuple[Condition, object]]:
        """The conditions of the numerator with their arguments."""
        return [(CONDITIONS[name], argument) for name, argument in self.numerator]

    @property
    def facts(self) -> frozenset:
        """The facts the numerator asks for."""
        return frozenset().union(*(condition.facts[argument] for condition, argument in self.conditions))

    @property
    def true_sql(self) -> str:
        """SQL over a flat row that holds for whoever counts in the numerator."""
        return "(" + " AND ".join(condition.true[argument] for condition, argument in self.conditions) + ")"

    @property
    def missing_sql(self) -> str:
        """SQL that holds for whoever cannot be decided: not counted, and nothing known speaks against it."""
        undecided = " OR ".join(condition.missing[argument] for condition, argument in self.conditions)
        settled = " AND ".join(
            f"({condition.true[argument]} OR {condition.missing[argument]})" for condition, argument in self.conditions
        )
        return f"(({undecided}) AND {settled})" if len(self.numerator) > 1 else f"({undecided})"

    @property
    def digest(self) -> str:
        """SHA-256 of everything the definition says; a frozen run keeps it."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its identity, in the order of the identities; raises BadDefinition."""
    found: dict[str, Indicator] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for one in read_definition(path.name, path.read_text(encoding="utf-8")):
            if one.id in found:
                raise BadDefinition(f"{path.name}: id “{one.id}” is defined twice")
            found[one.id] = one
    if not found:
        raise BadDefinition(f"{FOLDER}: no indicator files")
    return found


def indicator(identity: str) -> Indicator:
    """The indicator of that identity; raises FigureProblem when there is none."""
    if identity not in indicators():
        raise FigureProblem(f"没有“{identity}”这项指标，可用的有：{'、'.join(indicators())}。")
    return indicators()[identity]


def read_definition(name: str, text: str) -> list[Indicator]:
    """The indicators one file defines; raises BadDefinition naming the file and the key."""
    return [_indicator(name, data) for data in definition_tables(name, text, _ALLOWED, _PART)]


def definition_tables(name: str, text: str, allowed: set, allowed_in_part: set) -> list[dict]:
    """One table for each figure of the file, the parts with what the file says for all; raises BadDefinition."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadDefinition(f"{name}: {problem}") from problem
    parts = data.get("part")
    refuse_unknown(name, "", data, allowed | {"part"})
    if parts is None:
        return [data]
    if not isinstance(parts, list) or not parts or "numerator" in data or "average" in data:
        raise BadDefinition(f"{name}: part must be a list of tables, and numerator belongs inside them")
    tables = []
    for part in parts:
        refuse_unknown(name, "part.", part, allowed_in_part)
        suffix = part.get("id")
        if not isinstance(suffix, str) or not re.fullmatch(r"[a-z0-9_]+", suffix):
            raise BadDefinition(f"{name}: part.id must be a word of small letters")
        whole = {key: value for key, value in data.items() if key != "part"}
        tables.append(whole | part | {"id": f"{data.get('id')}.{suffix}"})
    return tables


def _indicator(name: str, data: dict) -> Indicator:
    check_card(name, data, _REQUIRED, _TEXTS)
    one_of(name, "unit", data["unit"], UNITS)
    one_of(name, "population", data["population"], ("team", "slate"))
    counts = one_of(name, "counts", data.get("counts", "persons"), COUNTED)
    average = one_of(name, "average", data.get("average", ""), ("", "age"))
    basis = data["basis"]
    numerator = _numerator(name, data.get("numerator"), counts)
    rules = tuple(data["rules"])
    wanted = {key for word, argument in numerator for key in CONDITIONS[word].rules[argument]}
    for key in sorted(wanted - set(rules)):
        raise BadDefinition(f"{name}: rules does not name “{key}”, which the numerator uses")
    return Indicator(
        id=data["id"], identifier=data["identifier"], title=data["title"], numerator_text=data["numerator_text"],
        denominator_text=data["denominator_text"], basis=basis["source"], verified=bool(basis["verified"]),
        rounding=data["rounding"], unit=data["unit"], population=data["population"], counts=counts,
        numerator=numerator, average=average, rules=rules, version=data["version"], drafted_by=data["drafted_by"],
        checked_by=data["checked_by"], note=data.get("note", ""), examples=_examples(name, data["examples"]),
    )


def check_card(name: str, data: dict, required: set, texts: tuple) -> None:
    """What every definition of either kind must say; raises BadDefinition naming the file and the key."""
    for key in sorted(required - set(data)):
        raise BadDefinition(f"{name}: {key} is missing")
    for key in texts:
        if not isinstance(data[key], str) or not data[key].strip():
            raise BadDefinition(f"{name}: {key} must be a text")
    if not re.fullmatch(r"[A-Z]{3,4}-\d{2}(\.[a-z0-9_]+)?", str(data["id"])):
        raise BadDefinition(f"{name}: id “{data['id']}” must look like CAD-03 or CAD-11.women")
    if data["drafted_by"] == data["checked_by"]:
        raise BadDefinition(f"{name}: checked_by must differ from drafted_by")
    if not isinstance(data["version"], int) or data["version"] < 1:
        raise BadDefinition(f"{name}: version must be a number from 1")
    basis = data["basis"]
    if not isinstance(basis, dict) or set(basis) != {"source", "verified"} or not basis["source"]:
        raise BadDefinition(f"{name}: basis needs source and verified, and nothing else")


def _numerator(name: str, conditions, counts: str) -> tuple:
    if counts != "persons":
        if conditions is not None:
            raise BadDefinition(f"{name}: numerator is of no use where {counts} are counted")
        return ()
    if not isinstance(conditions, dict) or not conditions:
        raise BadDefinition(f"{name}: numerator is empty, so it would match everyone")
    for word, argument in conditions.items():
        if word not in CONDITIONS:
            raise BadDefinition(f"{name}: numerator.{word} is not a condition; known: {', '.join(CONDITIONS)}")
        allowed = CONDITIONS[word].arguments
        if argument not in allowed or type(argument) is not type(allowed[0]):
            raise BadDefinition(f"{name}: numerator.{word} cannot be {argument!r}; known: {allowed}")
    return tuple(conditions.items())


def _examples(name: str, examples) -> tuple:
    if not isinstance(examples, list) or not examples:
        raise BadDefinition(f"{name}: examples is empty")
    for example in examples:
        if set(example) != _EXAMPLE or example["counts"] not in ("yes", "no", "missing"):
            raise BadDefinition(f"{name}: examples need as_of, facts, counts (yes, no, missing) and because")
        refuse_unknown(name, "examples.facts.", example["facts"], _EXAMPLE_FACTS)
    return tuple(examples)


def one_of(name: str, key: str, value, allowed):
    """The value, one of those allowed; raises BadDefinition."""
    if value not in allowed:
        raise BadDefinition(f"{name}: {key} cannot be {value!r}; known: {', '.join(allowed)}")
    return value


def refuse_unknown(name: str, prefix: str, data: dict, allowed: set) -> None:
    """Raises BadDefinition for a key that is not allowed."""
    for key in data:
        if key not in allowed:
            raise BadDefinition(f"{name}: {prefix}{key} is not a known key")
