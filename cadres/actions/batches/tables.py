"""What the engine knows of each kind's table: its columns, defaults, and what tells two records apart."""

import json
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from cadres.importing.kinds import KINDS

PERSON_KINDS = ("person", "supplement")
"""Kinds written into the person's own record."""

CHILD_KINDS = (
    "resume",
    "form",
    "photo",
    "appointment",
    "rank",
    "qualification",
    "education",
    "award",
    "appraisal",
    "family",
    "source_tag",
)
"""Kinds that are records of their own, belonging to a person."""

ONCE = {"supplement", "resume", "form", "photo", "appraisal", "source_tag"}
"""Kinds whose key can occur only once for a person (the tables say so)."""

BLANK = {"id", "id_cipher", "id_index"}
SEPARATOR = "chr(1)"


@dataclass(frozen=True)
class Table:
    """A kind's table as SQL needs it."""

    kind: str
    label: str
    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    blank: str
    own: str

    def key_of_row(self) -> str:
        """SQL for the key of a staged row whose values are `b.values`."""
        blank = json.loads(self.blank)
        parts = []
        for column in self.key:
            default = blank.get(column)
            parts.append(f"coalesce(b.values->>'{column}', '{'' if default is None else default}')")
        return _joined(parts)

    def key_of_record(self) -> str:
        """SQL for the key of a record `t`."""
        return _joined([f"coalesce(t.{column}::text, '')" for column in self.key])

    @property
    def order(self) -> str:
        """Column that orders records of one key, or a constant."""
        for column in ("began", "ended", "position"):
            if column in self.columns:
                return column
        return "id"

    def assignments(self, source: str) -> str:
        """SQL `column = source.column` for every column but the number of the record and of its owner."""
        return ", ".join(f'"{c}" = {source}."{c}"' for c in self.columns if c not in ("id", "person_id"))


@cache
def table_of(kind: str) -> Table:
    """The table of a kind; raises KeyError for a kind that is not one table (unit)."""
    if kind == "unit":
        raise KeyError(kind)
    return _table(kind, apps.get_model(KINDS[kind].model), KINDS[kind].key)


@cache
def table_of_model(label: str) -> Table:
    """The table of a model by its lower-case label."""
    return _table("", apps.get_model(label), ())


def _table(kind, model, key) -> Table:
    fields = model._meta.concrete_fields
    return Table(
        kind=kind,
        label=model._meta.label_lower,
        name=model._meta.db_table,
        key=tuple(key),
        columns=tuple(field.column for field in fields),
        blank=json.dumps({field.column: _default(field) for field in fields if not field.primary_key}),
        own="id" if model._meta.label_lower == "cadres.person" else "person_id",
    )


def _default(field: models.Field):
    if field.default is not NOT_PROVIDED:
        return field.get_default()
    if not field.null and isinstance(field, models.CharField | models.TextField):
        return ""
    return None


def _joined(parts: list[str]) -> str:
    return f"concat_ws({SEPARATOR}, {', '.join(parts)})" if parts else "''"
