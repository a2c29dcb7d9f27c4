"""Rows of units beside the tree: which unit a row means, below which unit it stands, what it would change."""

from cadres.actions.batches.statements import run

PLAIN = ("code", "name", "short_name", "position")
SPAN = ("name", "short_name", "affiliation", "level", "category", "legal_kind", "region", "note", "began", "ended")
QUOTA = (
    "administrative", "institution_governed", "institution_other", "worker", "other", "inner_leaders", "chief_posts",
    "deputy_posts", "document_number", "document_date",
)  # fmt: skip


def compare_units(*, batch_id: int, scope: list[str] | None, home_id: int | None) -> None:
    """Outcomes of the unit rows of the batch.

    A unit is known by its code, else by its name. It stands below the unit its row names, else below the one
    whose code begins its own, else where it stood, else below the unit the file was received for. A row
    outside the uploader's scope, repeated, or standing below itself is wrong.
    """
    columns = "(" + ", ".join(f"'{c}'" for c in dict.fromkeys((*PLAIN, *SPAN, *QUOTA, "parent_id"))) + ")"
    run(_UNITS, [batch_id, scope, scope, home_id])
    run(_PROBLEMS, [scope, scope])
    run(_OUTCOMES, columns=columns)


_UNITS = """
CREATE TEMP TABLE batch_unit AS
WITH row AS MATERIALIZED (
    SELECT b.id, b.position, b.sheet, b.number, b.values, coalesce(b.values->>'code', '') AS code, b.values->>'name' AS name,
           EXISTS (SELECT 1 FROM jsonb_array_elements(b.problems) p
                   WHERE p->>'severity' = 'error' AND NOT p ? 'rehearsed') AS wrong,
           first_value(b.id) OVER (
               PARTITION BY coalesce(nullif(b.values->>'code', ''), b.values->>'name') ORDER BY b.position) AS first
    FROM portal_batchrow b WHERE b.batch_id = %s AND b.kind = 'unit'
), known AS (
    SELECT row.*, coalesce(coded.id, named.id) AS target_id, coalesce(coded.path, named.path) AS path
    FROM row
    LEFT JOIN portal_unit coded ON row.code <> '' AND coded.code = row.code
    LEFT JOIN LATERAL (
        SELECT min(u.id) AS id, min(u.path) AS path FROM portal_unit u
        WHERE row.code = '' AND u.name = row.name AND (%s::text[] IS NULL OR u.path LIKE ANY(%s)) HAVING count(*) = 1
    ) named ON true
)
SELECT k.*, above.parent_name, above.parent_id AS said_parent,
       CASE
           WHEN above.parent_id IS NOT NULL THEN above.parent_id
           WHEN k.target_id IS NOT NULL THEN (SELECT parent_id FROM portal_unit WHERE id = k.target_id)
           ELSE coalesce(%s, (SELECT id FROM portal_unit WHERE parent_id IS NULL),
                         (SELECT -first.id FROM known first WHERE first.id <> k.id AND first.target_id IS NULL
                          AND first.position < k.position ORDER BY length(first.code), first.position LIMIT 1))
       END AS parent_id
FROM known k
LEFT JOIN LATERAL (
    SELECT k.values->>'parent_name' AS parent_name, coalesce(
        (SELECT CASE WHEN count(DISTINCT n.unit_id) = 1 THEN min(n.unit_id) END
         FROM batch_unit_name n WHERE n.name = k.values->>'parent_name' AND n.unit_id <> -k.id),
        (SELECT coalesce(c.target_id, -c.id) FROM known c
         WHERE c.id <> k.id AND c.code <> '' AND k.values->>'parent_name' IS NULL AND k.code LIKE c.code || '%%'
           AND length(k.code) > length(c.code)
           AND (substr(k.code, length(c.code) + 1, 1) IN ('.', '-') OR (length(k.code) - length(c.code)) %% 3 = 0)
         ORDER BY length(c.code) DESC LIMIT 1),
        (SELECT u.id FROM portal_unit u
         WHERE u.code <> '' AND k.values->>'parent_name' IS NULL AND k.target_id IS NULL AND k.code LIKE u.code || '.%%'
         ORDER BY length(u.code) DESC LIMIT 1)
    ) AS parent_id
) above ON true
"""

_PROBLEMS = """
WITH RECURSIVE reached AS (
    SELECT id FROM batch_unit WHERE parent_id IS NULL OR parent_id > 0
    UNION
    SELECT b.id FROM batch_unit b JOIN reached r ON b.parent_id = -r.id
), judged AS (
    SELECT b.id,
        CASE
            WHEN b.target_id IS NULL AND coalesce(b.name, '') = '' THEN 'required'
            WHEN b.first <> b.id THEN 'dup_in_file'
            WHEN b.target_id IS NOT NULL AND NOT (%s::text[] IS NULL OR b.path LIKE ANY(%s)) THEN 'unit_outside'
            WHEN b.parent_name IS NOT NULL AND b.said_parent IS NULL THEN 'parent_unknown'
            WHEN b.target_id IS NOT NULL AND above.path LIKE b.path || '%%' AND b.parent_id > 0 THEN 'unit_cycle'
            WHEN NOT EXISTS (SELECT 1 FROM reached WHERE reached.id = b.id) THEN 'unit_cycle'
            WHEN b.target_id IS NULL AND b.parent_id > 0 AND above.seen = false THEN 'unit_outside'
            WHEN (b.values->>'began')::int >= held.first_ended OR (b.values->>'ended')::int <= held.last_began THEN 'date_order'
        END AS code, first.sheet, first.number, b.parent_name
    FROM batch_unit b
    JOIN batch_unit first ON first.id = b.first
    LEFT JOIN LATERAL (
        SELECT u.path, EXISTS (SELECT 1 FROM batch_unit_name n WHERE n.unit_id = u.id AND n.seen) AS seen
        FROM portal_unit u WHERE u.id = b.parent_id
    ) above ON true
    -- Days this row leaves alone: the end of the unit's first name, the beginning of its last.
    LEFT JOIN LATERAL (
        SELECT (array_agg(CASE WHEN later = 0 AND b.values ? 'ended' THEN (b.values->>'ended')::int ELSE ended END
                          ORDER BY earlier))[1] AS first_ended,
               (array_agg(CASE WHEN earlier = 0 AND b.values ? 'began' THEN (b.values->>'began')::int ELSE began END
                          ORDER BY later))[1] AS last_began
        FROM (SELECT began, ended, row_number() OVER (ORDER BY began NULLS FIRST) - 1 AS earlier,
                     row_number() OVER (ORDER BY began DESC NULLS LAST) - 1 AS later
              FROM portal_unitspan WHERE unit_id = b.target_id) span
    ) held ON true
)
INSERT INTO batch_problem
SELECT id, 'error', jsonb_build_object(
    'severity', 'error', 'code', code,
    'column', CASE code WHEN 'parent_unknown' THEN '上级机构名称' WHEN 'date_order' THEN '设立时间' ELSE '机构名称' END,
    'text', coalesce(parent_name, ''), 'rehearsed', true,
    'message', CASE code
        WHEN 'required' THEN '机构名称为空'
        WHEN 'dup_in_file' THEN format('与“%%s”第%%s行是同一机构', sheet, number)
        WHEN 'unit_outside' THEN '该机构不在您的管理范围内'
        WHEN 'parent_unknown' THEN format('找不到上级机构“%%s”', parent_name)
        WHEN 'date_order' THEN '设立或撤销时间与系统中该机构名称的起止时间不符'
        ELSE '上级机构是本机构自身或其下级' END,
    'remedy', CASE code
        WHEN 'required' THEN '请填写机构名称'
        WHEN 'dup_in_file' THEN '只保留一行'
        WHEN 'unit_outside' THEN '请由有权限的账号导入'
        WHEN 'date_order' THEN '请核对设立时间和撤销时间'
        ELSE '请核对上级机构名称或机构编码' END)
FROM judged WHERE code IS NOT NULL
"""

_OUTCOMES = """
INSERT INTO batch_outcome
SELECT b.id, 'unit', b.position, NULL, NULL, b.target_id,
       CASE WHEN b.wrong THEN 'wrong' WHEN b.target_id IS NULL THEN 'new' WHEN d.changes IS NULL THEN 'same' ELSE 'changed' END,
       coalesce(d.changes, '[]'), added.values, 1
FROM batch_unit b
CROSS JOIN LATERAL (
    SELECT CASE WHEN b.parent_id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('parent_id', b.parent_id) END AS values
) added
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('field', v.key, 'old', old.record->v.key, 'new', v.value) ORDER BY v.key) AS changes
    FROM (
        SELECT coalesce(to_jsonb(q), '{}') || coalesce(to_jsonb(s), '{}') || to_jsonb(u)
               || jsonb_build_object('began', (SELECT CASE WHEN bool_or(began IS NULL) THEN NULL ELSE min(began) END
                                               FROM portal_unitspan WHERE unit_id = u.id)) AS record
        FROM portal_unit u
        LEFT JOIN LATERAL (
            SELECT * FROM portal_unitspan WHERE unit_id = u.id ORDER BY began DESC NULLS LAST LIMIT 1) s ON true
        LEFT JOIN LATERAL (
            SELECT * FROM portal_unitquota WHERE unit_id = u.id ORDER BY began DESC NULLS LAST LIMIT 1) q ON true
        WHERE u.id = b.target_id
    ) old
    CROSS JOIN LATERAL jsonb_each(b.values || added.values) v
    WHERE v.key IN {columns} AND coalesce(old.record->v.key, 'null') IS DISTINCT FROM v.value
) d ON b.target_id IS NOT NULL
"""
