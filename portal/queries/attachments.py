"""The documents kept with records."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from portal.models import Attachment


def attachments_of(record: Model) -> QuerySet:
    """The documents of one record, in the order they came, with their files."""
    rows = Attachment.objects.filter(record_type=record._meta.label_lower, record_id=record.pk)
    return rows.select_related("file", "added_by")


def attachments_of_many(model: type[Model], numbers: Iterable[int]) -> dict[int, list[Attachment]]:
    """The documents of many records of a table, by the record's number; one question."""
    found: dict[int, list[Attachment]] = {}
    rows = Attachment.objects.filter(record_type=model._meta.label_lower, record_id__in=[*numbers])
    for one in rows.select_related("file"):
        found.setdefault(one.record_id, []).append(one)
    return found
