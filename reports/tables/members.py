"""The members of township teams on a day with the facts standard tables ask, in two statements whatever their number."""

from dataclasses import dataclass

from django.db import connection

from cadres.models import Education
from portal.rules.dates import PartialDate
from reports.facts import columns, joins
from reports.populations import Question, members, person_condition, persons

GRADUATE, COLLEGE, BELOW = 2, 1, 0
_FACTS = frozenset({"sex", "born", "age", "political_status", "fulltime_rank"})
_GRADUATE_CODES, _COLLEGE_CODES = ("11", "13", "1A", "1B"), ("21", "2A", "2B", "3B")  # ZB64


@dataclass(frozen=True)
class TeamMember:
    """One person in one township; `highest` is the highest completed education of any mode, None without a record."""

    person_id: int
    name: str
    post_text: str
    township_id: int
    sex: str
    born: PartialDate | None
    age: int | None
    political_status: str
    fulltime_rank: int | None
    is_chief: bool
    highest: int | None = None


def team_members(question: Question) -> list[TeamMember]:
    """Every member of the question's teams, once in each township, by township and name."""
    chief = (
        "EXISTS (SELECT 1 FROM cadres_appointment AS c WHERE c.person_id = p.id AND c.is_team_member"
        " AND c.member_kind = '1' AND c.nature = 'post' AND (c.began IS NULL OR c.began <= %(as_of)s)"
        " AND (c.ended IS NULL OR c.ended > %(as_of)s))"
    )
    statement = f"""WITH members AS MATERIALIZED (
            SELECT DISTINCT person_id, township_id, position, path FROM ({members(question)}) AS every
        )
        SELECT flat.* FROM (
            SELECT members.position, members.path, members.township_id, p.id, p.name, p.pinyin, p.post_text,
                   {chief} AS is_chief, {columns(_FACTS)}
            FROM members JOIN {persons(question)} AS p ON p.id = members.person_id {joins(_FACTS, lateral=False)}
            WHERE {person_condition(question)}
        ) AS flat ORDER BY position, path, pinyin, id"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    highest = _highest({row["id"] for row in rows}, question)
    return [
        TeamMember(
            row["id"], row["name"], row["post_text"], row["township_id"], row["sex"],
            PartialDate.from_int(row["born"]) if row["born"] else None, row["age"], row["political_status"],
            row["fulltime_rank"], row["is_chief"], highest.get(row["id"]),
        )
        for row in rows
    ]  # fmt: skip


def _highest(people: set[int], question: Question) -> dict[int, int]:
    """The highest education of any mode that was over by the day; an undated one counts, it is on file as completed."""
    found: dict[int, int] = {}
    day = question.parameters["as_of"]
    rows = Education.objects.filter(person__in=people, outcome__in=["1", ""]).values_list("person_id", "level", "ended")
    for person, level, ended in rows:
        if not level or (ended is not None and ended.as_int() > day):
            continue
        rank = GRADUATE if level in _GRADUATE_CODES else COLLEGE if level in _COLLEGE_CODES else BELOW
        found[person] = max(found.get(person, BELOW), rank)
    return found
