"""Sheets of registers through the same steps as files about people: read, rehearsed, applied, undone."""

from collections.abc import Iterator

import orjson
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from cadres.actions.batches import people
from cadres.actions.batches.comparing import prepare
from cadres.actions.batches.register_constraints import check_constraints
from cadres.actions.batches.register_rows import Outcome, RegisterRows
from cadres.actions.batches.statements import fetch, run
from cadres.actions.batches.tables import Table, table_of_model
from cadres.actions.batches.writing import SEALED, UNSTABLE, insert, update
from cadres.importing.reading import read_register_rows
from cadres.importing.register_sheet import KIND
from cadres.importing.register_values import register_rows
from portal.files import read_file
from portal.models import Batch, BatchRow
from portal.queries.codes import code_maps
from portal.registers.catalogue import registers
from portal.registers.declaration import Register
from portal.registers.sheets import CHOICES, sheet_columns
from portal.registers.steps import ENTRY

_PAGE = 2_000
_OUTCOMES = "COPY batch_outcome (id, kind, position, subject, owner_id, target_id, state, changes, added, occurrence) FROM STDIN"
_PROBLEMS = "COPY batch_problem (id, severity, problem) FROM STDIN"
_SUBJECTS = "COPY batch_subject (id, candidates) FROM STDIN"


def register_of_batch(batch: Batch) -> Register | None:
    """The register the batch is a sheet of, None for a file about people; raises KeyError for one no longer kept."""
    return registers()[batch.register] if batch.register else None


def rows_of_file(batch: Batch) -> tuple[dict, Iterator]:
    """(meta, checked rows) of the batch's file; raises FileRefused."""
    register = register_of_batch(batch)
    heads = [column.head for column in sheet_columns(register)]
    meta, raw_rows = read_register_rows(read_file(batch.file), heads=heads, title=register.title, aside=CHOICES)
    return meta, register_rows(register, raw_rows, code_maps())


def work_out(batch: Batch, *, by, leaders: list[int] | None, progress) -> None:
    """The working tables filled, as for people: `batch_outcome` and `batch_problem` say what each row would do."""
    register = register_of_batch(batch)
    users = (batch.created_by, by or batch.created_by)
    people.drop()
    prepare()
    run("CREATE TEMP TABLE batch_subject (id bigint, candidates bigint[])")
    rows = RegisterRows(register=register, batch=batch, users=users, today=timezone.localtime(batch.created_at).date())
    total, done = batch.rows.count(), 0
    written: list[Outcome] = []
    for chunk in rows.outcomes(_staged(batch, leaders)):
        _note(chunk)
        if register.cautions:
            written += [one for one in chunk if one.state in ("new", "changed")]
        done += len(chunk)
        progress(done, total)
    if written:
        _caution(rows, written)
    run("CREATE INDEX ON batch_outcome (id)")
    run("ANALYZE batch_outcome")
    key = register.key[0] if register.key else ""
    check_constraints(register.model, rows.heads.get(key, ""))


def _staged(batch: Batch, leaders: list[int] | None) -> Iterator[BatchRow]:
    """The rows in order, a page at a time."""
    rows, last = batch.rows.order_by("position"), 0
    if leaders is not None:
        rows = rows.filter(pk__in=leaders)
    while page := list(rows.filter(position__gt=last)[:_PAGE]):
        yield from page
        last = page[-1].position


def _note(chunk: list[Outcome]) -> None:
    """A chunk of outcomes into the working tables."""
    with connection.cursor() as cursor:
        with cursor.copy(_OUTCOMES) as copy:
            for one in chunk:
                row, wrong = one.row, one.state == "wrong"
                changes = [] if wrong else one.changes
                copy.write_row(
                    (row.pk, KIND, row.position, row.pk, one.owner_id, one.target and one.target.pk, one.state,
                     _text(changes), _text(one.added), 1)
                )  # fmt: skip
        with cursor.copy(_PROBLEMS) as copy:
            for one in chunk:
                for problem in one.problems:
                    copy.write_row((one.row.pk, problem["severity"], _text(problem)))
        with cursor.copy(_SUBJECTS) as copy:
            for one in chunk:
                if one.candidates:
                    copy.write_row((one.row.pk, one.candidates))


def _caution(rows: RegisterRows, written: list[Outcome]) -> None:
    """What to think of about the records the sheet would leave, all of them standing together."""
    cautions = rows.register.cautions([one.record for one in written], today=rows.today)
    with connection.cursor() as cursor, cursor.copy(_PROBLEMS) as copy:
        for at, one in cautions.items():
            severity = "error" if one.refuses else "warning"
            problem = {"severity": severity, "code": "cautioned", "column": rows.heads.get(one.column, ""), "text": "",
                       "rehearsed": True, "message": one.message, "remedy": one.remedy}  # fmt: skip
            copy.write_row((written[at].row.pk, severity, _text(problem)))


def write_records(batch: Batch, *, by) -> None:
    """New and changed records of the register, each with both images kept, their entry into the flow, and `settle`."""
    register = register_of_batch(batch)
    table = table_of_model(register.model._meta.label_lower)
    run(_NUMBER, [table.name, KIND])
    update(table, KIND, batch_id=batch.pk, values="o.added")
    insert(
        table, KIND, batch_id=batch.pk, values="'{}'::jsonb",
        added=f"{_now_columns(register.model)} || jsonb_build_object('id', m.object_id)",
    )  # fmt: skip
    if register.flow is not None:
        state = register.model._meta.get_field(register.flow.field).column
        run(_ENTRIES, [table.label, ENTRY, by.pk], table=table.name, state=state)
    if register.settle is not None:
        written = [line["id"] for line in fetch(_WRITTEN, [batch.pk, table.label])]
        settle_records(register, written, by=by)
        run(_AS_SETTLED, [[*SEALED, *UNSTABLE.get(table.label, ())], batch.pk, table.label], table=table.name)
        for label in register.writes:
            _note_settled(batch, table, table_of_model(label))


def _note_settled(batch: Batch, table: Table, other: Table) -> None:
    """What settling wrote into another table, noted from its history as the batch's own, so that undoing takes it back."""
    person = "id" if other.label == "cadres.person" else "person_id"
    run(
        _SETTLED, [str(batch.pk), batch.pk, table.label, batch.pk, [*SEALED, *UNSTABLE.get(other.label, ())], batch.pk, other.label],
        table=table.name, other=other.name, person=person,
    )  # fmt: skip


def settle_records(register: Register, numbers: list[int], *, by) -> None:
    """What is derived from each of the records, worked out."""
    for record in register.model._base_manager.filter(pk__in=numbers).order_by("pk").iterator(chunk_size=_PAGE):
        register.settle(record, by=by)


def before_undo(batch: Batch):
    """The step that follows an undo, called with who undoes: what was derived from the records is worked out again.

    The steps of records the batch made, and what was derived from these alone, go before the records do.
    """
    register = register_of_batch(batch)
    if register is None:
        return lambda by: None
    label = register.model._meta.label_lower
    run(_STEPS_GO, [label, batch.pk, label])
    made = [line["id"] for line in fetch(_MADE, [batch.pk, label])]
    for relation, told in register.derived.items():
        place, _dot, name = relation.rpartition(".")
        model = apps.get_model(place)
        for first in range(0, len(made), _PAGE):
            rows = model._base_manager.filter(**{f"{name}__in": made[first : first + _PAGE]}, **told)
            rows.update(**{name: None}) if model._meta.get_field(name).null else rows.delete()
    if register.settle is None or register.writes:  # what it wrote beside the records is taken back with the batch
        return lambda by: None
    numbers = [line["id"] for line in fetch(_WRITTEN, [batch.pk, label])]
    kept = list(register.model._base_manager.filter(pk__in=numbers))

    def settle(by):
        remaining = register.model._base_manager.in_bulk(numbers)
        for record in kept:
            register.settle(remaining.get(record.pk, record), by=by)

    return settle


def _now_columns(model: type[models.Model]) -> str:
    """SQL for the columns that hold the moment a record was made."""
    moments = [one.column for one in model._meta.concrete_fields if getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False)]  # fmt: skip
    return "jsonb_build_object(" + ", ".join(f"'{column}', now()" for column in moments) + ")"


def _text(value) -> str:
    return orjson.dumps(value).decode()


_NUMBER = """
INSERT INTO batch_made
SELECT id, kind, nextval(pg_get_serial_sequence(%s, 'id')) FROM (
    SELECT id, kind FROM batch_outcome WHERE kind = %s AND state = 'new' ORDER BY position
) ordered
"""

_ENTRIES = """
INSERT INTO portal_steptaken (record_type, record_id, step, origin, target, reason, taken_by_id, taken_at)
SELECT %s, t.id, %s, '', t.{state}, '', %s, now() FROM batch_made m JOIN {table} t ON t.id = m.object_id ORDER BY t.id
"""

_WRITTEN = "SELECT DISTINCT object_id AS id FROM portal_batchchange WHERE batch_id = %s AND model = %s"

# What settling a record changed in it belongs to what the batch wrote.
_AS_SETTLED = """
UPDATE portal_batchchange c SET new = CASE WHEN c.created THEN jsonb_strip_nulls(to_jsonb(t) - %s::text[]) ELSE (
    SELECT jsonb_object_agg(a.key, a.value) FROM jsonb_each(to_jsonb(t)) a WHERE c.new ? a.key
) END FROM {table} t WHERE c.batch_id = %s AND c.model = %s AND t.id = c.object_id
"""

# The first image of a record within the batch tells whether it is new; the image before that what it was.
_SETTLED = """
WITH mine AS (
    SELECT e.pgh_obj_id AS id, min(e.pgh_id) AS first FROM {other}event e
    JOIN pghistory_context x ON x.id = e.pgh_context_id WHERE x.metadata->>'batch' = %s GROUP BY 1
), image AS (
    SELECT t.id, first.pgh_label = 'insert' AS created, to_jsonb(t) AS now, coalesce((
        SELECT to_jsonb(e) FROM {other}event e WHERE e.pgh_obj_id = t.id AND e.pgh_id < mine.first ORDER BY e.pgh_id DESC LIMIT 1
    ), '{}') AS was, coalesce((
        SELECT c.row_id FROM portal_batchchange c JOIN {table} r ON r.id = c.object_id
        WHERE c.batch_id = %s AND c.model = %s AND r.person_id = t.{person} ORDER BY c.id LIMIT 1
    ), (SELECT min(c.row_id) FROM portal_batchchange c WHERE c.batch_id = %s)) AS row_id
    FROM mine JOIN {other} t ON t.id = mine.id JOIN {other}event first ON first.pgh_id = mine.first
), cell AS (
    SELECT image.id, image.created, image.row_id, a.key, image.was->a.key AS old, a.value AS new
    FROM image CROSS JOIN LATERAL jsonb_each(image.now - %s::text[]) a
    WHERE CASE WHEN image.created THEN a.value <> 'null' ELSE image.was ? a.key AND a.value <> image.was->a.key END
)
INSERT INTO portal_batchchange (batch_id, row_id, model, object_id, created, old, new)
SELECT %s, row_id, %s, id, created, CASE WHEN created THEN NULL ELSE jsonb_object_agg(key, old) END,
       jsonb_object_agg(key, new)
FROM cell GROUP BY id, created, row_id ORDER BY id
"""

_MADE = "SELECT object_id AS id FROM portal_batchchange WHERE batch_id = %s AND model = %s AND created"

_STEPS_GO = """
DELETE FROM portal_steptaken s USING portal_batchchange c
WHERE s.record_type = %s AND c.batch_id = %s AND c.model = %s AND c.created AND s.record_id = c.object_id
"""
