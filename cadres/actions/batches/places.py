"""Names of units in the file turned into units: as they were called on the day the row speaks of, else at any time."""

from cadres.actions.batches.statements import run


def resolve(*, batch_id: int, scope: list[str] | None, home: str | None, leaders: list[int] | None) -> None:
    """For every name of a unit in the batch: the unit meant, or that it is unknown, ambiguous or out of scope.

    Full names, short names and names with those of the units above in front are understood, of units on file and
    of units of the same batch (these as minus the number of their row). A name several units bear means the one
    under `home`, the path of the unit the file was received for, when only one of them lies there.
    """
    run(_NAMES, [batch_id, scope, scope, batch_id])
    run("ANALYZE batch_unit_name")
    run(_PLACES, [batch_id, leaders, leaders, leaders, f"{home or 'nowhere'}%"])
    run(_SUGGESTIONS)


# A unit's names with those of up to four units above it put in front, by today's tree.
_NAMES = """
CREATE TEMP TABLE batch_unit_name AS
WITH RECURSIVE own AS (
    SELECT s.unit_id, called.name, s.parent_id, coalesce(s.began, 0) AS began, coalesce(s.ended, 99999999) AS ended
    FROM portal_unitspan s CROSS JOIN LATERAL unnest(ARRAY[s.name, nullif(s.short_name, '')]) AS called(name)
    WHERE called.name IS NOT NULL
    UNION
    SELECT -b.id, called.name, NULL, coalesce((b.values->>'began')::int, 0), coalesce((b.values->>'ended')::int, 99999999)
    FROM portal_batchrow b
    CROSS JOIN LATERAL unnest(ARRAY[b.values->>'name', nullif(b.values->>'short_name', '')]) AS called(name)
    WHERE called.name IS NOT NULL AND b.batch_id = %s AND b.kind = 'unit' AND b.values ? 'name'
      AND NOT EXISTS (SELECT 1 FROM portal_unit u WHERE u.code = b.values->>'code' OR
                      (NOT b.values ? 'code' AND u.name = b.values->>'name'))
), longer AS (
    SELECT unit_id, name, parent_id, began, ended, 0 AS height FROM own
    UNION ALL
    SELECT l.unit_id, above.name || l.name, u.parent_id, l.began, l.ended, l.height + 1
    FROM longer l JOIN portal_unit u ON u.id = l.parent_id
    CROSS JOIN LATERAL unnest(ARRAY[u.name, nullif(u.short_name, '')]) AS above(name)
    WHERE l.height < 4 AND above.name IS NOT NULL AND length(l.name) < 150
)
SELECT DISTINCT l.unit_id, l.name, l.began, l.ended, coalesce(u.path, '') AS path,
       %s::text[] IS NULL OR l.unit_id < 0 OR u.path LIKE ANY(%s) AS seen
FROM longer l LEFT JOIN portal_unit u ON u.id = l.unit_id
WHERE l.unit_id > 0 OR EXISTS (SELECT 1 FROM portal_batchrow b WHERE b.id = -l.unit_id AND b.batch_id = %s)
"""

_PLACES = """
CREATE TEMP TABLE batch_place AS
WITH said AS MATERIALIZED (
    SELECT DISTINCT CASE kind WHEN 'person' THEN values->>'unit_name' ELSE values->>'unit_text' END AS text,
           CASE kind WHEN 'person' THEN 99999998 ELSE coalesce((values->>'began')::int, 99999998) END AS day
    FROM portal_batchrow
    WHERE batch_id = %s AND kind IN ('person', 'appointment')
      AND (%s::bigint[] IS NULL OR id = ANY(%s) OR person_row = ANY(%s))
), found AS (
    SELECT said.text, said.day, n.unit_id, n.seen, n.path LIKE %s AS home, n.began <= said.day AND said.day < n.ended AS "then"
    FROM said JOIN batch_unit_name n ON n.name = regexp_replace(said.text, '\\s', '', 'g')
), fitting AS (
    -- A register writes a post begun before a renaming with the name of today: where nobody bore the name on the
    -- day, whoever bears it at another time is meant.
    SELECT * FROM (SELECT *, bool_or("then") OVER (PARTITION BY text, day) AS borne FROM found) known
    WHERE known."then" OR NOT known.borne
), counted AS (
    SELECT text, day, count(DISTINCT unit_id) AS units, count(DISTINCT unit_id) FILTER (WHERE seen) AS seen,
           count(DISTINCT unit_id) FILTER (WHERE home) AS homes,
           min(unit_id) AS unit, min(unit_id) FILTER (WHERE seen) AS seen_unit,
           min(unit_id) FILTER (WHERE home) AS home_unit
    FROM fitting GROUP BY text, day
)
SELECT said.text, said.day,
       CASE
           WHEN c.units IS NULL THEN 'unknown'
           WHEN c.homes = 1 OR c.seen = 1 THEN 'found'
           WHEN c.seen > 1 THEN 'ambiguous'
           ELSE 'outside'
       END AS verdict,
       CASE WHEN c.homes = 1 THEN c.home_unit WHEN c.seen = 1 THEN c.seen_unit END AS unit_id,
       NULL::text AS suggestions
FROM said LEFT JOIN counted c ON c.text = said.text AND c.day = said.day
WHERE said.text IS NOT NULL
"""

# 0.12: one wrong character in a name of three leaves one trigram of seven in common.
_SUGGESTIONS = """
UPDATE batch_place p SET suggestions = near.names
FROM (
    SELECT unknown.text, (
        SELECT string_agg(close.name, '、') FROM (
            SELECT n.name FROM batch_unit_name n
            WHERE n.seen AND similarity(n.name, unknown.text) > 0.12
            GROUP BY n.name ORDER BY similarity(n.name, unknown.text) DESC, n.name LIMIT 3
        ) close
    ) AS names
    FROM (SELECT DISTINCT text FROM batch_place WHERE verdict = 'unknown' ORDER BY text LIMIT 300) unknown
) near
WHERE near.text = p.text AND p.verdict = 'unknown'
"""
