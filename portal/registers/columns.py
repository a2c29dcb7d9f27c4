"""The columns of a register's records: their fields, their labels, their texts, and those an account may not see."""

from collections.abc import Iterable
from functools import cache

from django.db.models import Field, Model, QuerySet

from portal.queries.coded import shown
from portal.registers.declaration import Column, Register


def field_at(model: type[Model], lookup: str) -> Field:
    """The column a lookup leads to ("person__unit__name"); raises FieldDoesNotExist."""
    first, _separator, rest = lookup.partition("__")
    field = model._meta.get_field(first)
    return field_at(field.related_model, rest) if rest else field


def names_one(field: Field) -> bool:
    """Whether the column names one other record."""
    return bool(field.is_relation and not field.many_to_many)


def label_of(register: Register, column: str | Column) -> str:
    """The head of a column of the list."""
    return str(column.label if isinstance(column, Column) else field_at(register.model, column).verbose_name)


def text_of(record: Model, column: str | Column) -> str:
    """What stands in the column, as people read it; empty for nothing."""
    if isinstance(column, Column):
        value = column.text(record)
        return "" if value is None else str(value)
    *way, last = column.split("__")
    for name in way:
        record = getattr(record, name)
        if record is None:
            return ""
    return shown(record, record._meta.get_field(last))


def column_name(column: str | Column) -> str:
    """The word a column goes by."""
    return column if isinstance(column, str) else column.name


def withheld(register: Register, user) -> frozenset[str]:
    """The guarded columns the account may not see; the system (None) sees all."""
    if user is None:
        return frozenset()
    return frozenset(name for name, right in register.guarded.items() if not user.can(right))


@cache
def named_by(model: type[Model]) -> tuple[str, ...]:
    """The relations a record's name (`__str__`) reads, so that a hundred names cost one query."""
    words = model.__str__.__code__.co_names
    found = []
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name in words and field.related_model is not model:
            found += [field.name, *(f"{field.name}__{more}" for more in named_by(field.related_model))]
    return tuple(found)


def with_relations(register: Register, rows: QuerySet, columns: Iterable[str | Column]) -> QuerySet:
    """The rows with all that the columns read, in as many queries for a thousand rows as for one."""
    related, fetched = set(), set()
    for column in columns:
        if isinstance(column, Column):
            fetched |= set(column.needs)
            continue
        model, way = register.model, []
        for name in column.split("__"):
            field = model._meta.get_field(name)
            if not field.is_relation:
                break
            way.append(name)
            model = field.related_model
            (fetched if field.many_to_many else related).add("__".join(way))
        if way and way == column.split("__"):  # the record itself is shown, by its name
            (fetched if field.many_to_many else related).update("__".join([*way, more]) for more in named_by(model))
    return rows.select_related(*sorted(related)).prefetch_related(*sorted(fetched))
