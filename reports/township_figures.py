"""Figures counted in townships and posts: how far a turnover has come, and how many posts are filled."""

from collections.abc import Iterator

from django.db import connection

from cadres.models import TurnoverUnit
from portal.models import Unit, UnitQuota
from reports.history import in_force, relation
from reports.populations import Question, places

Row = tuple[int | None, str, tuple[int, int, int]]


def turnover(question: Question, counts: dict) -> Iterator[Row]:
    """CAD-01: townships of the round that have completed, of all in it.

    Without a round, the latest one whose day is not after the as-of day. A team is asked on a day, so a
    township counts from the day it completed; a slate is asked about its round as it stands.
    """
    on_the_day = "true"
    if question.population == "team":
        on_the_day = "(u.completed_on IS NULL OR u.completed_on <= %(as_of_date)s)"
    rows = _fetch(
        f"""SELECT u.unit_id, u.state = 'completed' AND {on_the_day}
            FROM {relation(TurnoverUnit, question.known_at)} AS u
            JOIN {relation(Unit, question.known_at)} AS unit ON unit.id = u.unit_id
            WHERE starts_with(unit.path, %(scope)s) AND u.round_id = coalesce(%(round)s, (
                SELECT id FROM cadres_turnoverround WHERE as_of <= %(as_of_date)s ORDER BY as_of DESC, id DESC LIMIT 1
            ))""",  # noqa: S608
        question,
    )
    for township, done in rows:
        yield township, "CAD-01", (int(done), 1, 0)
    yield None, "CAD-01", (sum(done for _township, done in rows), len(rows), 0)


def quotas(question: Question, counts: dict) -> Iterator[Row]:
    """CAD-10: members in post, of the posts approved; a township without approved posts is missing.

    Persons are those the board has counted already. In the whole a person counts once, however many
    townships they serve in.
    """
    rows = _fetch(_slate_posts(question) if question.population == "slate" else _team_posts(question), question)
    for township, posts in rows:
        yield township, "CAD-10", (counts.get(township, {}).get("people", 0), posts or 0, int(posts is None))
    approved = sum(posts or 0 for _township, posts in rows)
    missing = sum(posts is None for _township, posts in rows)
    yield None, "CAD-10", (counts[None].get("people", 0), approved, missing)


def _team_posts(question: Question) -> str:
    """Chief and deputy posts of the township's own organs; those of its institutions are not leaders' posts."""
    return f"""SELECT places.township_id, sum(q.chief_posts + q.deputy_posts) AS posts
        FROM ({places(question.known_at)}) AS places
        LEFT JOIN {relation(UnitQuota, question.known_at)} AS q
          ON q.unit_id = places.unit_id AND places.kind = ANY(%(team_kinds)s) AND {in_force('q')}
        GROUP BY places.township_id"""  # noqa: S608


def _slate_posts(question: Question) -> str:
    return f"""SELECT u.unit_id, u.approved_posts
        FROM {relation(TurnoverUnit, question.known_at)} AS u
        JOIN {relation(Unit, question.known_at)} AS unit ON unit.id = u.unit_id
        WHERE u.round_id = %(round)s AND starts_with(unit.path, %(scope)s)"""  # noqa: S608


def _fetch(statement: str, question: Question) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters)
        return cursor.fetchall()
