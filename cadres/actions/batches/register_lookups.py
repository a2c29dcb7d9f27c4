"""What a register's sheet says of other records, turned into records: looked up for many rows at once."""

import re
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q

from cadres.models import Person
from portal.models import Unit, UnitSpan
from portal.registers.catalogue import register_of
from portal.registers.declaration import Register
from portal.registers.scope import chooseable
from portal.registers.sheets import names_person

MOST_CANDIDATES = 20
_NUMBERED = re.compile(r"#([0-9]{1,18})$", re.ASCII)
_NATURAL = ("code", "number", "name", "title", "short_name")


@dataclass
class Found:
    """The record meant; without one `code` says why (unknown, several) and `candidates` who may be meant."""

    record: models.Model | None = None
    code: str = ""
    candidates: list[int] = field(default_factory=list)


def look_up(relation: models.Field, said: list[dict], *, users: tuple, home: Unit | None) -> list[Found]:
    """What each of the sayings means among the records all of the users may see; a few queries, however many.

    A unit name several units bear means the one under `home` when only one of them lies there.
    """
    if names_person(relation):
        return _people(said, users)
    if relation.related_model is Unit:
        return _units(said, users, home)
    return _others(relation.related_model, said, users)


def visible(model: type[models.Model], users: tuple) -> models.QuerySet:
    """Records of a table that all of the users may see."""
    first, *others = dict.fromkeys(users)
    rows = chooseable(model, first)
    for user in others:
        rows = rows.filter(pk__in=chooseable(model, user).values("pk"))
    return rows


def _people(said: list[dict], users: tuple) -> list[Found]:
    people = visible(Person, users).select_related("unit")
    indexes = [bytes.fromhex(one["index"]) for one in said if one.get("index")]
    names = {one["name"] for one in said if one.get("name")}
    numbered = {bytes(person.id_index): person for person in people.filter(id_index__in=indexes)} if indexes else {}
    named: dict[str, list[Person]] = {}
    for person in people.filter(name_key__in=names).order_by("pk") if names else ():
        named.setdefault(person.name_key, []).append(person)
    return [_person(one, numbered, named.get(one.get("name", ""), [])) for one in said]


def _person(said: dict, numbered: dict[bytes, Person], named: list[Person]) -> Found:
    if said.get("index"):
        person = numbered.get(bytes.fromhex(said["index"]))
        if person is None:
            # Somebody of the name whose number is not on file may be meant; only a person can tell.
            return _doubtful([one for one in named if one.id_index is None])
        same = not said.get("name") or person.name_key == said["name"]
        return Found(person) if same else Found(None, "other_name", [person.pk])
    there = [one for one in named if _is_there(one, said["unit"])] if said.get("unit") else named
    if len(there) == 1:
        return Found(there[0])
    return _doubtful(there or named)


def _is_there(person: Person, text: str) -> bool:
    unit = person.unit
    return unit is not None and text in (unit.name, unit.short_name, unit.code)


def _doubtful(people: list[Person]) -> Found:
    return Found(None, "several" if people else "unknown", [one.pk for one in people[:MOST_CANDIDATES]])


def _units(said: list[dict], users: tuple, home: Unit | None) -> list[Found]:
    texts = {one["text"] for one in said if one.get("text")}
    seen = visible(Unit, users)
    known: dict[str, dict[int, Unit]] = {}
    by_code = {unit.code: unit for unit in seen.filter(code__in=texts)}
    spans = UnitSpan.objects.filter(Q(name__in=texts) | Q(short_name__in=texts), unit__in=seen)
    numbers: dict[int, set[str]] = {}
    for unit, name, short in spans.values_list("unit", "name", "short_name"):
        numbers.setdefault(unit, set()).update({name, short} & texts)
    for unit in seen.filter(Q(name__in=texts) | Q(short_name__in=texts) | Q(pk__in=numbers)):
        for text in numbers.get(unit.pk, set()) | ({unit.name, unit.short_name} & texts):
            known.setdefault(text, {})[unit.pk] = unit
    found = {}
    for text in texts:
        units = list(known.get(text, {}).values())
        now = [unit for unit in units if text in (unit.name, unit.short_name)]
        near = [unit for unit in now or units if home is not None and unit.path.startswith(home.path)]
        choice = next((some for some in (now, units, near) if len(some) == 1), None)
        if text in by_code:
            found[text] = Found(by_code[text])
        elif choice:
            found[text] = Found(choice[0])
        else:
            found[text] = Found(None, "several" if units else "unknown")
    return [found.get(one.get("text", ""), Found()) for one in said]


def _others(model: type[models.Model], said: list[dict], users: tuple) -> list[Found]:
    texts = {one["text"] for one in said if one.get("text")}
    names = natural_columns(model)
    condition = Q(pk__in=[])
    for name in names:
        condition |= Q(**{f"{name}__in": texts})
    known: dict[str, dict[int, models.Model]] = {}
    for record in visible(model, users).filter(condition) if texts else ():
        for name in names:
            if (text := getattr(record, name)) in texts:
                known.setdefault(text, {})[record.pk] = record
    numbers = {text: int(number.group(1)) for text in texts if (number := _NUMBERED.search(text))}
    numbered = visible(model, users).in_bulk(numbers.values()) if numbers else {}
    found = {}
    for text in texts:
        records = [numbered[numbers[text]]] if numbers.get(text) in numbered else list(known.get(text, {}).values())
        found[text] = Found(records[0]) if len(records) == 1 else Found(None, "several" if records else "unknown")
    return [found.get(one.get("text", ""), Found()) for one in said]


def natural_columns(model: type[models.Model]) -> list[str]:
    """The columns by which people write down a record: number, name, title, and what its register is searched by."""
    register: Register | None = register_of(model)
    told = () if register is None else (*register.key, *register.search)
    texts = {one.name for one in model._meta.concrete_fields if isinstance(one, models.CharField) and not one.choices}
    return [name for name in dict.fromkeys((*_NATURAL, *told)) if name in texts]
