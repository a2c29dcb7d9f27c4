"""All cells of a table counted: one statement for every source and day it asks, whatever the number of cells."""

import datetime
from collections import defaultdict
from dataclasses import replace

from django.db import connection

from reports.records.counting import columns_of
from reports.records.flat_rows import flat_rows, side_sql
from reports.records.question import RecordQuestion
from reports.statistics.definition import StatisticsTable


def count_table(table: StatisticsTable, question: RecordQuestion) -> list[list[int | None]]:
    """The numbers by row and column; None where the records do not hold what the form asks."""
    numbers: list[list[int | None]] = [[None] * len(table.columns) for _row in table.rows]
    groups = defaultdict(list)
    for (at, over), cell in table.cells.items():
        groups[cell.source.name, table.days[at]].append((at, over, cell))
    for (_source, _day), cells in groups.items():
        asked = question_of(table, cells[0][0], question)
        for (at, over, _cell), number in zip(cells, _counted([cell for _at, _over, cell in cells], asked), strict=True):
            numbers[at][over] = number
    for at in range(len(table.rows)):
        _add_up(table, at, numbers)
    return numbers


def question_of(table: StatisticsTable, row: int, question: RecordQuestion) -> RecordQuestion:
    """The question a row asks: of the day, or of the last day of the year before."""
    if table.days[row] != "year_end_before":
        return question
    return replace(question, as_of=datetime.date(question.as_of.year - 1, 12, 31))


def _counted(cells: list, question: RecordQuestion) -> list[int]:
    flat = flat_rows(cells[0].source, question, columns_of(cells))
    if flat is None:
        return [0] * len(cells)
    parameters: list = []
    counts = ", ".join(f"count(*) FILTER (WHERE {side_sql(one, 'numerator', question, parameters)})" for one in cells)
    with connection.cursor() as cursor:
        # Materialized, or the planner would work out a fact again for every cell that asks it.
        cursor.execute(f"WITH flat AS MATERIALIZED ({flat[0]}) SELECT {counts} FROM flat", [*flat[1], *parameters])  # noqa: S608
        return list(cursor.fetchone())


def _add_up(table: StatisticsTable, at: int, numbers: list[list[int | None]]) -> None:
    """A row made of others; those it names stand above it or are made before it."""
    head = table.rows[at]
    if not (head.plus or head.minus):
        return
    for row in (*head.plus, *head.minus):
        if row > at:
            _add_up(table, row, numbers)
    for over in range(len(table.columns)):
        if not table.columns[over].not_held:
            numbers[at][over] = sum(numbers[row][over] or 0 for row in head.plus) - sum(
                numbers[row][over] or 0 for row in head.minus
            )
