"""Undoing an applied batch: old cells back, new records gone, as long as nobody touched what it wrote."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from cadres.actions.batches import registers
from cadres.actions.batches.applying import ONE_AT_A_TIME
from cadres.actions.batches.blocking import blocking_cells, labels_of
from cadres.actions.batches.statements import NAMING_UNITS, fetch, run
from cadres.actions.batches.tables import table_of_model
from cadres.actions.resume import read_resumes
from portal.actions.units import rebuild_paths
from portal.audit import record
from portal.models import Batch


class BatchBlocked(ValidationError):
    """The batch cannot be undone; `cells` are those of `blocking_cells`."""

    def __init__(self, cells: list[dict]):
        super().__init__(
            _("不能撤销：有 %(cells)d 处在入库之后又被修改。") % {"cells": len(cells)}, code="batch_blocked"
        )
        self.cells = cells


def undo(*, batch: Batch, by) -> Batch:
    """The batch undone: every cell it changed is as before, every record it made is gone.

    Raises BatchBlocked with the cells in the way, ValidationError when the batch is not applied. A batch undone
    before is returned as it is.
    """
    with pghistory.context(batch=batch.pk, user=by.pk, action="batch.undone"), transaction.atomic():
        run("SET LOCAL lock_timeout = '600s'")
        run(ONE_AT_A_TIME)
        batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state == Batch.State.UNDONE:
            return batch
        if batch.state != Batch.State.APPLIED:
            raise ValidationError(_("该批次没有入库，不能撤销。"), code="batch_not_applied")
        if cells := blocking_cells(batch):
            raise BatchBlocked(cells)
        touched = [line["person"] for line in fetch(_RESUMES, [batch.pk]) + fetch(NAMING_UNITS, [batch.pk])]
        labels = labels_of(batch)
        settle = registers.before_undo(batch)
        for label in reversed(labels):
            table = table_of_model(label)
            names = {"table": table.name, "assignments": table.assignments("m")}
            if label == "cadres.person":
                for derived in ("cadres_spell", "cadres_townshipperiod"):
                    run(_DELETE_DERIVED, [batch.pk, label], table=derived)
            # First what came new, then what was there: two spans of one rank may not stand side by side.
            run(_DELETE, [batch.pk, label], table=table.name)
            run(_RESTORE, [batch.pk, label], **names)
        if "portal.unit" in labels:
            rebuild_paths()
        # Once more with the names that stand again: a résumé that says the old name was read as another unit meanwhile.
        touched += [line["person"] for line in fetch(NAMING_UNITS, [batch.pk])]
        settle(by)
        alive = [line["id"] for line in fetch("SELECT id FROM cadres_person WHERE id = ANY(%s)", [touched])]
        read_resumes(person_ids=alive, by=by)
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.UNDONE, undone_at=Now(), undone_by=by)
        record("batch.undone", by=by, target=batch)
        batch.refresh_from_db()
    return batch


# Old images of one record put together, the earliest of a cell winning; the source row goes back only where it
# is still a row of this batch.
_RESTORE = """
WITH cell AS (
    SELECT DISTINCT ON (c.object_id, a.key) c.object_id, a.key, a.value
    FROM portal_batchchange c CROSS JOIN LATERAL jsonb_each(c.old) a
    WHERE c.batch_id = %s AND c.model = %s AND NOT c.created ORDER BY c.object_id, a.key, c.id
), image AS (
    SELECT object_id, jsonb_object_agg(key, value) AS old FROM cell GROUP BY object_id
), spread AS (
    SELECT record.* FROM image JOIN {table} t ON t.id = image.object_id
    CROSS JOIN LATERAL jsonb_populate_record(t, image.old - 'id') record
)
UPDATE {table} r SET {assignments} FROM spread m WHERE r.id = m.id
"""

_DELETE = """
DELETE FROM {table} t USING portal_batchchange c
WHERE c.batch_id = %s AND c.model = %s AND c.created AND c.object_id = t.id
"""

_DELETE_DERIVED = """
DELETE FROM {table} t USING portal_batchchange c
WHERE c.batch_id = %s AND c.model = %s AND c.created AND c.object_id = t.person_id
"""

_RESUMES = """
SELECT DISTINCT r.person_id AS person FROM portal_batchchange c JOIN cadres_resume r ON r.id = c.object_id
WHERE c.batch_id = %s AND c.model = 'cadres.resume'
"""
