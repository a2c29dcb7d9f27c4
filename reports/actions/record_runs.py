"""Freeze the figures over records with every record they asked about; withdraw a frozen run."""

import datetime

from django.db import connection, transaction
from django.db.models.functions import Now

from portal import audit
from portal.models import Unit, User
from portal.queries.rules import rule_values
from reports.models import RecordRun, RecordRunFigure
from reports.problems import FigureProblem
from reports.records.asking import ask_records
from reports.records.counting import RecordBoard, columns_of, counting_sql, read_counts
from reports.records.definition import RecordIndicator, record_indicators
from reports.records.flat_rows import KEY, PERSON, PLACE, flat_rows, side_sql
from reports.records.question import RecordQuestion
from reports.records.source import Source


@transaction.atomic
def freeze_records(
    *, name: str, unit: Unit, as_of: datetime.date, by: User, since: datetime.date | None = None
) -> RecordRun:
    """Every figure over records of a unit and a day with the records behind it; raises FigureProblem.

    The records of a source are kept and counted by one statement, so that numbers and lists agree whatever is being
    entered meanwhile.
    """
    if not name.strip():
        raise FigureProblem("请为本次固化起一个名称。")
    question = ask_records(unit=unit, as_of=as_of, since=since)
    settings = rule_values(as_of)
    used = {key for one in record_indicators().values() for key in one.rules if key in settings}
    run = RecordRun.objects.create(
        name=name.strip()[:120], as_of=as_of, since=question.since, known_at=Now(), unit=unit, created_by=by,
        rules={
            key: {"value": settings[key].value, "source": settings[key].source, "setting": settings[key].pk}
            for key in sorted(used)
        },
    )  # fmt: skip
    run.refresh_from_db()
    by_source: dict[str, list[RecordIndicator]] = {}
    for one in record_indicators().values():
        by_source.setdefault(one.source.name, []).append(one)
    counts: dict = {None: {}}
    for of_source in by_source.values():
        for place, numbers in _freeze_source(run, of_source[0].source, of_source, question):
            counts.setdefault(place, {}).update(numbers)
    board = RecordBoard(question, tuple(record_indicators().values()), counts)
    RecordRunFigure.objects.bulk_create(
        (_figure(run, board, identity, place) for place, numbers in counts.items() for identity in _all(place, numbers)),
        batch_size=1000,
    )
    audit.record("record_run.frozen", by=by, target=run, detail={"figures": len(record_indicators())})
    return run


@transaction.atomic
def withdraw_records(*, run: RecordRun, by: User) -> RecordRun:
    """The run marked as no longer valid; its numbers and records stay. Raises FigureProblem when it already is."""
    if not RecordRun.objects.filter(pk=run.pk, withdrawn_at__isnull=True).update(withdrawn_at=Now()):
        raise FigureProblem("该次固化已经作废。")
    audit.record("record_run.withdrawn", by=by, target=run)
    run.refresh_from_db()
    return run


def _all(place: int | None, numbers: dict) -> list[str]:
    """In the whole every figure stands, also one without a single row."""
    return list(record_indicators()) if place is None else list(numbers)


def _figure(run: RecordRun, board: RecordBoard, identity: str, place: int | None) -> RecordRunFigure:
    figure = board.figure(identity, place)
    return RecordRunFigure(
        run=run, indicator=identity, place_id=place or None, outside=place == 0, numerator=figure.numerator,
        denominator=figure.denominator, value=figure.value or "", missing=figure.missing, asked=figure.asked,
        digest=figure.indicator.digest,
    )  # fmt: skip


def _freeze_source(run: RecordRun, source: Source, indicators: list[RecordIndicator], question: RecordQuestion) -> list:
    flat = flat_rows(source, question, columns_of(indicators), shown=True)
    if flat is None:
        return []
    kept: list = []
    arrays = [_named(indicators, side, question, kept) for side in ("denominator", "numerator", "missing")]
    columns = ", ".join(f"'{name}', c_{name}" for name in sorted(columns_of(indicators)))
    texts = ", ".join(f"s_{number}::text" for number in range(len(source.shown)))
    person = PERSON if source.person else "NULL::bigint"
    counted: list = []
    select, group = counting_sql(indicators, question, counted)
    statement = f"""WITH flat AS MATERIALIZED ({flat[0]}), judged AS (
            SELECT {KEY}, {PLACE}, {person} AS who, ARRAY[{texts}]::text[] AS shown,
                   jsonb_build_object({columns}) AS columns,
                   {arrays[0]} AS asked, {arrays[1]} AS numerators, {arrays[2]} AS missing
            FROM flat
        ), kept AS (
            INSERT INTO reports_recordrunrow
                (run_id, source, record_id, place_id, person_id, shown, columns, asked, numerators, missing)
            SELECT %s, %s, {KEY}, {PLACE}, who, shown, columns, asked, numerators, missing
            FROM judged WHERE cardinality(asked) > 0
        ) {select} FROM flat {group}"""  # noqa: S608  (names of our own columns)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*flat[1], *kept, run.pk, source.name, *counted])
        return read_counts(indicators, cursor.fetchall())


def _named(indicators: list[RecordIndicator], side: str, question: RecordQuestion, parameters: list) -> str:
    """SQL for the array of the figures on whose side a row stands."""
    cases = [f"CASE WHEN {side_sql(one, side, question, parameters)} THEN '{one.id}' END" for one in indicators]
    return f"array_remove(ARRAY[{', '.join(cases)}], NULL)"
