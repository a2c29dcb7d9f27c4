"""Units of a batch into the tree: the unit, what it is called from when, its approved numbers."""

from cadres.actions.batches.statements import fetch, run
from cadres.actions.batches.tables import Table, table_of_model
from cadres.actions.batches.unit_rows import PLAIN, QUOTA, SPAN
from cadres.actions.batches.writing import insert, update
from portal.actions.units import rebuild_paths
from portal.rules.unit_kinds import unit_kind


def _quoted(columns) -> str:
    return ", ".join(f"'{column}'" for column in columns)


def write_units(*, batch_id: int) -> bool:
    """Whether any unit was written; parents before children, so that a child's kind can follow its parent's."""
    waiting = fetch(_WAITING)
    if not waiting:
        return False
    unit, span, quota = (table_of_model(f"portal.{name}") for name in ("unit", "unitspan", "unitquota"))
    _number_and_place([row for row in waiting if row["state"] == "new"])
    part = {name: _part(columns) for name, columns in (("unit", PLAIN), ("span", SPAN), ("quota", QUOTA))}
    run(_PLACED)
    run(_OTHER_PARENTS)
    insert(unit, "unit", batch_id=batch_id, values=part["unit"], preset='{"path": ""}',
           added="jsonb_build_object('id', m.object_id, 'code', coalesce(nullif(b.values->>'code', ''), 'U' || m.object_id))")  # fmt: skip
    _insert_parts(span, _NEW_UNITS, part["span"], batch_id)
    _insert_parts(quota, _NEW_UNITS + _WITH_NUMBERS, part["quota"], batch_id)
    latest = "(SELECT x.id FROM {table} x WHERE x.unit_id = o.target_id ORDER BY x.began DESC NULLS LAST LIMIT 1)"
    first = "(SELECT x.id FROM {table} x WHERE x.unit_id = o.target_id AND b.values ? 'began' ORDER BY x.began NULLS FIRST LIMIT 1)"
    update(unit, "unit", batch_id=batch_id, values=part["unit"] + " || o.added")
    # The day a unit was founded is the first day of its first name, whatever it is called since.
    update(span, "unit", batch_id=batch_id, values=_part(("began",)), target=first.replace("{table}", span.name))
    update(
        span,
        "unit",
        batch_id=batch_id,
        values=f"({part['span']} - 'began') || o.added",
        target=latest.replace("{table}", span.name),
    )
    update(quota, "unit", batch_id=batch_id, values=part["quota"], target=latest.replace("{table}", quota.name))
    _insert_parts(quota, _WITHOUT_QUOTA + _WITH_NUMBERS, part["quota"], batch_id)
    run(_KNOWN_UNITS)
    rebuild_paths()
    run("DROP TABLE batch_new_unit")
    return True


def _insert_parts(table: Table, wanted: str, values: str, batch_id: int) -> None:
    """Records of one of a unit's tables for the wanted unit rows; outcomes are as before afterwards."""
    run(_PARTS, [table.name], wanted=wanted)
    run(_AS_PARTS)
    insert(table, "part", batch_id=batch_id, values=values,
           added="jsonb_build_object('id', (SELECT part_id FROM batch_part p WHERE p.id = o.id), 'unit_id', m.object_id)")  # fmt: skip
    run(_AS_UNITS)


def _number_and_place(rows: list[dict]) -> None:
    """The table of new units: number, parent and kind of each."""
    numbers = {-row["id"]: row["unit_id"] for row in rows}
    kinds: dict[int, str] = {
        row["unit_id"]: row["kind"] for row in fetch("SELECT id AS unit_id, kind FROM portal_unit")
    }
    placed, left = [], rows
    while left:
        later = []
        for row in left:
            parent = numbers.get(row["parent_id"], row["parent_id"])
            if parent is not None and parent not in kinds:
                later.append(row)
                continue
            kinds[row["unit_id"]] = unit_kind(
                name=row["name"], affiliation=row["affiliation"] or "", category=row["category"] or "",
                parent_kind=kinds.get(parent, ""), top=parent is None,
            ).value  # fmt: skip
            placed.append((row["id"], row["unit_id"], parent, kinds[row["unit_id"]]))
        if len(later) == len(left):
            break
        left = later
    run("CREATE TEMP TABLE batch_new_unit (row_id bigint, unit_id bigint, parent_id bigint, kind text)")
    columns = [list(column) for column in zip(*placed, strict=True)] or [[], [], [], []]
    run(
        "INSERT INTO batch_new_unit SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[])", columns
    )
    run("INSERT INTO batch_made SELECT row_id, 'unit', unit_id FROM batch_new_unit")
    # A unit whose parent is not written (its row is wrong) waits with it.
    run(
        "UPDATE batch_outcome SET state = 'wrong' WHERE kind = 'unit' AND state = 'new' AND id NOT IN (SELECT row_id FROM batch_new_unit)"
    )


def _part(columns: tuple[str, ...]) -> str:
    """SQL for the values that belong to one of the tables."""
    return _PART.replace("{columns}", _quoted(columns))


_PART = """(SELECT coalesce(jsonb_object_agg(v.key, v.value), '{}') FROM jsonb_each(b.values) v
    WHERE v.key IN ({columns}))"""

_WAITING = """
SELECT o.id, o.state, CASE WHEN o.state = 'new' THEN nextval(pg_get_serial_sequence('portal_unit', 'id')) END AS unit_id,
       (o.added->>'parent_id')::bigint AS parent_id, b.values->>'name' AS name,
       b.values->>'affiliation' AS affiliation, b.values->>'category' AS category
FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
WHERE o.kind = 'unit' AND o.state IN ('new', 'changed') ORDER BY o.position
"""

_PLACED = """
UPDATE batch_outcome o SET added = jsonb_build_object('kind', nu.kind, 'parent_id', nu.parent_id)
FROM batch_new_unit nu WHERE nu.row_id = o.id
"""

_OTHER_PARENTS = """
UPDATE batch_outcome o SET added = jsonb_build_object('parent_id', made.object_id)
FROM batch_made made
WHERE o.kind = 'unit' AND o.state = 'changed' AND (o.added->>'parent_id')::bigint = -made.id
"""

_NEW_UNITS = "o.state = 'new'"
_WITHOUT_QUOTA = "o.state = 'changed' AND NOT EXISTS (SELECT 1 FROM portal_unitquota q WHERE q.unit_id = o.target_id)"
_WITH_NUMBERS = " AND b.values ?| ARRAY[" + _quoted(QUOTA) + "]"

_PARTS = """
CREATE TEMP TABLE batch_part AS
SELECT o.id, nextval(pg_get_serial_sequence(%s, 'id')) AS part_id, o.state, o.target_id
FROM batch_outcome o JOIN portal_batchrow b ON b.id = o.id
WHERE o.kind = 'unit' AND {wanted} ORDER BY o.position
"""

# `insert` takes new rows of one kind whose record is in batch_made: so these rows are called for a moment.
_AS_PARTS = """
UPDATE batch_outcome o SET kind = 'part', state = 'new' FROM batch_part p WHERE p.id = o.id;
INSERT INTO batch_made SELECT id, 'unit', target_id FROM batch_part WHERE target_id IS NOT NULL
"""
_AS_UNITS = """
UPDATE batch_outcome o SET kind = 'unit', state = p.state FROM batch_part p WHERE p.id = o.id;
DELETE FROM batch_made m USING batch_part p WHERE p.id = m.id AND p.target_id IS NOT NULL;
DROP TABLE batch_part
"""

# Names that meant a unit of this batch now mean the unit made from it, or nothing when its row was wrong.
_KNOWN_UNITS = """
UPDATE batch_outcome o SET added = o.added - 'unit_id' || CASE WHEN made.object_id IS NULL THEN '{}'::jsonb
    ELSE jsonb_build_object('unit_id', made.object_id) END
FROM batch_outcome same LEFT JOIN batch_made made ON made.id = -(same.added->>'unit_id')::bigint AND made.kind = 'unit'
WHERE same.id = o.id AND o.kind IN ('person', 'appointment') AND (o.added->>'unit_id')::bigint < 0
"""
