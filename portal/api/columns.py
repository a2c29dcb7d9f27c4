"""Columns of a table as the API takes and tells them: each a declared field, its value, and the record it names."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models
from django.utils.translation import gettext as _

from portal.api.fields import Choice, Day, Flag, Moment, Nullable, Partial, Refused, Text, Whole
from portal.api.problems import Problem, field_error
from portal.fields import PartialDateField
from portal.models import Unit
from portal.queries.coded import code_table
from portal.queries.codes import code_names
from portal.registers.scope import chooseable

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", re.ASCII)
_LARGEST_KEY = 2**63 - 1


class Code(Text):
    """A code of a table, or empty; the table is named in the label."""

    def check(self, text):
        table = str(self.label).rpartition(" ")[2]
        known = code_names().get(table)
        if text and known and text not in known:
            raise Refused(
                "unknown_code", _("代码表 %(table)s 中没有“%(code)s”。") % {"table": table, "code": text[:20]}
            )
        return super().check(text)


class Number(Text):
    """A decimal number: 12.5 or "12.50"."""

    def from_json(self, value):
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise Refused("type", _("应为数值。"))
        return self.check(str(value))

    def check(self, text):
        if not _NUMBER.fullmatch(text):
            raise Refused("number_range", _("应为数值，如 12.5。"))
        return Decimal(text)

    def schema(self):
        return {"oneOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$"}]}


@dataclass(frozen=True)
class Keys(Text):
    """The numbers of several records."""

    def from_json(self, value):
        whole = isinstance(value, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
        if not whole or len(value) > 500 or not all(0 <= one <= _LARGEST_KEY for one in value):
            raise Refused("type", _("应为记录编号的数组，至多 500 个。"))
        return value

    def schema(self):
        return {"type": "array", "maxItems": 500, "items": {"type": "integer", "minimum": 0}}


def field_of(record: type[models.Model], field: models.Field, *, required: bool = False) -> Text:
    """The declaration of a column: its kind, longest text and whether null empties it."""
    inner = _kind(record, field, required)
    return Nullable(field.name, inner.label, required, inner=inner) if field.null and not field.many_to_many else inner


def _kind(record: type[models.Model], field: models.Field, required: bool) -> Text:
    name, label = field.name, field.verbose_name
    if isinstance(field, PartialDateField):
        return Partial(name, label, required, longest=20)
    if field.many_to_many:
        return Keys(name, label, required)
    if field.is_relation:
        if field.related_model is Unit:
            return Text(name, label, required, longest=68)
        return Whole(name, label, required, most=_LARGEST_KEY)
    if field.choices and not isinstance(field, models.IntegerField):
        return Choice(name, label, required, choices=_choices(field))
    if isinstance(field, models.BooleanField):
        return Flag(name, label, required)
    if isinstance(field, models.DateTimeField):
        return Moment(name, label, required)
    if isinstance(field, models.DateField):
        return Day(name, label, required)
    if isinstance(field, models.DecimalField | models.FloatField):
        return Number(name, label, required)
    if isinstance(field, models.IntegerField):
        least, most = connection.ops.integer_field_range(field.get_internal_type())
        return Whole(name, label, required, least=least, most=most)
    if table := code_table(record, field):
        return Code(name, f"{label} {table}", required, longest=field.max_length)
    return Text(name, label, required, longest=field.max_length or 100_000)


def _choices(field: models.Field) -> tuple[str, ...]:
    codes = tuple(str(code) for code, _label in field.flatchoices)
    return codes if not field.blank or "" in codes else ("", *codes)


def value_of(record: models.Model, field: models.Field) -> Any:
    """The value of a column as JSON: a unit by its code, another record by its number."""
    if field.many_to_many:
        return [one.pk for one in getattr(record, field.name).all()]
    if field.is_relation:
        if field.related_model is Unit:
            unit = getattr(record, field.name)
            return unit.code if unit else None
        return getattr(record, field.attname)
    value = getattr(record, field.name)
    return str(value) if isinstance(value, Decimal) or hasattr(value, "as_int") else value


def with_records(model: type[models.Model], values: dict, user) -> dict:
    """The values with codes of units and numbers replaced by their records; raises Problem 400 for one not in scope."""
    found, errors = {}, []
    for name, value in values.items():
        field = model._meta.get_field(name)
        found[name] = value
        if not field.is_relation or value is None:
            continue
        rows = chooseable(field.related_model, user)
        try:
            if field.many_to_many:
                found[name] = [rows.get(pk=one) for one in dict.fromkeys(value)]
            elif field.related_model is Unit:
                found[name] = rows.get(code=value) if value else None
            else:
                found[name] = rows.get(pk=value)
        except ObjectDoesNotExist:
            errors.append(field_error(name, "out_of_scope", _("没有这条记录，或者不在您的管理范围内。")))
    if errors:
        raise Problem(400, "out_of_scope", errors[0]["message"], errors=errors)
    return found
