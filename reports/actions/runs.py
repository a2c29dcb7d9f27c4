"""Freeze a board with its people and their facts; withdraw a frozen one."""

import datetime

from django.db import connection, transaction
from django.db.models.functions import Now

from cadres.models import TurnoverRound
from portal import audit
from portal.models import Unit, User
from reports import board as boards
from reports.fact_texts import LABELS
from reports.facts import columns, joins
from reports.models import Run, RunFigure
from reports.populations import Question, ask, members, person_condition, persons
from reports.problems import FigureProblem


@transaction.atomic
def freeze(
    *, name: str, population: str, as_of: datetime.date, unit: Unit, by: User, round: TurnoverRound | None = None
) -> Run:
    """The board of a unit and a day with everyone in it, never to change again; raises FigureProblem.

    The people are frozen by one statement and the figures are counted from them, so that the numbers and
    the names of a run agree whatever is being imported meanwhile.
    """
    if not name.strip():
        raise FigureProblem("请为本次固化起一个名称。")
    question = ask(population=population, as_of=as_of, unit=unit, round=round)
    run = Run.objects.create(
        name=name.strip()[:120], as_of=question.as_of, known_at=Now(), unit=unit, population=population, round=round,
        rules={key: {"value": row.value, "source": row.source, "setting": row.pk}
               for key, row in question.rules.settings.items()},
        created_by=by,
    )
    run.refresh_from_db()
    _freeze_people(question, run)
    frozen = boards.Board(question, _counted(question, run))
    figures = [
        RunFigure(
            run=run, indicator=figure.indicator.id, township_id=township, numerator=figure.numerator,
            denominator=figure.denominator, value=figure.value or "", missing=figure.missing,
            digest=figure.indicator.digest,
        )
        for township in frozen.counts
        for figure in frozen.of(township)
    ]
    RunFigure.objects.bulk_create(figures, batch_size=1000)
    audit.record("run.frozen", by=by, target=run, detail={"people": frozen.counts[None]["people"]})
    return run


@transaction.atomic
def withdraw(*, run: Run, by: User) -> Run:
    """The run marked as no longer valid; its figures and people stay. Raises FigureProblem when it already is."""
    changed = Run.objects.filter(pk=run.pk, withdrawn_at__isnull=True).update(withdrawn_at=Now())
    if not changed:
        raise FigureProblem("该次固化已经作废。")
    audit.record("run.withdrawn", by=by, target=run)
    run.refresh_from_db()
    return run


def _freeze_people(question: Question, run: Run) -> None:
    wanted = boards.counted_in_persons()
    facts = frozenset(LABELS).union(*(one.facts for one in wanted))
    texts = [(one.id, one.true_sql, one.missing_sql) for one in wanted]
    numerators = ", ".join(f"CASE WHEN {true} THEN '{identity}' END" for identity, true, _missing in texts)
    missing = ", ".join(f"CASE WHEN {unknown} THEN '{identity}' END" for identity, _true, unknown in texts)
    kept = ", ".join(f"'{fact}', {fact}" for fact in LABELS)
    statement = f"""WITH members AS MATERIALIZED (
            SELECT DISTINCT person_id, township_id FROM ({members(question)}) AS every
        )
        INSERT INTO reports_runmember (run_id, person_id, person_name, township_id, numerators, missing, facts)
        SELECT %(run)s, id, name, township_id, array_remove(ARRAY[{numerators}], NULL),
               array_remove(ARRAY[{missing}], NULL), jsonb_build_object({kept})
        FROM (
            SELECT members.township_id, p.id, p.name, {columns(facts)}
            FROM members JOIN {persons(question)} AS p ON p.id = members.person_id
            {joins(facts, lateral=False)}
            WHERE {person_condition(question)}
        ) AS flat"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters | {"run": run.pk})


def _counted(question: Question, run: Run) -> dict:
    """The board's sums, counted from the frozen people: by township, and each person once in the whole."""
    people, sides, ages = _sums(run)
    counts: dict = {None: {}}
    for township, total in people.items():
        place = counts.setdefault(township, {})
        place["people"] = total
        for one in boards.counted_in_persons():
            true, missing = sides.get((township, one.id), (0, 0))
            place[one.id] = (ages.get(township, 0), true, missing) if one.average else (true, total, missing)
    counts[None].setdefault("people", 0)
    boards.add_township_figures(question, counts)
    return counts


def _sums(run: Run) -> tuple[dict, dict, dict]:
    once = """FROM (
            SELECT township_id, person_id, numerators, missing, facts FROM reports_runmember WHERE run_id = %(run)s
            UNION ALL
            SELECT * FROM (
                SELECT DISTINCT ON (person_id) NULL::bigint, person_id, numerators, missing, facts
                FROM reports_runmember WHERE run_id = %(run)s ORDER BY person_id, township_id
            ) AS whole
        ) AS m"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT township_id, count(*), coalesce(sum((facts->>'age')::integer), 0) {once} GROUP BY 1",
            {"run": run.pk},
        )
        rows = cursor.fetchall()
        cursor.execute(
            f"""SELECT township_id, identity, count(*) FILTER (WHERE counts), count(*) FILTER (WHERE NOT counts)
            {once} CROSS JOIN LATERAL (
                SELECT unnest(m.numerators) AS identity, true AS counts UNION ALL SELECT unnest(m.missing), false
            ) AS s GROUP BY 1, 2""",
            {"run": run.pk},
        )
        sides = {(township, identity): (true, missing) for township, identity, true, missing in cursor.fetchall()}
    return {row[0]: row[1] for row in rows}, sides, {row[0]: int(row[2]) for row in rows}
