"""The whole board over a million people beside one hand-written SQL pass that yields the same numbers.

    DATABASE_URL=postgresql://… .venv/bin/python benchmarks/board_speed.py [--people 10000 1000000] [--all]

Builds invented people in a database made for the purpose and dropped afterwards, checks that both ways give the
same numbers for the county and every township, and prints seconds (best of several, warm) and their ratio; then
the first page of several lists behind figures, with the board's counts kept and without. `--all` puts everyone in a leadership team.
"""

import argparse
import datetime
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("PORTAL_DATA", tempfile.mkdtemp(prefix="board-speed-"))

import django

django.setup()

from django.db import connection, transaction

from benchmarks.board_people import load
from benchmarks.database import in_own_database
from portal.models import Unit
from reports.definitions import indicators
from reports.figures import board, people_page
from reports.people import _listing
from reports.people_sql import page_statement

DAY = datetime.date(2026, 6, 30)
# What an analyst would write for this one day and these rules, constants worked out by hand.
BY_HAND = """
WITH team AS (
    SELECT DISTINCT a.person_id, s.township_id
    FROM cadres_appointment a
    JOIN portal_unitspan s ON s.unit_id = a.unit_id AND (s.began IS NULL OR s.began <= 20260630)
         AND (s.ended IS NULL OR s.ended > 20260630)
    JOIN portal_unitspan t ON t.unit_id = s.township_id AND t.kind IN ('town', 'township')
         AND (t.began IS NULL OR t.began <= 20260630) AND (t.ended IS NULL OR t.ended > 20260630)
    WHERE a.is_team_member AND a.member_kind IN ('1', '3') AND a.nature = 'post'
      AND (a.began IS NULL OR a.began <= 20260630) AND (a.ended IS NULL OR a.ended > 20260630)
), study AS (
    SELECT person_id, max(CASE WHEN level IN ('11', '13') THEN 2 WHEN level IN ('21', '3B') THEN 1 ELSE 0 END) AS rank
    FROM cadres_education
    WHERE mode = '1' AND outcome IN ('1', '') AND ended <= 20260630
      AND person_id IN (SELECT person_id FROM team) GROUP BY person_id
), work AS (
    SELECT person_id, sum(CASE
        WHEN convention = 'FULL_MONTHS' AND least(coalesce(ended, 20260630), 20260630) % 100 < began % 100
        THEN (least(coalesce(ended, 20260630), 20260630) / 10000 - began / 10000) * 12
             + least(coalesce(ended, 20260630), 20260630) / 100 % 100 - began / 100 % 100 - 1
        ELSE (least(coalesce(ended, 20260630), 20260630) / 10000 - began / 10000) * 12
             + least(coalesce(ended, 20260630), 20260630) / 100 % 100 - began / 100 % 100 END) AS months
    FROM cadres_townshipperiod WHERE began <= 20260630 AND person_id IN (SELECT person_id FROM team)
      AND rule_id = (SELECT id FROM portal_rulesetting WHERE key = 'township_experience')
    GROUP BY person_id
), tag AS (
    SELECT person_id, min(CASE category WHEN 'five_side' THEN 1 WHEN 'institution_transfer' THEN 3
        WHEN 'township_young' THEN 4 WHEN 'exchanged' THEN 6 ELSE 7 END) AS rank
    FROM cadres_sourcetag WHERE since <= 20260630 AND person_id IN (SELECT person_id FROM team) GROUP BY person_id
), dated AS (
    SELECT DISTINCT person_id FROM cadres_spell WHERE began IS NOT NULL AND person_id IN (SELECT person_id FROM team)
)
SELECT team.township_id, count(*),
    count(*) FILTER (WHERE study.rank >= 1), count(*) FILTER (WHERE study.rank IS NULL),
    count(*) FILTER (WHERE work.months >= 24),
    count(*) FILTER (WHERE coalesce(work.months, 0) < 24 AND dated.person_id IS NULL),
    count(*) FILTER (WHERE p.born >= 19900700), count(*) FILTER (WHERE p.born IS NULL),
    count(*) FILTER (WHERE tag.rank = 1), count(*) FILTER (WHERE tag.rank = 3), count(*) FILTER (WHERE tag.rank = 4),
    count(*) FILTER (WHERE tag.rank = 6), count(*) FILTER (WHERE tag.rank = 7), count(*) FILTER (WHERE tag.rank IS NULL),
    count(*) FILTER (WHERE p.sex = '2'),
    count(*) FILTER (WHERE p.political_status BETWEEN '03' AND '13'), count(*) FILTER (WHERE p.political_status = ''),
    count(*) FILTER (WHERE p.ethnicity BETWEEN '02' AND '56'),
    count(*) FILTER (WHERE p.born >= 19950700), count(*) FILTER (WHERE study.rank = 2),
    coalesce(sum(((2026 * 12 + 6) - (p.born / 10000 * 12 + p.born / 100 % 100)) / 12), 0), count(p.born)
FROM team JOIN cadres_person p ON p.id = team.person_id AND p.status = '1'
LEFT JOIN study ON study.person_id = p.id LEFT JOIN work ON work.person_id = p.id
LEFT JOIN tag ON tag.person_id = p.id LEFT JOIN dated ON dated.person_id = p.id
GROUP BY GROUPING SETS ((team.township_id), ())
"""
# Which column of the statement above answers which part of which indicator.
COLUMNS = {
    "CAD-02": (2, 3), "CAD-03": (4, 5), "CAD-04": (6, 7), "CAD-05.five_side": (8, 13),
    "CAD-05.institution_transfer": (9, 13), "CAD-05.township_young": (10, 13), "CAD-05.exchanged": (11, 13),
    "CAD-05.retained": (12, 13), "CAD-11.women": (14, None), "CAD-11.non_party": (15, 16),
    "CAD-11.minority": (17, None), "CAD-11.under30": (18, 7), "CAD-11.fulltime_graduate": (19, 3),
}
PAGES = [
    ("CAD-03", "numerator"), ("CAD-03", "rest"), ("CAD-02", "denominator"), ("CAD-04", "numerator"),
    ("CAD-05.five_side", "numerator"), ("CAD-11.women", "rest"), ("CAD-11.non_party", "missing"), ("CAD-04", "missing"),
    ("CAD-03", "missing"), ("CAD-02", "missing"),
]


def by_hand() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND)
        return cursor.fetchall()


def check_same(answer, rows) -> int:
    """How many numbers agree; stops at the first that does not."""
    agreed = 0
    for row in rows:
        for identity, (true, missing) in COLUMNS.items():
            figure = answer.figure(identity, row[0])
            expected = (row[true], row[1], row[missing] if missing else 0)
            assert (figure.numerator, figure.denominator, figure.missing) == expected, (identity, row[0], expected)
            agreed += 3
        figure = answer.figure("CAD-11.average_age", row[0])
        assert (figure.numerator, figure.denominator) == (row[20], row[21]), row[0]
        agreed += 2
    return agreed


def best(times: int, work) -> float:
    """Seconds of the fastest of several runs."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def measure(people: int, all_in_team: bool, times: int, explain: bool) -> None:
    load(people, all_in_team=all_in_team)
    question = {"population": "team", "as_of": DAY, "unit": Unit.objects.get(code="C")}
    # Within a transaction the portal keeps no counts, so that every time everybody is counted.
    with transaction.atomic():
        agreed = check_same(board(**question), by_hand())
        # In turns, so that what else the machine does meanwhile falls on both.
        ours = hand = float("inf")
        for _ in range(times):
            ours = min(ours, best(1, lambda: board(**question).figures))
            hand = min(hand, best(1, by_hand))
    size = board(**question).figure("CAD-02").denominator
    print(f"{people:>9,} people, {size:,} in the population, {len(indicators())} indicators: {agreed:,} numbers agree")
    print(f"          board {ours:.3f} s, by hand {hand:.3f} s, ratio {ours / hand:.2f}")
    again = best(times, lambda: board(**question).figures)
    print(f"          board asked again with nothing changed {again * 1000:.1f} ms")
    for identity, side in PAGES:
        page = people_page(indicator=identity, side=side, **question)
        seconds = best(times, lambda i=identity, s=side: people_page(indicator=i, side=s, **question))
        with transaction.atomic():
            alone = best(1, lambda i=identity, s=side: people_page(indicator=i, side=s, **question))
        print(
            f"          first page of {identity} {side}: {len(page.rows)} rows in {seconds * 1000:.1f} ms,"
            f" {alone * 1000:.1f} ms without a board counted before"
        )
    if explain:
        listing = _listing("CAD-03", "numerator", "team", DAY, question["unit"], None, None, None, None)
        towns = list(Unit.objects.filter(kind="town").values_list("pk", flat=True)[:20])
        with connection.cursor() as cursor:
            statement = "EXPLAIN (ANALYZE, COSTS OFF) " + page_statement(listing, continued=False)
            cursor.execute(statement, listing.parameters | {"limit": 51, "places": towns})
            print("\n".join(row[0] for row in cursor.fetchall()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--all", action="store_true", help="everyone sits in a leadership team")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--explain", action="store_true")
    options = parser.parse_args()
    for people in options.people:
        in_own_database("board_speed", people, partial(measure, people, options.all, options.times, options.explain))


if __name__ == "__main__":
    main()
