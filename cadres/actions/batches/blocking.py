"""What stands in the way of undoing a batch: cells touched since, and records that came to depend on it."""

import json

from django.apps import apps

from cadres.actions.batches.statements import fetch
from cadres.actions.batches.tables import table_of_model
from cadres.actions.batches.writing import SEALED, UNSTABLE
from portal.models import Batch
from portal.registers.catalogue import registers

DERIVED = ("cadres.spell", "cadres.townshipperiod")
"""Tables worked out from others; they go with the record they were worked out from."""


def blocking_cells(batch: Batch, *, limit: int = 500) -> list[dict]:
    """Cells that keep the batch from being undone, at most `limit`.

    Each is {model, object_id, person, field, written, now, by, at}: what the batch wrote, what stands there now,
    which account changed it last and when. `field` is empty when a later record depends on one the batch made.
    """
    cells = []
    for label in labels_of(batch):
        cells += _touched(batch, label, limit)
        cells += _depending(batch, label, limit)
    return cells[:limit]


def labels_of(batch: Batch) -> list[str]:
    """Models the batch wrote to, in the order in which it wrote them."""
    rows = fetch(
        "SELECT model, min(id) AS first FROM portal_batchchange WHERE batch_id = %s GROUP BY 1 ORDER BY 2", [batch.pk]
    )
    return [row["model"] for row in rows]


def _touched(batch: Batch, label: str, limit: int) -> list[dict]:
    table = table_of_model(label)
    unstable = [*SEALED, *UNSTABLE.get(label, ())]
    person = {"cadres.person": "t.name"}.get(label) or (
        "(SELECT p.name FROM cadres_person p WHERE p.id = t.person_id)" if "person_id" in table.columns else "''"
    )
    cells = fetch(
        _TOUCHED, [batch.pk, label, label, unstable, limit],
        table=table.name, events=f"{table.name}event", person=person,
    )  # fmt: skip
    for cell in cells:
        for side in ("written", "now"):
            cell[side] = None if cell[side] is None else json.loads(cell[side])
    return cells


def _depending(batch: Batch, label: str, limit: int) -> list[dict]:
    """Records of others that point at records the batch made, but for what was derived from these."""
    found = []
    register = registers().get(batch.register)
    derived = register.derived if register else {}
    for relation in apps.get_model(label)._meta.related_objects:
        model = relation.related_model
        other = model._meta.label_lower
        if other in DERIVED or other.endswith("event") or not relation.field.db_constraint:
            continue
        told = derived.get(f"{other}.{relation.field.name}")
        if told == {}:
            continue
        names = [model._meta.get_field(name).column for name in told or ()]
        found += fetch(
            _DEPENDING, [label, other, batch.pk, label, *(told or {}).values(), batch.pk, other, limit],
            table=model._meta.db_table, column=relation.field.column, key=model._meta.pk.column,
            entered=f"NOT ({' AND '.join(f'd.{name} = %s' for name in names)})" if names else "true",
            person="(SELECT p.name FROM cadres_person p WHERE p.id = c.object_id)" if label == "cadres.person" else "''",
        )  # fmt: skip
    return found


# A batch writes one record up to four times (a new person, then what the supplement says of them).
_TOUCHED = """
WITH said AS (
    SELECT object_id, min(id) AS id, bool_or(created) AS created, array_agg(new ORDER BY id) AS images
    FROM portal_batchchange WHERE batch_id = %s AND model = %s GROUP BY object_id
), c AS MATERIALIZED (
    SELECT object_id, id, created, images[1] || coalesce(images[2], '{}') || coalesce(images[3], '{}')
        || coalesce(images[4], '{}') AS new
    FROM said
)
SELECT %s::text AS model, c.object_id, {person} AS person, cell.key AS field, cell.value AS written,
       to_jsonb(t)->cell.key AS now, last.username AS by, last.at
FROM c
LEFT JOIN {table} t ON t.id = c.object_id
CROSS JOIN LATERAL (
    SELECT a.key, coalesce(c.new->a.key, 'null') AS value FROM jsonb_each(coalesce(to_jsonb(t), c.new)) a
    WHERE (c.created OR c.new ? a.key)
      AND (t.id IS NULL OR a.value IS DISTINCT FROM coalesce(c.new->a.key, 'null'))
) cell
LEFT JOIN LATERAL (
    SELECT coalesce(u.full_name, '') AS username, e.pgh_created_at AS at FROM {events} e
    LEFT JOIN pghistory_context x ON x.id = e.pgh_context_id
    LEFT JOIN portal_user u ON u.id::text = x.metadata->>'user'
    WHERE e.pgh_obj_id = c.object_id ORDER BY e.pgh_id DESC LIMIT 1
) last ON true
WHERE NOT cell.key = ANY(%s::text[]) AND NOT (c.created AND t.id IS NULL)
ORDER BY c.id, cell.key LIMIT %s
"""

_DEPENDING = """
SELECT %s::text AS model, c.object_id, {person} AS person, '' AS field, NULL AS written, %s::text AS now,
       NULL AS by, NULL AS at
FROM portal_batchchange c JOIN {table} d ON d.{column} = c.object_id
WHERE c.batch_id = %s AND c.model = %s AND c.created AND {entered} AND NOT EXISTS (
    SELECT 1 FROM portal_batchchange own
    WHERE own.batch_id = %s AND own.model = %s AND own.object_id = d.{key}
)
LIMIT %s
"""
