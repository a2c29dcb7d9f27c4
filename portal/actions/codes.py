"""Code tables from the files of the release into the database."""

from django.db import transaction

from portal import audit
from portal.code_tables import read_code_tables
from portal.models import Code
from portal.queries.codes import forget_codes


@transaction.atomic
def load_codes(*, by=None) -> int:
    """How many codes stand in the tables after loading; running it again changes nothing.

    Codes the files no longer have are retired, never deleted, because records may carry them.
    """
    count = write_codes(Code)
    audit.record("codes.loaded", by=by, detail={"codes": count})
    return count


def write_codes(model) -> int:
    """How many codes were written through the model given; a migration gives the historical one."""
    rows = [
        model(table=table, code=code, name=name, position=position, is_active=True)
        for table, pairs in read_code_tables().items()
        for position, (code, name) in enumerate(pairs)
    ]
    model.objects.filter(table__in=read_code_tables()).update(is_active=False)
    model.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["table", "code"],
        update_fields=["name", "position", "is_active"],
    )
    forget_codes()
    return len(rows)
