"""The members of township teams on a day with the facts standard tables ask, in a few statements whatever their number."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from cadres.models import Appointment, Education
from cadres.queries.establishment import CHIEF
from cadres.rules.structure import HEAD_POSTS, TeamPost, team_post
from portal.models import Unit, UnitQuota
from portal.rules.dates import PartialDate
from reports.facts import columns, joins
from reports.history import in_force, relation
from reports.populations import Question, members, person_condition, persons, places, townships

GRADUATE, COLLEGE, BELOW = 2, 1, 0
DOCTOR, MASTER = "2", "3"  # first digit of GB6864
_FACTS = frozenset({"sex", "born", "age", "political_status", "fulltime_rank"})
_GRADUATE_CODES, _COLLEGE_CODES = ("11", "13", "1A", "1B"), ("21", "2A", "2B", "3B")  # ZB64
_OFFICE = "办事处"


@dataclass(frozen=True)
class TeamMember:
    """One person in one township; `seat` is that of a chief (书记, 乡镇长, 人大主席), OTHER for a deputy.

    `highest` is the highest completed education of any mode, None without a record; `fulltime_degree` is DOCTOR or MASTER
    of full-time study, else ''.
    """

    person_id: int
    township_id: int
    sex: str
    born: PartialDate | None
    age: int | None
    political_status: str
    fulltime_rank: int | None
    seat: TeamPost = TeamPost.OTHER
    highest: int | None = None
    fulltime_degree: str = ""

    @property
    def heads(self) -> bool:
        """Whether the person is one of the two 党政正职."""
        return self.seat in HEAD_POSTS


def team_members(question: Question) -> list[TeamMember]:
    """Every member of the question's teams, once in each township, by township and name."""
    statement = f"""WITH members AS MATERIALIZED (
            SELECT DISTINCT person_id, township_id, position, path FROM ({members(question)}) AS every
        )
        SELECT flat.* FROM (
            SELECT members.position, members.path, members.township_id, p.id, p.pinyin, {columns(_FACTS)}
            FROM members JOIN {persons(question)} AS p ON p.id = members.person_id {joins(_FACTS, lateral=False)}
            WHERE {person_condition(question)}
        ) AS flat ORDER BY position, path, pinyin, id"""  # noqa: S608
    rows = _rows(statement, question)
    highest, degrees = _studies({row["id"] for row in rows}, question)
    seats = _seats(question)
    return [
        TeamMember(
            row["id"], row["township_id"], row["sex"], PartialDate.from_int(row["born"]) if row["born"] else None,
            row["age"], row["political_status"], row["fulltime_rank"],
            seats.get((row["id"], row["township_id"]), TeamPost.OTHER), highest.get(row["id"]), degrees.get(row["id"], ""),
        )
        for row in rows
    ]  # fmt: skip


def once_each(everybody: list[TeamMember]) -> list[TeamMember]:
    """Each person once, as in the first of their townships."""
    return list({one.person_id: one for one in reversed(everybody)}.values())[::-1]


def team_townships(question: Question) -> list[Unit]:
    """The townships asked about, also those without a member, in their order."""
    found = [row["township_id"] for row in _rows(f"SELECT township_id FROM ({townships(question)}) AS every", question)]  # noqa: S608
    return list(Unit.objects.filter(pk__in=found).order_by("position", "path"))


def team_quotas(question: Question) -> dict[int, list[UnitQuota]]:
    """Records of the leaders' posts of each township's organs on the day: those that state both numbers, as CAD-10."""
    statement = f"""SELECT places.township_id, q.id
        FROM ({places()}) AS places JOIN {relation(UnitQuota)} AS q ON q.unit_id = places.unit_id
        WHERE places.kind = ANY(%(team_kinds)s) AND {in_force("q")} AND q.chief_posts + q.deputy_posts IS NOT NULL
        ORDER BY places.path, q.unit_id"""  # noqa: S608
    rows = _rows(statement, question)
    records = UnitQuota.objects.select_related("unit").in_bulk([row["id"] for row in rows])
    found = defaultdict(list)
    for row in rows:
        found[row["township_id"]].append(records[row["id"]])
    return found


def _seats(question: Question) -> dict[tuple[int, int], TeamPost]:
    """The seat of every chief, by person and township."""
    statement = f"""SELECT a.person_id, places.township_id, a.title, a.unit_text
        FROM {relation(Appointment)} AS a JOIN ({places()}) AS places ON places.unit_id = a.unit_id
        WHERE a.is_team_member AND a.member_kind = '{CHIEF}' AND a.nature = 'post' AND {in_force("a")}"""  # noqa: S608
    order, found = [*TeamPost], {}
    for row in _rows(statement, question):
        seat = team_post(row["title"])
        if seat == TeamPost.OTHER and row["title"] == "主任" and row["unit_text"].endswith(_OFFICE):
            seat = TeamPost.HEAD  # the head of a street's office
        key = (row["person_id"], row["township_id"])
        found[key] = min(seat, found.get(key, seat), key=order.index)
    return found


def _studies(people: set[int], question: Question) -> tuple[dict[int, int], dict[int, str]]:
    """The highest education of any mode, and the highest full-time graduate degree, over by the day.

    An undated study counts, it is on file as completed.
    """
    highest: dict[int, int] = {}
    degrees: dict[int, str] = {}
    day = question.parameters["as_of"]
    rows = Education.objects.filter(person__in=people, outcome__in=["1", ""])
    for person, level, mode, degree, ended in rows.values_list("person_id", "level", "mode", "degree", "ended"):
        if ended is not None and ended.as_int() > day:
            continue
        if mode == "1" and degree[:1] in (DOCTOR, MASTER):
            degrees[person] = min(degree[:1], degrees.get(person, MASTER))
        if level:
            rank = GRADUATE if level in _GRADUATE_CODES else COLLEGE if level in _COLLEGE_CODES else BELOW
            highest[person] = max(highest.get(person, BELOW), rank)
    return highest, degrees


def _rows(statement: str, question: Question) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
