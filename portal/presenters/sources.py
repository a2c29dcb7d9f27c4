"""Where a fact came from: the batch, the file and the row."""

from dataclasses import dataclass

from django.urls import reverse

from portal.models import Batch, BatchRow
from portal.rules.roles import Permission


@dataclass(frozen=True)
class Source:
    """A row of a file; `href` is empty for readers who may not open the batch."""

    file: str
    place: str
    href: str


def sources(records, user) -> dict[int, Source]:
    """The sources of the records by the number of their row; two queries."""
    wanted = {record.source_row_id for record in records if record is not None and record.source_row_id}
    rows = BatchRow.objects.filter(pk__in=wanted).select_related("batch__file").only(
        "file_name", "sheet", "number", "batch_id", "batch__file__name", "kind"
    )  # fmt: skip
    found = list(rows)
    open_to_user = set()
    if user.can(Permission.IMPORT_RECORDS):
        batches = Batch.objects.visible_to(user).filter(pk__in={row.batch_id for row in found})
        open_to_user = set(batches.values_list("pk", flat=True))
    return {row.pk: _source(row, open_to_user) for row in found}


def _source(row: BatchRow, open_to_user: set[int]) -> Source:
    place = " ".join(one for one in (row.file_name, row.sheet) if one)
    href = reverse("cadres:batch", args=[row.batch_id]) if row.batch_id in open_to_user else ""
    return Source(row.batch.file.name, f"{place} 第{row.number}行", href)
