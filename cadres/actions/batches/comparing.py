"""Rows beside records: which record a row means, and which of its cells say something else."""

from cadres.actions.batches.statements import run
from cadres.actions.batches.tables import CHILD_KINDS, ONCE, Table, table_of

WAITING = "('wrong', 'repeated', 'unavailable', 'number_taken', 'unknown')"
DOUBTFUL = "('other_name', 'several', 'other_number')"


def prepare() -> None:
    """The empty table of outcomes, one line for a row once `compare` has run for every kind."""
    run(_OUTCOME)


def compare(table: Table) -> None:
    """Outcome of every row of one kind whose person is known or new; blanks in the file change nothing."""
    names = {
        "table": table.name, "own": table.own, "row_key": table.key_of_row(), "record_key": table.key_of_record(),
        "record_order": table.order, "row_order": _row_order(table), "columns": _quoted(table), "more": _more(table.kind),
    }  # fmt: skip
    if table.own == "id":
        run(_OF_PEOPLE, [table.kind], **names)
    else:
        run(_OF_CHILDREN, [table.kind], **names)
        run(_REPEATED_ONCE if table.kind in ONCE else _REPEATED_SAME, [table.kind])


def compare_all() -> None:
    """Outcomes of all kinds of rows about people."""
    for kind in ("person", "supplement", *CHILD_KINDS):
        compare(table_of(kind))
    run(_WITHOUT_PERSON, [])
    run("CREATE INDEX ON batch_outcome (id)")
    run("ANALYZE batch_outcome")


def _row_order(table: Table) -> str:
    return "w.position" if table.order == "id" else f"(b.values->>'{table.order}')::bigint NULLS FIRST, w.position"


HIDDEN = (
    "id", "id_cipher", "id_index", "name_key", "pinyin", "initials", "digest", "source_row_id", "person_id",
    "given_digest", "version",
)  # fmt: skip
"""Columns that make no difference by themselves: worked out from others, or telling of the file and its editor."""


def _quoted(table: Table) -> str:
    return "(" + ", ".join(f"'{column}'" for column in table.columns if column not in HIDDEN) + ")"


def _more(kind: str) -> str:
    """SQL for values the engine adds to those of the row: units, and the sealed number of a person."""
    if kind == "person":
        return """
            CASE WHEN place.unit_id IS NOT NULL THEN jsonb_build_object('unit_id', place.unit_id) ELSE '{}' END
            || CASE WHEN b.id_index IS NULL THEN '{}' ELSE jsonb_build_object('id_index', b.id_index::text) END"""
    if kind == "appointment":
        return "CASE WHEN place.unit_id IS NULL THEN '{}' ELSE jsonb_build_object('unit_id', place.unit_id) END"
    return "'{}'::jsonb"


_OUTCOME = """
CREATE TEMP TABLE batch_outcome (
    id bigint, kind text, position int, subject bigint, owner_id bigint, target_id bigint, state text,
    changes jsonb, added jsonb, occurrence int
);
CREATE TEMP TABLE batch_problem (id bigint, severity text, problem jsonb)
"""

# The person's own record: the target is the owner. A number already on file is not sealed again.
_OF_PEOPLE = """
INSERT INTO batch_outcome
SELECT w.id, w.kind, w.position, w.subject, s.owner_id, s.owner_id,
       CASE WHEN t.id IS NULL THEN 'new' WHEN d.changes IS NULL THEN 'same' ELSE 'changed' END,
       coalesce(d.changes, '[]'), added.values,
       CASE WHEN w.kind = 'supplement' THEN row_number() OVER (PARTITION BY w.kind, w.subject ORDER BY w.position) ELSE 1 END
FROM batch_work w
JOIN batch_subject s ON s.id = w.subject AND s.verdict IN ('match', 'new')
JOIN portal_batchrow b ON b.id = w.id
LEFT JOIN batch_place place ON w.kind = 'person' AND place.text = b.values->>'unit_name' AND place.day = 99999998
LEFT JOIN {table} t ON t.id = s.owner_id
CROSS JOIN LATERAL (SELECT {more} AS values) added
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('field', v.key, 'old', old.record->v.key, 'new', v.value) ORDER BY v.key) AS changes
    FROM (SELECT to_jsonb(t) AS record) old
    CROSS JOIN LATERAL jsonb_each(b.values || added.values) v
    WHERE v.key IN {columns} AND old.record->v.key IS DISTINCT FROM
        CASE WHEN v.key = 'extra' THEN (old.record->'extra') || v.value ELSE v.value END
) d ON t.id IS NOT NULL
WHERE w.kind = %s AND NOT w.wrong
"""

_OF_CHILDREN = """
INSERT INTO batch_outcome
WITH mine AS MATERIALIZED (
    SELECT w.id, w.kind, w.position, w.subject, s.owner_id, {row_key} AS key, b.values, added.values AS added,
           row_number() OVER (PARTITION BY w.subject, {row_key} ORDER BY {row_order}) AS occurrence
    FROM batch_work w
    JOIN batch_subject s ON s.id = w.subject AND s.verdict IN ('match', 'new')
    JOIN portal_batchrow b ON b.id = w.id
    LEFT JOIN batch_place place ON w.kind = 'appointment' AND place.text = b.values->>'unit_text'
        AND place.day = coalesce((b.values->>'began')::int, 99999998)
    CROSS JOIN LATERAL (SELECT {more} AS values) added
    WHERE w.kind = %s AND NOT w.wrong
), theirs AS MATERIALIZED (
    SELECT t.id, t.person_id, {record_key} AS key,
           row_number() OVER (PARTITION BY t.person_id, {record_key} ORDER BY t.{record_order} NULLS FIRST, t.id) AS occurrence
    FROM {table} t WHERE t.person_id IN (SELECT owner_id FROM batch_subject WHERE verdict = 'match')
)
SELECT m.id, m.kind, m.position, m.subject, m.owner_id, t.id,
       CASE WHEN t.id IS NULL THEN 'new' WHEN d.changes IS NULL THEN 'same' ELSE 'changed' END,
       coalesce(d.changes, '[]'), m.added, m.occurrence
FROM mine m
LEFT JOIN theirs ON theirs.person_id = m.owner_id AND theirs.key = m.key AND theirs.occurrence = m.occurrence
LEFT JOIN {table} t ON t.id = theirs.id
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('field', v.key, 'old', old.record->v.key, 'new', v.value) ORDER BY v.key) AS changes
    FROM (SELECT to_jsonb(t) AS record) old
    CROSS JOIN LATERAL jsonb_each(m.values || m.added) v
    WHERE v.key IN {columns} AND old.record->v.key IS DISTINCT FROM v.value
      AND NOT (v.key = 'unit_id' AND old.record->'unit_id' <> 'null'::jsonb)
) d ON t.id IS NOT NULL
"""

# A second appraisal of the same year, a second résumé: the table holds one.
_REPEATED_ONCE = """
INSERT INTO batch_problem
SELECT o.id, 'error', jsonb_build_object(
    'severity', 'error', 'code', 'dup_in_file', 'column', '', 'text', '', 'rehearsed', true,
    'message', format('与“%%s”第%%s行重复', w.sheet, w.number), 'remedy', '同一项目只保留一行')
FROM batch_outcome o
JOIN batch_outcome first ON o.kind = %s AND first.kind = o.kind AND first.subject = o.subject AND first.occurrence = 1
JOIN batch_work w ON w.id = first.id
JOIN portal_batchrow mine ON mine.id = o.id
JOIN portal_batchrow theirs ON theirs.id = first.id
WHERE o.occurrence > 1 AND o.kind IN ('resume', 'form', 'photo', 'supplement')
   OR o.occurrence > 1 AND mine.values->>'year' = theirs.values->>'year'
   OR o.occurrence > 1 AND mine.values->>'category' = theirs.values->>'category'
      AND mine.values->>'subcategory' IS NOT DISTINCT FROM theirs.values->>'subcategory'
"""

# The same line twice, word for word: the later one adds nothing and is left out.
_REPEATED_SAME = """
WITH twin AS (
    SELECT o.id, first_value(o.id) OVER (PARTITION BY o.subject, b.values ORDER BY o.position) AS first
    FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
    WHERE o.kind = %s AND (o.subject, o.kind) IN (
        SELECT subject, kind FROM batch_outcome WHERE occurrence > 1
    )
), repeated AS (
    SELECT twin.id, w.sheet, w.number FROM twin JOIN batch_work w ON w.id = twin.first WHERE twin.id <> twin.first
), left_out AS (
    UPDATE batch_outcome o SET state = 'skipped', changes = '[]', target_id = NULL FROM repeated WHERE repeated.id = o.id
)
INSERT INTO batch_problem
SELECT id, 'notice', jsonb_build_object(
    'severity', 'notice', 'code', 'dup_in_file', 'column', '', 'text', '', 'rehearsed', true,
    'message', format('与“%%s”第%%s行完全相同，不再导入', sheet, number), 'remedy', '可删除重复行')
FROM repeated
"""

# Rows of people who are wrong or doubtful wait with them.
_WITHOUT_PERSON = """
INSERT INTO batch_outcome
SELECT w.id, w.kind, w.position, w.subject, s.owner_id, NULL,
       CASE WHEN w.wrong OR s.verdict NOT IN ('other_name', 'several', 'other_number') THEN 'wrong' ELSE 'doubtful' END,
       '[]', '{}', 1
FROM batch_work w JOIN batch_subject s ON s.id = w.subject
WHERE w.wrong OR s.verdict NOT IN ('match', 'new')
"""
