"""Running the engine's statements: names of tables and columns come from the models, values are parameters."""

from django.db import connection

# The people whose résumés rest on a unit of the batch: a line was read as it, or its name stands in the text. The
# county stands in every line and decides none; résumés of the batch itself are read anyway.
NAMING_UNITS = """
WITH changed AS MATERIALIZED (
    SELECT c.model, c.object_id FROM portal_batchchange c
    WHERE c.batch_id = %s AND c.model IN ('portal.unitspan', 'cadres.resume')
), units AS MATERIALIZED (
    SELECT s.unit_id, s.name FROM portal_unitspan s
    WHERE s.kind <> 'county' AND s.id IN (SELECT object_id FROM changed WHERE model = 'portal.unitspan')
), others AS MATERIALIZED (
    SELECT r.person_id, r.text FROM cadres_resume r
    WHERE EXISTS (SELECT FROM units)
      AND r.id NOT IN (SELECT object_id FROM changed WHERE model = 'cadres.resume')
)
SELECT o.person_id AS person FROM others o JOIN units ON strpos(o.text, units.name) > 0
UNION
SELECT l.person_id FROM cadres_spell l JOIN units USING (unit_id)
"""



def run(statement: str, params=(), **names: str) -> int:
    """Rows touched by one statement; `{name}` in it stands for an identifier or expression given by the engine.

    Parameters are always passed, so a percent sign in the text is written twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(_with_names(statement, names), params)
        return cursor.rowcount


def fetch(statement: str, params=(), **names: str) -> list[dict]:
    """Rows of one query as dictionaries by column name."""
    with connection.cursor() as cursor:
        cursor.execute(_with_names(statement, names), params)
        heads = [column.name for column in cursor.description]
        return [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]


def _with_names(statement: str, names: dict[str, str]) -> str:
    for name, text in names.items():
        statement = statement.replace("{" + name + "}", text)
    return statement
