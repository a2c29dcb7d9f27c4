"""The writes of one batch: new records and changed cells of one kind, each in one statement."""

from cadres.actions.batches.statements import run
from cadres.actions.batches.tables import CHILD_KINDS, Table, table_of

UNSTABLE = {
    "portal.unit": ("path", "township_id"),
    "portal.unitspan": ("township_id",),
    "cadres.resume": ("read_digest", "tail", "problems", "needs_review"),
}
"""Columns worked out from others after a record is written; they neither count as touched nor are restored."""

SEALED = ("id", "id_cipher", "source_row_id")


def write_people(*, batch_id: int, home_id: int | None) -> None:
    """New people, changed people, then what the supplement says of either."""
    person = table_of("person")
    _number("person", person)
    insert(
        person,
        "person",
        batch_id=batch_id,
        added="jsonb_build_object('id', m.object_id)",
        preset=f'{{"unit_id": {home_id or "null"}}}',
    )
    update(person, "person", batch_id=batch_id)
    update(person, "supplement", batch_id=batch_id)


def write_children(*, batch_id: int) -> None:
    """New and changed records of people, kind by kind."""
    for kind in CHILD_KINDS:
        table = table_of(kind)
        _number(kind, table)
        # Ranks are changed before new ones come in: a span that ends makes room for the next.
        update(table, kind, batch_id=batch_id)
        insert(table, kind, batch_id=batch_id,
               added="jsonb_build_object('id', m.object_id, 'person_id', coalesce(o.owner_id, pm.object_id))")  # fmt: skip


def insert(table: Table, kind: str, *, batch_id: int, added: str, preset: str = "{}", values: str = "b.values") -> int:
    """Number of records made from the rows of a kind; absent values get the defaults of the model."""
    return run(
        _INSERT, [table.blank, preset, kind, batch_id, table.label, _left_out(table)],
        table=table.name, columns=_columns(table, ""), record_columns=_columns(table, "p."), added=added, values=values,
    )  # fmt: skip


def update(table: Table, kind: str, *, batch_id: int, target: str = "", values: str = "b.values || o.added") -> int:
    """Number of records changed by the rows of a kind, with both images of every changed cell kept."""
    person_made = "(SELECT object_id FROM batch_made WHERE batch_made.id = o.subject AND batch_made.kind = 'person')"
    state = "o.state IN ('new', 'changed')" if kind == "supplement" else "o.state = 'changed'"
    return run(
        _UPDATE, [kind, batch_id, table.label],
        table=table.name, assignments=table.assignments("m"), values=values, state=state, kept=_kept(kind),
        target=target or (f"coalesce(o.target_id, {person_made})" if kind == "supplement" else "o.target_id"),
    )  # fmt: skip


def _number(kind: str, table: Table) -> None:
    run(_NUMBER, [table.name, kind])


def _columns(table: Table, prefix: str) -> str:
    return ", ".join(f'{prefix}"{column}"' for column in table.columns)


def _left_out(table: Table) -> list[str]:
    return [*SEALED, *UNSTABLE.get(table.label, ())]


def _kept(kind: str) -> str:
    """SQL for the key that a row may not overwrite in record `t`; '' when there is none."""
    if kind == "person":
        return "CASE WHEN o.added->>'id_index' = t.id_index::text THEN 'id_cipher' ELSE '' END"
    if kind == "appointment":
        return "CASE WHEN t.unit_id IS NOT NULL THEN 'unit_id' ELSE '' END"
    return "''"


_NUMBER = """
INSERT INTO batch_made
SELECT id, kind, nextval(pg_get_serial_sequence(%s, 'id')) FROM (
    SELECT id, kind FROM batch_outcome WHERE kind = %s AND state = 'new' ORDER BY position
) ordered
"""

_INSERT = """
WITH blank AS MATERIALIZED (
    SELECT jsonb_populate_record(NULL::{table}, %s::jsonb || %s::jsonb) AS record
), made AS (
    INSERT INTO {table} ({columns})
    SELECT {record_columns}
    FROM batch_outcome o
    JOIN batch_made m ON m.id = o.id
    JOIN portal_batchrow b ON b.id = o.id
    LEFT JOIN batch_made pm ON pm.id = o.subject AND pm.kind = 'person'
    CROSS JOIN blank
    CROSS JOIN LATERAL jsonb_populate_record(
        blank.record, {values} || o.added || {added} || jsonb_build_object('source_row_id', o.id)) p
    WHERE o.kind = %s AND o.state = 'new'
    RETURNING *
)
INSERT INTO portal_batchchange (batch_id, row_id, model, object_id, created, old, new)
SELECT %s, made.source_row_id, %s, made.id, true, NULL, jsonb_strip_nulls(to_jsonb(made) - %s::text[]) FROM made
"""

_UPDATE = """
WITH meant AS MATERIALIZED (
    SELECT o.id AS row_id, t.id AS record_id, to_jsonb(t) AS was,
           jsonb_populate_record(t, (CASE WHEN v.values ? 'extra' AND to_jsonb(t)->'extra' IS NOT NULL
               THEN v.values || jsonb_build_object('extra', (to_jsonb(t)->'extra') || (v.values->'extra'))
               ELSE v.values END || jsonb_build_object('source_row_id', o.id)) - 'id' - {kept}) AS m
    FROM batch_outcome o
    JOIN portal_batchrow b ON b.id = o.id
    CROSS JOIN LATERAL (SELECT {values} AS values) v
    JOIN {table} t ON t.id = {target}
    WHERE o.kind = %s AND {state}
), spread AS (
    SELECT meant.row_id, meant.record_id, (meant.m).* FROM meant
), written AS (
    UPDATE {table} r SET {assignments} FROM spread m WHERE r.id = m.record_id RETURNING r.id
)
INSERT INTO portal_batchchange (batch_id, row_id, model, object_id, created, old, new)
SELECT %s, meant.row_id, %s, meant.record_id, false, image.old, image.new
FROM meant JOIN written ON written.id = meant.record_id
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(a.key, meant.was->a.key) AS old, jsonb_object_agg(a.key, a.value) AS new
    FROM jsonb_each(to_jsonb(meant.m)) a WHERE a.value IS DISTINCT FROM meant.was->a.key
) image
WHERE image.new IS NOT NULL
"""
