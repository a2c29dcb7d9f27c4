"""What a list of records shows in a column, as people read it: the word of a code, a plain number, 是 or 否, a date.

The same for a value read now and for the text of it that a frozen run keeps (`62.0000`, `true`, `20240600`).
"""

import re
from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Field, TextField

from portal.fields import PartialDateField
from portal.queries.coded import code_table
from portal.queries.codes import code_names
from portal.rules.dates import PartialDate
from reports.records.counting import plain
from reports.records.source import Source

_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII)
_NUMBERED_DATE = re.compile(r"[0-9]{8}", re.ASCII)
_FLAGS = {"True": "是", "False": "否", "true": "是", "false": "否"}


def text_readers(source: Source, model) -> list[Callable[[object], str]]:
    """For each column the source shows the function from its value, or the frozen text of it, to what a page says."""
    return [_reader(*_column(model, lookup)) for lookup, _head in source.shown]


def _column(model, lookup: str) -> tuple[type, Field | None]:
    """(table, column) at the end of the lookup; no column for something worked out."""
    try:
        for part in lookup.split("__")[:-1]:
            model = model._meta.get_field(part).related_model
        return model, model._meta.get_field(lookup.rpartition("__")[2])
    except (FieldDoesNotExist, AttributeError):
        return model, None


def _reader(model, field: Field | None) -> Callable[[object], str]:
    words = {}
    if field is not None:
        words = dict(field.flatchoices) or code_names().get(code_table(model, field), {})
    dated, written = isinstance(field, PartialDateField), isinstance(field, CharField | TextField)

    def read(value) -> str:
        if value is None:
            return ""
        if value in words:
            return str(words[value])
        if isinstance(value, Decimal):
            return plain(value)
        text = str(value)
        if written:
            return text
        if dated and _NUMBERED_DATE.fullmatch(text):  # a date known to the year alone is its own text: 2026
            return str(PartialDate.from_int(int(text)))
        return plain(Decimal(text)) if _DECIMAL.fullmatch(text) else _FLAGS.get(text, text)

    return read
