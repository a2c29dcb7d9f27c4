"""Rehearsal: what applying a batch would do, row by row and cell by cell, without doing it."""

import datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from cadres.actions.batches import people, places, registers
from cadres.actions.batches.comparing import compare_all, prepare
from cadres.actions.batches.crosschecks import check_across
from cadres.actions.batches.rights import check_rights
from cadres.actions.batches.statements import fetch, run
from cadres.actions.batches.unit_rows import compare_units
from portal.models import Batch
from portal.models.timebound import as_int

STEPS = 6


def rehearse(batch_id: int, progress=lambda done, total, message="": None) -> Batch:
    """The batch with the state of every row, its changes and the counts stored.

    Safe to repeat: what an earlier rehearsal found is replaced. An applied or undone batch is left as it is.
    """
    batch = Batch.objects.select_related("unit", "created_by").get(pk=batch_id)
    if batch.state not in (Batch.State.READ, Batch.State.REHEARSED):
        return batch
    work_out(batch, progress=progress)
    with transaction.atomic():
        store(batch)
        people.drop()
    progress(STEPS, STEPS)
    return batch


def rehearse_people(batch: Batch, leaders: list[int]) -> None:
    """The same for the rows of some people only, named by their leading rows."""
    work_out(batch, leaders=leaders)
    store(batch)
    people.drop()


def work_out(
    batch: Batch, *, by=None, leaders: list[int] | None = None, progress=lambda done, total, message="": None
) -> None:
    """The working tables filled: `batch_outcome` and `batch_problem` say what each row would do.

    What the uploader may not write is wrong; so is what `by`, who applies, may not.
    """
    if batch.register:
        registers.work_out(batch, by=by, leaders=leaders, progress=progress)
        run(_JUDGE)
        return
    scope = scope_patterns(batch.created_by)
    home = batch.unit
    people.drop()
    people.gather(batch_id=batch.pk, leaders=leaders)
    progress(1, STEPS)
    people.match(scope=scope)
    people.refuse_one_person_twice()
    progress(2, STEPS)
    places.resolve(batch_id=batch.pk, scope=scope, home=home and home.path, leaders=leaders)
    progress(3, STEPS)
    prepare()
    if leaders is None:
        compare_units(batch_id=batch.pk, scope=scope, home_id=home and home.pk)
    compare_all()
    progress(4, STEPS)
    check_across(today=as_int(received_on(batch)))
    check_rights(batch.created_by, by or batch.created_by)
    run(_JUDGE)
    run(WAIT_WITH_PERSON)
    progress(5, STEPS)


def store(batch: Batch) -> None:
    """What the working tables say, kept in the rows of the batch, and counted."""
    run(_STORE)
    counts: dict[str, dict[str, int]] = {}
    for line in fetch(_COUNTS, [batch.pk]):
        counts.setdefault(line["kind"], {})[line["state"]] = line["rows"]
    Batch.objects.filter(pk=batch.pk).update(counts=counts, state=Batch.State.REHEARSED, rehearsed_at=Now())
    batch.refresh_from_db()


def scope_patterns(user) -> list[str] | None:
    """LIKE patterns of the paths the user may see, None for the whole tree."""
    return None if user.sees_everything() else [f"{unit.path}%" for unit in user.scope_units()]


def received_on(batch: Batch) -> datetime.date:
    """The day against which the batch is checked: the day it was received, here in China."""
    return timezone.localtime(batch.created_at).date()


# A row with an error is not applied.
_JUDGE = """
CREATE INDEX ON batch_problem (id);
ANALYZE batch_problem;
UPDATE batch_outcome o SET state = 'wrong', changes = '[]'
WHERE state <> 'wrong' AND EXISTS (SELECT 1 FROM batch_problem p WHERE p.id = o.id AND p.severity = 'error')
"""

# A person's rows wait with a person who turned out wrong.
WAIT_WITH_PERSON = """
WITH led AS (
    SELECT o.id, w.sheet, w.number, own.sheet = w.sheet AND own.number = w.number AND own.file_name = w.file_name AS beside
    FROM batch_outcome o
    JOIN batch_outcome leader ON leader.id = o.subject AND leader.kind = 'person' AND leader.state = 'wrong'
    JOIN batch_work w ON w.id = leader.id
    JOIN batch_work own ON own.id = o.id
    WHERE o.id <> o.subject AND o.state <> 'wrong'
), waiting AS (
    UPDATE batch_outcome o SET state = 'wrong', changes = '[]' FROM led WHERE led.id = o.id
)
INSERT INTO batch_problem
SELECT id, 'error', jsonb_build_object(
    'severity', 'error', 'code', 'person_waits', 'column', '', 'text', '', 'rehearsed', true,
    'message', format('“%%s”第%%s行的人员信息有误，本行不能导入', sheet, number), 'remedy', '先更正或确认该人员的人员信息行')
FROM led WHERE NOT beside
"""

_STORE = """
UPDATE portal_batchrow b
SET state = o.state, person_row = o.subject, owner_id = o.owner_id, target_id = o.target_id, changes = o.changes,
    candidates = CASE WHEN o.state = 'doubtful' THEN coalesce(s.candidates, '{}') ELSE '{}' END,
    problems = CASE WHEN b.problems = '[]'::jsonb THEN coalesce(found.problems, '[]') ELSE
        (SELECT coalesce(jsonb_agg(old), '[]') FROM jsonb_array_elements(b.problems) old WHERE NOT old ? 'rehearsed')
        || coalesce(found.problems, '[]') END
FROM batch_outcome o
LEFT JOIN batch_subject s ON s.id = o.subject AND s.candidates <> '{}'
LEFT JOIN (SELECT id, jsonb_agg(problem) AS problems FROM batch_problem GROUP BY id) found ON found.id = o.id
WHERE b.id = o.id
"""

_COUNTS = (
    "SELECT kind, state, count(*) AS rows FROM portal_batchrow WHERE batch_id = %s GROUP BY kind, state ORDER BY 1, 2"
)
