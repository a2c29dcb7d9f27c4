"""Applying a rehearsed batch: everything in one transaction, nothing that has changed meanwhile."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from cadres.actions.batches import people, registers
from cadres.actions.batches.rehearsal import WAIT_WITH_PERSON, work_out
from cadres.actions.batches.statements import NAMING_UNITS, fetch, run
from cadres.actions.batches.unit_writing import write_units
from cadres.actions.batches.writing import write_children, write_people
from cadres.actions.resume import read_resumes
from portal.audit import record
from portal.models import Batch

# Two applications (or an application and an undo) never interleave in one database, which holds one county.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('batch:write', 0))"


def apply(*, batch: Batch, by, skip_wrong: bool = True, progress=lambda done, total, message="": None) -> Batch:
    """The batch with its rows now records; a batch applied before is returned as it is.

    The rehearsal is worked out again under the lock: rows whose record changed since are listed with the problem
    `base_changed` and left out. Wrong and undecided rows are left out with `skip_wrong`, else nothing is applied
    and ValidationError is raised. Rows and their batch tell afterwards what became of each.
    """
    with pghistory.context(batch=batch.pk, user=by.pk, action="batch.applied"), transaction.atomic():
        run("SET LOCAL lock_timeout = '600s'")
        run(ONE_AT_A_TIME)
        batch = Batch.objects.select_for_update(of=("self",)).select_related("unit", "created_by").get(pk=batch.pk)
        if batch.state == Batch.State.APPLIED:
            return batch
        if batch.state != Batch.State.REHEARSED:
            raise ValidationError(_("该批次还没有预演，不能入库。"), code="batch_not_rehearsed")
        work_out(batch, by=by, progress=progress)
        run(_BASE_CHANGED)
        if not batch.register:
            run(WAIT_WITH_PERSON)
        left_out = fetch("SELECT count(*) AS rows FROM batch_outcome WHERE state IN ('wrong', 'doubtful')")[0]["rows"]
        if left_out and not skip_wrong:
            raise ValidationError(
                _("还有 %(rows)d 行有误或待确认，未入库。") % {"rows": left_out}, code="batch_has_wrong_rows"
            )
        run("CREATE TEMP TABLE batch_made (id bigint, kind text, object_id bigint)")
        if batch.register:
            registers.write_records(batch, by=by)
        else:
            _write(batch, by=by)
        run(_NOTE_ROWS)
        counts: dict[str, dict[str, int]] = {}
        for line in fetch(_COUNTS):
            counts.setdefault(line["kind"], {})[line["state"]] = line["rows"]
        people.drop()
        Batch.objects.filter(pk=batch.pk).update(
            state=Batch.State.APPLIED, applied_at=Now(), applied_by=by, counts=counts
        )
        record("batch.applied", by=by, target=batch, detail={"counts": counts})
        batch.refresh_from_db()
    return batch


def _write(batch: Batch, *, by) -> None:
    """Units, people and their records, and the résumés that rest on them read again."""
    write_units(batch_id=batch.pk)
    write_people(batch_id=batch.pk, home_id=batch.unit_id)
    run("ANALYZE batch_made")
    write_children(batch_id=batch.pk)
    run("ANALYZE portal_batchchange")
    waiting = fetch(_READ_AGAIN, [batch.pk]) + fetch(NAMING_UNITS, [batch.pk])
    read_resumes(person_ids=[line["person"] for line in waiting], by=by)


# A row is written only as it was shown; one that now agrees with the record anyway needs no writing.
_BASE_CHANGED = """
WITH differs AS (
    SELECT o.id FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    WHERE o.state IN ('new', 'changed') AND (
        b.state <> o.state OR b.target_id IS DISTINCT FROM o.target_id OR b.changes <> o.changes)
), marked AS (
    UPDATE batch_outcome o SET state = 'wrong', changes = '[]' FROM differs WHERE differs.id = o.id
)
INSERT INTO batch_problem
SELECT id, 'error', jsonb_build_object(
    'severity', 'error', 'code', 'base_changed', 'column', '', 'text', '', 'rehearsed', true,
    'message', '预演之后系统中的这条信息已被修改，本行未入库', 'remedy', '请重新上传该文件，核对后再入库')
FROM differs
"""

_READ_AGAIN = """
SELECT DISTINCT r.person_id AS person FROM portal_batchchange c JOIN cadres_resume r ON r.id = c.object_id
WHERE c.batch_id = %s AND c.model = 'cadres.resume'
"""

# Only rows that turned out otherwise than rehearsed are written again.
_NOTE_ROWS = """
UPDATE portal_batchrow b
SET state = o.state, changes = CASE WHEN o.state = 'wrong' THEN b.changes ELSE o.changes END,
    problems = (SELECT coalesce(jsonb_agg(old), '[]') FROM jsonb_array_elements(b.problems) old WHERE NOT old ? 'rehearsed')
        || coalesce((SELECT jsonb_agg(p.problem) FROM batch_problem p WHERE p.id = o.id), '[]')
FROM batch_outcome o WHERE b.id = o.id AND b.state <> o.state
"""

_COUNTS = "SELECT kind, state, count(*) AS rows FROM batch_outcome GROUP BY kind, state ORDER BY 1, 2"
