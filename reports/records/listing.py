"""The rows behind a figure, on any of its sides, by page, with what tells each row and why it stands there."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import F

from portal.models import Unit
from reports.problems import FigureProblem
from reports.records.definition import RecordIndicator
from reports.records.flat_rows import DAY, KEY, PERSON, PLACE, flat_rows, of_unit, side_sql
from reports.records.question import RecordQuestion
from reports.records.shown_texts import text_readers

SIDES = {"numerator": "计入", "denominator": "全部", "rest": "不计入", "missing": "缺数据"}
LONGEST = 20_000


@dataclass(frozen=True)
class RecordRow:
    """A row of a list: the record's number, its texts as shown, its columns by name, and where it stands."""

    key: int
    unit: str
    day: object
    person_id: int | None
    shown: list[str]
    columns: dict
    standing: str


@dataclass(frozen=True)
class RecordPage:
    """Rows in the order of their numbers, newest first; `next` continues after the last one, None on the last page."""

    indicator: RecordIndicator
    side: str
    rows: list[RecordRow] = field(default_factory=list)
    next: int | None = None


def record_page(
    one: RecordIndicator, side: str, question: RecordQuestion, *, place: Unit | None = None, after: int | None = None,
    limit: int = 50,
) -> RecordPage:  # fmt: skip
    """One page of a side, of one place when given; raises FigureProblem for a side there is not."""
    if side not in SIDES:
        raise FigureProblem(f"没有“{side}”这一侧，可用的有：{'、'.join(SIDES)}。")
    found = _standings(one, side, question, place, after, limit + 1)
    more, found = len(found) > limit, found[:limit]
    return RecordPage(one, side, _rows(one, question, found), found[-1][0] if more else None)


def people_behind(one: RecordIndicator, side: str, question: RecordQuestion, place: Unit | None = None) -> list[int]:
    """The distinct people of a side, by number; empty for a source without people."""
    if not one.source.person:
        return []
    flat = flat_rows(one.source, question, one.column_names)
    if flat is None:
        return []
    parameters: list = []
    where = side_sql(one, side, question, parameters) + _at(place, parameters_after := [])
    statement = f"SELECT DISTINCT {PERSON} FROM ({flat[0]}) AS flat WHERE {where} AND {PERSON} IS NOT NULL ORDER BY 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*flat[1], *parameters, *parameters_after])
        return [number for (number,) in cursor.fetchall()]


def _standings(one, side, question, place, after, limit) -> list[tuple[int, str]]:
    """(record number, where it stands) of a page, newest first."""
    flat = flat_rows(one.source, question, one.column_names)
    if flat is None:
        return []
    counts, unknown, where, tail = [], [], [], []
    cases = f"CASE WHEN {side_sql(one, 'numerator', question, counts)} THEN 'numerator'"
    cases += f" WHEN {side_sql(one, 'missing', question, unknown)} THEN 'missing' ELSE 'rest' END"
    condition = side_sql(one, side, question, where) + _at(place, tail)
    if after is not None:
        condition += f" AND {KEY} < %s"
        tail.append(after)
    statement = f"SELECT {KEY}, {cases} FROM ({flat[0]}) AS flat WHERE {condition} ORDER BY {KEY} DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*counts, *unknown, *flat[1], *where, *tail, limit])
        return cursor.fetchall()


def _at(place: Unit | None, parameters: list) -> str:
    if place is None:
        return ""
    parameters.append(place.pk)
    return f" AND {PLACE} = %s"


def _rows(one: RecordIndicator, question: RecordQuestion, found: list[tuple[int, str]]) -> list[RecordRow]:
    source, standing = one.source, dict(found)
    lookups = [lookup for lookup, _head in source.shown]
    given = {f"shown_{number}": F(lookup) for number, lookup in enumerate(lookups)}
    given |= {f"c_{column.name}": F(column.at) for column in source.columns}
    given |= {"flat_unit": F(of_unit(source, "name"))}
    given |= {DAY: F(source.day)} if source.day else {}
    given |= {PERSON: F(source.person)} if source.person else {}
    rows = source.rows(question).filter(pk__in=list(standing))
    by_key = {row["pk"]: row for row in rows.order_by().annotate(**given).values("pk", *given)}
    readers = text_readers(source, rows.model)
    return [_row(source, by_key[key], standing[key], readers) for key, _standing in found if key in by_key]


def _row(source, row: dict, standing: str, readers: list) -> RecordRow:
    texts = [row[f"shown_{number}"] for number in range(len(readers))]
    return RecordRow(
        key=row["pk"], unit=row["flat_unit"] or "", day=row.get(DAY), person_id=row.get(PERSON),
        shown=[read(text) for read, text in zip(readers, texts, strict=True)],
        columns={column.name: row[f"c_{column.name}"] for column in source.columns}, standing=standing,
    )  # fmt: skip
