"""What the addresses of a register take and tell, made from its declaration."""

from django.db import models

from portal.api.columns import Code, field_of, value_of
from portal.api.fields import Choice, Flag, Text, Whole
from portal.lists import Filter
from portal.queries.coded import code_table, shown
from portal.registers.columns import field_at, withheld
from portal.registers.declaration import Register
from portal.registers.record_page import asked_by_steps

_LARGEST_KEY = 2**63 - 1


def columns_of(register: Register) -> list[str]:
    """The columns a record is told by: those of its form, and its state."""
    state = [register.flow.field] if register.flow else []
    return [*register.field_names, *(name for name in state if name not in register.field_names)]


def body_of(register: Register) -> tuple[Text, ...]:
    """The fields of a new record; a column without a default that may not be blank is required."""
    found = []
    for name in register.field_names:
        field = register.model._meta.get_field(name)
        required = not field.blank and not field.has_default() and not field.null
        found.append(field_of(register.model, field, required=required and not isinstance(field, models.BooleanField)))
    return tuple(found)


def steps_body(register: Register) -> tuple[Text, ...]:
    """The fields of a step: its name, a reason, and the columns that some step asks for."""
    names = tuple(step.name for step in register.flow.steps)
    asked = dict.fromkeys(asked_by_steps(register))
    columns = [field_of(register.model, register.model._meta.get_field(name)) for name in asked]
    return (
        Choice("step", "步骤", required=True, choices=names),
        Text("reason", "理由", longest=500),
        *columns,
    )


def filters_of(register: Register) -> tuple[Text, ...]:
    """The parameters of the list: the filters of the page, and each owner by its number (`person_id`)."""
    names = [*register.filters]
    if register.flow and register.flow.field not in names:
        names.insert(0, register.flow.field)
    found = [_parameter(register, one) for one in names]
    if register.search:
        found.insert(0, Text("q", "查找", longest=100))
    for name in register.owners:
        label = register.model._meta.get_field(name).verbose_name
        found.append(Whole(f"{name}_id", f"{label}的编号", most=_LARGEST_KEY))
    return tuple(found)


def _parameter(register: Register, one: str | Filter) -> Text:
    if isinstance(one, Filter):
        return Text(one.name, one.label, longest=100)
    field = field_at(register.model, one)
    if field.choices:
        return Choice(one, field.verbose_name, choices=tuple(str(code) for code, _label in field.flatchoices))
    if isinstance(field, models.BooleanField):
        return Flag(one, field.verbose_name)
    if table := code_table(field.model, field):
        return Code(one, f"{field.verbose_name} {table}", longest=field.max_length)
    return Text(one, field.verbose_name, longest=100)


def texts_of_filters(register: Register, query: dict) -> dict[str, str]:
    """The given parameters as the page's address spells them."""
    owners = {f"{name}_id" for name in register.owners}
    names = [one.name for one in filters_of(register) if one.name not in owners]
    return {name: str(query[name]) for name in names if query.get(name) is not None}


def document(register: Register, record: models.Model, user, *, guarded: bool = True) -> dict:
    """The record: its columns by name, and in `texts` the words of codes and of records it names.

    Guarded columns are told only with their right, and never in a list (`guarded` False).
    """
    hidden = withheld(register, user) | (frozenset() if guarded else frozenset(register.guarded))
    told, texts = {"id": record.pk}, {}
    for name in columns_of(register):
        if name in hidden:
            continue
        field = register.model._meta.get_field(name)
        told[name] = value_of(record, field)
        text = shown(record, field)
        if text and text != told[name] and (field.choices or field.is_relation or code_table(field.model, field)):
            texts[name] = text
    return {**told, "texts": texts}
