"""The code table behind a column, and the words a code stands for."""

import datetime
import re
from decimal import Decimal

from django.db.models import Field, Model
from django.utils import timezone

from portal.fields import MonthField
from portal.queries.codes import code_name

_TABLE = re.compile(r"[A-Z]{1,2}[0-9]{2,5}")


def code_table(record: type[Model] | Model, field: Field) -> str:
    """The code table of a column, named by its help text; empty for a column without one.

    A rank span's code belongs to the table of its sequence.
    """
    if field.name == "code" and hasattr(record, "sequence"):
        return "ZB09" if record.sequence == "level" else "ZB148"
    found = _TABLE.match(str(field.help_text))
    return found.group() if found else ""


def shown(record: Model, field: Field) -> str:
    """The value of a column as people read it: the word of a code, 是 or 否, a date, a unit's name."""
    value = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if field.many_to_many:
        return "、".join(str(one) for one in value.all())
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(field, MonthField):
        return f"{value:%Y-%m}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, str) and (table := code_table(record, field)):
        return code_name(table, value)
    return str(value)
