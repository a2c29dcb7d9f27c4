"""The statements behind a list of people: page by page along an index, or the whole set at once.

Both start from the population the board counts and end in the condition text the board counts with; only
the way there differs. By page, townships are walked in their order, each one's people are put in order, and
facts are asked person after person until the page is full; `places` names the townships worth a walk. As a
set, facts of everyone are grouped first; that form serves exports, counts and questions about the past.
"""

from dataclasses import dataclass

from portal.models import Unit
from reports.definitions import Indicator
from reports.facts import columns, joins
from reports.filters import Filters
from reports.history import relation
from reports.populations import Question, members, person_condition, persons, townships

SIDES = {"numerator": "计入", "denominator": "全部", "rest": "不计入", "missing": "缺数据"}
SHOWN = frozenset({"sex", "born", "age"})


@dataclass(frozen=True)
class Listing:
    """Which people of a question to list: those on a side of an indicator, narrowed."""

    question: Question
    indicator: Indicator
    side: str
    township: int | None
    filters: Filters

    @property
    def facts(self) -> frozenset:
        """Every fact the list shows or asks."""
        return SHOWN | self.indicator.facts | self.filters.facts

    @property
    def parameters(self) -> dict:
        """Every named parameter but the cursor's."""
        return self.question.parameters | self.filters.parameters | {"township": self.township}

    @property
    def condition(self) -> str:
        """SQL over a flat row: the side and the filters that ask facts."""
        return f"{side_sql(self.indicator, self.side)} AND {self.filters.fact_sql}"

    @property
    def standing(self) -> str:
        """SQL for where a flat row stands: yes, no or missing."""
        if not self.indicator.numerator:
            return "'yes'"
        return (
            f"CASE WHEN {self.indicator.true_sql} THEN 'yes' WHEN {self.indicator.missing_sql} THEN 'missing'"
            " ELSE 'no' END"
        )


def side_sql(indicator: Indicator, side: str) -> str:
    """SQL over a flat row for one side; the denominator of an average are those it averages."""
    if not indicator.numerator:
        return "true" if side in ("numerator", "denominator") else "false"
    if side == "numerator" or (side == "denominator" and indicator.average):
        return indicator.true_sql
    if side == "missing":
        return indicator.missing_sql
    if side == "rest":
        return f"(NOT {indicator.true_sql} AND NOT {indicator.missing_sql})"
    return "true"


def places_statement(listing: Listing, *, continued: bool) -> str:
    """The first %(walked)s townships a page could have people of, in the page's order."""
    here, after = _walk(listing, continued)
    return f"""SELECT t.township_id FROM ({townships(listing.question)}) AS t
        WHERE {here} AND {after} ORDER BY t.position, t.path LIMIT %(walked)s"""  # noqa: S608


def _walk(listing: Listing, continued: bool) -> tuple[str, str]:
    here = "t.township_id = %(township)s" if listing.township else "true"
    return here, "(t.position, t.path) >= (%(c_position)s, %(c_path)s)" if continued else "true"


def page_statement(listing: Listing, *, continued: bool) -> str:
    """One page in order out of the townships %(places)s, facts asked one person after another.

    `continued` starts after the cursor's person.
    """
    question = listing.question
    order = "t.position, t.path"
    here, after = _walk(listing, continued)
    beyond = (
        f"(({order}) > (%(c_position)s, %(c_path)s) OR (p.pinyin, p.id) > (%(c_pinyin)s, %(c_id)s))"
        if continued else "true"
    )
    # In the whole a person stands in the first of their townships only, as they are counted.
    first = "true" if listing.township else (
        f"NOT EXISTS (SELECT 1 FROM ({members(question)}) AS earlier"  # noqa: S608
        f" WHERE earlier.person_id = p.id AND (earlier.position, earlier.path) < ({order}))"
    )
    return f"""SELECT t.position, t.path, t.township_id, t.name, m.*
        FROM (
            SELECT t.*, u.name FROM ({townships(question)}) AS t
            JOIN {relation(Unit)} AS u ON u.id = t.township_id
            WHERE t.township_id = ANY(%(places)s) AND {here} AND {after} ORDER BY {order}
        ) AS t
        CROSS JOIN LATERAL (
            SELECT *, {listing.standing} AS standing
            FROM (
                SELECT p.id, p.name AS person_name, p.pinyin, p.post_text, {columns(listing.facts)}
                FROM (
                    SELECT p.* FROM (
                        SELECT DISTINCT every.person_id FROM ({members(question)}) AS every
                        WHERE every.township_id = t.township_id
                    ) AS mine
                    JOIN {persons(question)} AS p ON p.id = mine.person_id
                    WHERE {person_condition(question)} AND {listing.filters.person_sql} AND {beyond} AND {first}
                    ORDER BY p.pinyin, p.id
                ) AS p
                {joins(listing.facts, lateral=True)}
            ) AS flat
            WHERE {listing.condition}
            ORDER BY pinyin, id LIMIT %(limit)s
        ) AS m
        ORDER BY {order}, m.pinyin, m.id LIMIT %(limit)s"""  # noqa: S608


def set_statement(listing: Listing, *, continued: bool = False, limited: bool = False, count: bool = False) -> str:
    """Everyone listed, in the page's order, facts grouped for all at once; or only how many they are."""
    question, known_at = listing.question, listing.question.known_at
    here = "township_id = %(township)s" if listing.township else "is_first"
    after = (
        "(position, path, pinyin, id) > (%(c_position)s, %(c_path)s, %(c_pinyin)s, %(c_id)s)" if continued else "true"
    )
    chosen = "count(*)" if count else f"*, {listing.standing} AS standing"
    tail = "" if count else "ORDER BY position, path, pinyin, id" + (" LIMIT %(limit)s" if limited else "")
    return f"""WITH every AS (
            SELECT DISTINCT person_id, township_id, position, path FROM ({members(question)}) AS every
        ), members AS MATERIALIZED (
            SELECT * FROM (
                SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY position, path) = 1 AS is_first FROM every
            ) AS numbered WHERE {here}
        )
        SELECT {chosen}
        FROM (
            SELECT members.position, members.path, members.township_id, u.name, p.id, p.name AS person_name, p.pinyin,
                   p.post_text, {columns(listing.facts, known_at=known_at)}
            FROM members
            JOIN {persons(question)} AS p ON p.id = members.person_id
            JOIN {relation(Unit)} AS u ON u.id = members.township_id
            {joins(listing.facts, known_at=known_at, lateral=False)}
            WHERE {person_condition(question)} AND {listing.filters.person_sql}
        ) AS flat
        WHERE {listing.condition} AND {after}
        {tail}"""  # noqa: S608
