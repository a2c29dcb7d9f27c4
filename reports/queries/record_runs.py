"""Two frozen runs of figures over records side by side, record by record."""

from dataclasses import dataclass

from django.db import connection

from reports.models import RecordRun


@dataclass(frozen=True)
class RecordChange:
    """One record that stands differently; standings are numerator, rest, missing, or "" for not asked about."""

    record_id: int
    shown: list[str]
    before: str
    after: str


def compare_records(run_a: RecordRun, run_b: RecordRun, indicator: str) -> list[RecordChange]:
    """The records that stand otherwise in run_b than in run_a under a figure, by their texts."""
    side = """(
            SELECT source, record_id, shown, CASE WHEN %(figure)s = ANY(numerators) THEN 'numerator'
                   WHEN %(figure)s = ANY(missing) THEN 'missing' ELSE 'rest' END AS standing
            FROM reports_recordrunrow WHERE run_id = %(run)s AND %(figure)s = ANY(asked)
        )"""
    statement = f"""SELECT coalesce(b.record_id, a.record_id), coalesce(b.shown, a.shown),
               coalesce(a.standing, ''), coalesce(b.standing, '')
        FROM {side.replace("%(run)s", "%(a)s")} AS a
        FULL JOIN {side.replace("%(run)s", "%(b)s")} AS b ON b.source = a.source AND b.record_id = a.record_id
        WHERE a.standing IS DISTINCT FROM b.standing ORDER BY 2, 1"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, {"a": run_a.pk, "b": run_b.pk, "figure": indicator})
        return [RecordChange(*row) for row in cursor.fetchall()]
