"""Promises of a register's table that its rows would break, found for all rows of a batch at once."""

from django.db import models

from cadres.actions.batches.statements import fetch, run

_REPEATED = "与别的记录重复"


def check_constraints(model: type[models.Model], head: str) -> None:
    """An error for each row whose record the database would refuse: a check, a unique key, or two spans at once.

    `head` is the column the problem of a repeated key is shown at.
    """
    table = model._meta.db_table
    said = {one.name: one for one in model._meta.constraints}
    run("DROP TABLE IF EXISTS batch_image")
    run(_IMAGE, table=table)
    run("ANALYZE batch_image")
    for one in fetch(_CHECKS, [table]):
        message = _said(said.get(one["name"]), "内容不符合要求")
        run(_BROKEN, ["", message], condition=_quoted(one["condition"]))
    for one in fetch(_KEYS, [table]):
        message = f"{_said(said.get(one['name']), _REPEATED)}（系统中已有，或与本文件的另一行冲突）"
        parts = [_quoted(part) for part in one["parts"]]
        same = [
            # A key of nulls that are not distinct is compared as text, which can be hashed.
            f"coalesce(a.k{at}::text, '') = coalesce(b.k{at}::text, '')" if one["nulls"] else f"a.k{at} {sign} b.k{at}"
            for at, sign in enumerate(one["operators"])
        ]
        run(
            _CLASHES, [head, message],
            table=table, keys=", ".join(f"({part}) AS k{at}" for at, part in enumerate(parts)), same=" AND ".join(same),
            condition=_quoted(one["condition"] or "true"),
        )  # fmt: skip
    run("DROP TABLE batch_image")


def _said(constraint: models.BaseConstraint | None, usual: str) -> str:
    """The words the model has for a broken constraint."""
    own = constraint is not None and constraint.violation_error_message != constraint.default_violation_error_message
    return str(constraint.violation_error_message) if own else usual


def _quoted(expression: str) -> str:
    return expression.replace("%", "%%")


_IMAGE = """
CREATE TEMP TABLE batch_image AS
SELECT o.id AS row_id, o.position AS row_position, o.target_id AS row_target, p.*
FROM batch_outcome o LEFT JOIN {table} t ON t.id = o.target_id
CROSS JOIN LATERAL jsonb_populate_record(t, o.added) p
WHERE o.state IN ('new', 'changed')
"""

_CHECKS = """
SELECT conname AS name, pg_get_expr(conbin, conrelid) AS condition
FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c' ORDER BY conname
"""

_BROKEN = """
INSERT INTO batch_problem
SELECT row_id, 'error', jsonb_build_object(
    'severity', 'error', 'code', 'check', 'column', %s::text, 'text', '', 'rehearsed', true,
    'message', %s::text, 'remedy', '请改正后重新导入')
FROM batch_image WHERE NOT ({condition})
"""

# Unique indexes and exclusion constraints alike: parts, and the operators by which two records clash.
_KEYS = """
SELECT c.relname AS name, i.indnullsnotdistinct AS nulls, pg_get_expr(i.indpred, i.indrelid) AS condition,
       (SELECT array_agg(pg_get_indexdef(i.indexrelid, at, true) ORDER BY at) FROM generate_series(1, i.indnkeyatts) at)
           AS parts,
       coalesce((SELECT array_agg(o.oprname::text ORDER BY s.at) FROM pg_constraint x
                 CROSS JOIN LATERAL unnest(x.conexclop) WITH ORDINALITY s(number, at)
                 JOIN pg_operator o ON o.oid = s.number
                 WHERE x.conindid = i.indexrelid AND x.contype = 'x'),
                array_fill('='::text, ARRAY[i.indnkeyatts::int])) AS operators
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s::regclass AND NOT i.indisprimary AND (i.indisunique OR i.indisexclusion) ORDER BY c.relname
"""

# Records the batch would change count as they would be then, not as they are.
_CLASHES = """
WITH mine AS MATERIALIZED (
    SELECT row_id, row_position, {keys} FROM batch_image WHERE {condition}
), others AS MATERIALIZED (
    SELECT row_id, row_position, {keys} FROM batch_image WHERE {condition}
    UNION ALL
    SELECT NULL, 0, {keys} FROM {table}
    WHERE ({condition}) AND id NOT IN (SELECT row_target FROM batch_image WHERE row_target IS NOT NULL)
)
INSERT INTO batch_problem
SELECT DISTINCT ON (a.row_id) a.row_id, 'error', jsonb_build_object(
    'severity', 'error', 'code', 'unique', 'column', %s::text, 'text', '', 'rehearsed', true,
    'message', %s::text, 'remedy', '请核对是否重复，只保留一条')
FROM mine a JOIN others b ON {same} AND b.row_position < a.row_position
"""
