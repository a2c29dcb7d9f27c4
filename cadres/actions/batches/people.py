"""Who each row is about: rows of one person brought together, then looked for among the people on file."""

from cadres.actions.batches.statements import run

# Working tables of one rehearsal or one application. They live in the session, so that progress can be
# committed between two steps; `drop` is called at both ends.
WORKING = (
    "batch_work", "batch_led", "batch_subject", "batch_place", "batch_unit_name", "batch_outcome", "batch_problem", "batch_made", "batch_unit",
    "batch_image",
)  # fmt: skip


def drop() -> None:
    """No working table is left in the session, and its memory for sorting is as it was."""
    run("DROP TABLE IF EXISTS " + ", ".join(WORKING))
    run("RESET work_mem")


def gather(*, batch_id: int, leaders: list[int] | None) -> None:
    """Working rows of the batch, each with the row that leads its person; units are left out.

    The leader is the person's own row of the same line or file, else of the same ID number, else of the same
    name and birth month; rows without one in the file are led by the first of them. `leaders` limits the work to
    some people.
    """
    run("SET work_mem = '64MB'")  # joins of a hundred thousand rows stay in memory
    run(_WORK, [batch_id, leaders, leaders, leaders])
    run(_LEADERS)
    run("CREATE INDEX ON batch_work (kind)")
    run("ANALYZE batch_work")


_WORK = """
CREATE TEMP TABLE batch_work AS
SELECT id, position, kind, file_name, sheet, number, id_index, name_key, born_month, decision,
       problems <> '[]'::jsonb AND EXISTS (
           SELECT 1 FROM jsonb_array_elements(problems) problem
           WHERE problem->>'severity' = 'error' AND NOT problem ? 'rehearsed'
       ) AS wrong,
       NULL::bigint AS subject
FROM portal_batchrow
WHERE batch_id = %s AND kind <> 'unit' AND (%s::bigint[] IS NULL OR id = ANY(%s) OR person_row = ANY(%s))
"""

_LEADERS = """
CREATE TEMP TABLE batch_led AS
WITH person AS MATERIALIZED (SELECT * FROM batch_work WHERE kind = 'person'),
line AS (SELECT file_name, sheet, number, min(id) AS id FROM person GROUP BY 1, 2, 3),
numbered AS (SELECT file_name, id_index, min(id) AS id FROM person WHERE id_index IS NOT NULL GROUP BY 1, 2),
named AS (
    SELECT file_name, name_key, born_month, min(id) AS id FROM person GROUP BY 1, 2, 3 HAVING count(*) = 1
),
alone AS (SELECT file_name, name_key, min(id) AS id FROM person GROUP BY 1, 2 HAVING count(*) = 1)
SELECT w.id, w.position, w.kind, w.file_name, w.sheet, w.number, w.id_index, w.name_key, w.born_month, w.decision,
       w.wrong,
       CASE WHEN w.kind = 'person' THEN w.id ELSE coalesce(
           line.id, numbered.id, named.id, alone.id,
           min(w.id) OVER (PARTITION BY w.file_name, w.id_index, w.name_key, w.born_month)
       ) END AS subject
FROM batch_work w
LEFT JOIN line ON w.kind <> 'person' AND line.file_name = w.file_name AND line.sheet = w.sheet AND line.number = w.number
LEFT JOIN numbered ON line.id IS NULL AND w.kind <> 'person'
    AND numbered.file_name = w.file_name AND numbered.id_index = w.id_index
LEFT JOIN named ON w.id_index IS NULL AND w.kind <> 'person'
    AND named.file_name = w.file_name AND named.name_key = w.name_key AND named.born_month = w.born_month
LEFT JOIN alone ON w.id_index IS NULL AND w.born_month IS NULL AND w.kind <> 'person'
    AND alone.file_name = w.file_name AND alone.name_key = w.name_key;
DROP TABLE batch_work;
ALTER TABLE batch_led RENAME TO batch_work
"""


def match(*, scope: list[str] | None) -> None:
    """For every person of the batch: known, new, doubtful, or wrong, with the reason.

    `scope` holds the paths of the units whose people the uploader may see, None for everyone. An ID number
    decides, then name and birth month; several candidates, another ID number or another name wait for a person.
    """
    run(_SUBJECTS, [scope, scope])
    run("CREATE UNIQUE INDEX ON batch_subject (id)")
    run("ANALYZE batch_subject")


_SUBJECTS = """
CREATE TEMP TABLE batch_subject AS
WITH subject AS MATERIALIZED (
    SELECT w.id, w.position, w.kind = 'person' AS on_file, w.sheet, w.number, w.file_name, w.id_index, w.name_key,
           w.born_month, w.decision, w.wrong AND w.kind = 'person' AS wrong,
           CASE WHEN w.id_index IS NOT NULL THEN first_value(w.id) OVER (PARTITION BY w.id_index ORDER BY w.position) END
               AS same_number,
           first_value(w.id) OVER (PARTITION BY w.name_key, w.born_month ORDER BY w.position) AS same_name,
           bool_or(w.id_index IS NULL) OVER (PARTITION BY w.name_key, w.born_month) AS some_unnumbered
    FROM batch_work w WHERE w.id = w.subject
),
visible AS (
    SELECT p.id, p.id_index, p.name_key, p.born,
           %s::text[] IS NULL OR EXISTS (
               SELECT 1 FROM portal_unit u WHERE u.id = p.unit_id AND u.path LIKE ANY(%s)
           ) AS seen
    FROM cadres_person p
),
numbered AS (
    SELECT s.id, v.id AS person, v.seen, v.name_key FROM subject s JOIN visible v ON v.id_index = s.id_index
),
named AS (
    SELECT s.id, array_agg(v.id ORDER BY v.id) AS people,
           bool_or(s.id_index IS NOT NULL AND v.id_index IS NOT NULL) AS other_number
    FROM subject s JOIN visible v
      ON v.name_key = s.name_key AND (v.born / 100 = s.born_month OR s.born_month IS NULL) AND v.seen
    WHERE NOT EXISTS (SELECT 1 FROM numbered n WHERE n.id = s.id)
    GROUP BY s.id
),
judged AS (
    SELECT s.*, numbered.person, numbered.seen, numbered.name_key AS other_name, named.people, named.other_number,
           decided.id AS decided,
           CASE
               WHEN s.wrong THEN 'wrong'
               WHEN s.on_file AND s.same_number <> s.id THEN 'repeated'
               WHEN s.on_file AND s.same_name <> s.id AND s.some_unnumbered AND s.born_month IS NOT NULL THEN 'repeated'
               WHEN numbered.person IS NOT NULL AND NOT numbered.seen THEN 'unavailable'
               WHEN s.decision > 0 AND decided.id IS NULL THEN 'unavailable'
               WHEN s.decision > 0 AND numbered.person <> s.decision THEN 'number_taken'
               WHEN s.decision > 0 THEN 'match'
               WHEN s.decision = 0 AND numbered.person IS NOT NULL THEN 'number_taken'
               WHEN s.decision = 0 AND s.on_file THEN 'new'
               WHEN numbered.person IS NOT NULL AND numbered.name_key IS DISTINCT FROM s.name_key THEN 'other_name'
               WHEN numbered.person IS NOT NULL THEN 'match'
               WHEN cardinality(named.people) > 1 THEN 'several'
               WHEN named.other_number THEN 'other_number'
               WHEN named.people IS NOT NULL AND s.born_month IS NULL AND s.on_file THEN 'several'
               WHEN named.people IS NOT NULL THEN 'match'
               WHEN NOT s.on_file OR s.decision = 0 THEN 'unknown'
               ELSE 'new'
           END AS verdict
    FROM subject s
    LEFT JOIN numbered ON numbered.id = s.id
    LEFT JOIN named ON named.id = s.id
    LEFT JOIN visible decided ON s.decision > 0 AND decided.id = s.decision AND decided.seen
)
SELECT id, position, sheet, number, file_name, on_file, id_index, verdict, same_number, same_name, other_name,
       CASE WHEN verdict = 'match' THEN coalesce(nullif(decision, 0), person, people[1]) END AS owner_id,
       CASE
           WHEN verdict = 'other_name' THEN ARRAY[person]
           WHEN verdict IN ('several', 'other_number') THEN people[1:20]
           ELSE ARRAY[]::bigint[]
       END AS candidates
FROM judged
"""


def refuse_one_person_twice() -> None:
    """Two rows of the file that turn out to be the same person on file: the later ones are refused."""
    run(_SAME_OWNER)


_SAME_OWNER = """
UPDATE batch_subject s SET verdict = 'repeated', same_number = first.id, owner_id = NULL
FROM (
    SELECT owner_id, (array_agg(id ORDER BY position))[1] AS id FROM batch_subject
    WHERE verdict = 'match' AND on_file GROUP BY owner_id HAVING count(*) > 1
) first
WHERE first.owner_id = s.owner_id AND first.id <> s.id AND s.on_file
"""
