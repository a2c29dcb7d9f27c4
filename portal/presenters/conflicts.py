"""Two people changed one record: what stands there now beside what the second one typed."""

from django.db import models

from portal.queries.coded import shown


def conflicts(record: models.Model, changes: dict) -> list[tuple[str, str, str]]:
    """(label, text now, text typed) of every column where they differ."""
    typed = type(record)()
    found = []
    for name, value in changes.items():
        field = record._meta.get_field(name)
        if field.many_to_many:
            words = "、".join(str(one) for one in value)
        else:
            setattr(typed, name, value)
            words = shown(typed, field)
        found.append((str(field.verbose_name), shown(record, field), words))
    return found
