"""A stored value as people read it: code names, dates, units, 是 and 否."""

from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from cadres.importing.kinds import KINDS, UNIT_PARTS
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from cadres.rules.spell_kinds import SpellKind, SpellNature
from portal.fields import PartialDateField
from portal.models import Unit
from portal.queries.coded import code_table
from portal.queries.codes import code_name
from portal.rules.dates import PartialDate

# Columns that are worked out, sealed or only point at something: never shown as a cell.
HIDDEN = {
    "id", "person_id", "source_row_id", "id_cipher", "id_index", "name_key", "pinyin", "initials", "digest", "read_digest",
    "given_digest", "file_id", "path", "line_digest",
}  # fmt: skip


def column_label(label: str, column: str) -> str:
    """The Chinese name of a model's column; `label` is the model's ("cadres.Education")."""
    field = _field(label, column)
    return column if field is None else str(field.verbose_name)


def kind_column_label(kind: str, column: str) -> str:
    """The head under which a kind of row carries a column."""
    try:
        return KINDS[kind].column_of({"unit_id": "unit_text"}.get(column, column)).head
    except KeyError:
        return column_label(KINDS[kind].model, column)


def shown_value(label: str, column: str, raw, *, units: dict[int, str], record: dict | None = None) -> str:
    """What a stored value says; `units` names the units it may point at, `record` holds the columns beside it."""
    field = _field(label, column)
    if raw is None or raw == "" or raw == {} or raw == []:
        return ""
    if isinstance(raw, bool):
        return _("是") if raw else _("否")
    if field is None:
        return str(raw)
    if isinstance(field, PartialDateField):
        return str(PartialDate.from_int(raw)) if isinstance(raw, int) else str(raw)
    if field.is_relation:
        return units.get(raw, str(raw)) if field.related_model is Unit else str(raw)
    if isinstance(raw, dict):
        return "；".join(f"{name}：{value}" for name, value in raw.items())
    return _word(label, field, str(raw), record or {})


def _word(label: str, field: models.Field, text: str, record: dict) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    if words := _WORDS.get((label.lower(), field.name)):
        return words.get(text, text)
    if label.lower() == "cadres.rankspan" and field.name == "code":
        return code_name("ZB09" if record.get("sequence") == "level" else "ZB148", text)
    table = code_table(field.model, field)
    return code_name(table, text) if table else text


@cache
def _field(label: str, column: str) -> models.Field | None:
    names = [label, *UNIT_PARTS] if label == "portal.Unit" else [label]
    for name in names:
        model = apps.get_model(name)
        for field in model._meta.concrete_fields:
            if column in (field.attname, field.name):
                return field
        try:
            return model._meta.get_field(column)
        except FieldDoesNotExist:
            continue
    return None


_WORDS = {
    ("cadres.sourcetag", "category"): dict(SourceCategory.pairs()),
    ("cadres.sourcetag", "subcategory"): dict(SourceSubcategory.pairs()),
    ("cadres.spell", "kind"): dict(SpellKind.pairs()),
    ("cadres.spell", "nature"): dict(SpellNature.pairs()),
    ("cadres.spellconfirmation", "kind"): dict(SpellKind.pairs()),
    ("cadres.spellconfirmation", "nature"): dict(SpellNature.pairs()),
}


def unit_names_in(values) -> dict[int, str]:
    """Names of the units among the numbers given."""
    wanted = {value for value in values if isinstance(value, int)}
    return dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
