"""Two people changed one record: what stands there now beside what the second one typed."""

from django.db import models

from cadres.presenters.values import shown_value
from portal.models import Unit


def conflicts(record: models.Model, form) -> list[tuple[str, str, str]]:
    """(label, value now, value typed) of every column where they differ."""
    found = []
    for name, typed in form.changes().items():
        now = getattr(record, name)
        found.append(
            (str(record._meta.get_field(name).verbose_name), _text(record, name, now), _text(record, name, typed))
        )
    return found


def _text(record: models.Model, name: str, value) -> str:
    if isinstance(value, Unit):
        return value.name
    raw = value.as_int() if hasattr(value, "as_int") else value
    return shown_value(record._meta.label, name, raw, units={}, record={"sequence": getattr(record, "sequence", "")})
