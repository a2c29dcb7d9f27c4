"""The documents kept with records."""

from django.db.models import Model, QuerySet

from portal.models import Attachment


def attachments_of(record: Model) -> QuerySet:
    """The documents of one record, in the order they came, with their files."""
    rows = Attachment.objects.filter(record_type=record._meta.label_lower, record_id=record.pk)
    return rows.select_related("file", "added_by")
