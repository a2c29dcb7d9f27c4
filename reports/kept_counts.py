"""The counts of a board, kept in this process for as long as nothing they come from has changed.

Whether anything changed is asked of the database each time, at the cost of two small questions. Every change of a
record leaves an image, whose number comes from a sequence that never goes back, so the numbers drawn so far mark
what the database held. The mark is worth something only when nobody was writing after it was read: a transaction
that had drawn its numbers already could still end and change what is counted. Who writes into a table locks it
until its changes can be seen by everybody.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cache

from django.db import connection

from cadres.models import (
    Appointment,
    Education,
    Person,
    SlateMember,
    SourceTag,
    Spell,
    TownshipPeriod,
    TurnoverRound,
    TurnoverUnit,
)
from portal.models import RuleSetting, Unit, UnitQuota, UnitSpan
from reports.populations import Question

# Everything the board reads; tests/reports/test_kept_counts.py changes each of them.
SOURCES = (
    Person, Appointment, Education, SourceTag, Spell, TownshipPeriod, SlateMember, TurnoverRound, TurnoverUnit, Unit,
    UnitSpan, UnitQuota, RuleSetting,
)
MOST_KEPT = 16

_kept: OrderedDict[tuple, dict] = OrderedDict()
_lock = threading.Lock()


def counts_of(question: Question, count: Callable[[], dict]) -> dict:
    """The counts kept for the question, or those of `count`, which are kept when they can be; not to be changed."""
    mark = _mark()
    if mark is None:
        return count()
    found = _look(mark, question)
    if found is None:
        found = count()
        with _lock:
            _kept[_key(mark, question)] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return found


def counts_at_hand(question: Question) -> dict | None:
    """The counts kept for the question, None when they would have to be counted first."""
    mark = _mark() if _kept else None
    return None if mark is None else _look(mark, question)


def _look(mark: tuple, question: Question) -> dict | None:
    with _lock:
        key = _key(mark, question)
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
        return found


def _key(mark: tuple, question: Question) -> tuple:
    return mark, question.population, repr(sorted(question.parameters.items()))


def _mark() -> tuple | None:
    """What the database holds, or None when that cannot be told now.

    Inside a transaction the reader may see its own changes, or an older state than the sequences tell.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_drawn())
        drawn = cursor.fetchone()
        # A question of its own: the locks must be looked at after the numbers.
        cursor.execute(
            "SELECT NOT EXISTS (SELECT 1 FROM pg_locks WHERE relation = ANY(%s::regclass[]::oid[]) AND granted"
            " AND database = %s AND mode IN ('RowExclusiveLock', 'AccessExclusiveLock'))",
            [[model._meta.db_table for model in SOURCES], drawn[0]],
        )
        return drawn if cursor.fetchone()[0] else None


@cache
def _drawn() -> str:
    images = [f"{model._meta.db_table}event" for model in SOURCES]
    numbers = " + ".join(
        f"coalesce(pg_sequence_last_value(pg_get_serial_sequence('{table}', 'pgh_id')::regclass), 0)" for table in images
    )
    database = "(SELECT oid::bigint FROM pg_database WHERE datname = current_database())"
    return f"SELECT {database}, {numbers}"
