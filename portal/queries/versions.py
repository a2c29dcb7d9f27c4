"""The version of a record: what a change names to show what it was made from."""

import hashlib

from django.db.models import Model


def version_of(record: Model) -> str:
    """A short digest of all the record's own columns; changes whenever one of them does."""
    values = [(field.attname, str(getattr(record, field.attname))) for field in record._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
