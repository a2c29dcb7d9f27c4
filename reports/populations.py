"""Who is counted: township leadership teams on a day, or the slates of a turnover round.

Every population is a relation of (person_id, township_id): one row a person and township. A person in two
townships has two rows, and the first of them (by the townships' order) is the one that counts in the whole.
"""

import datetime
from dataclasses import dataclass, field

from cadres.models import Appointment, Person, SlateMember, TurnoverRound, TurnoverUnit
from portal.models import Unit, UnitSpan
from reports.history import in_force, relation
from reports.problems import FigureProblem
from reports.rule_values import RuleValues, rules_on

POPULATIONS = {"team": "乡镇领导班子成员", "slate": "换届当选的班子成员"}
ELECTED = ("elected", "approved", "completed")


@dataclass(frozen=True)
class Question:
    """Whom to count, on which day, where, and as known when; `day` is the round's own day for a slate."""

    population: str
    as_of: datetime.date
    unit: Unit
    known_at: datetime.datetime | None = None
    round: TurnoverRound | None = None
    rules: RuleValues = field(default=None, compare=False)

    @property
    def parameters(self) -> dict:
        """Every named parameter of the question's statements."""
        return self.rules.parameters() | {
            "scope": self.unit.path, "known_at": self.known_at, "round": self.round and self.round.pk,
        }


def ask(*, population, as_of, unit, known_at=None, round=None) -> Question:
    """A question checked and complete; raises FigureProblem.

    Ages of a slate are counted on the round's own day, whatever day was asked for.
    """
    if population not in POPULATIONS:
        raise FigureProblem(f"没有“{population}”这种人群，可用的有：{'、'.join(POPULATIONS)}。")
    if population == "slate":
        if round is None:
            raise FigureProblem("换届口径需要指定哪一次换届。")
        as_of = round.as_of
    return Question(population, as_of, unit, known_at, round, rules_on(as_of))


def latest_round(as_of: datetime.date) -> TurnoverRound | None:
    """The turnover round whose day is the last one not after the day given; None when there is none."""
    return TurnoverRound.objects.filter(as_of__lte=as_of).order_by("-as_of", "-id").first()


def places(known_at=None) -> str:
    """SELECT of the units that belong to a township within the scope on the day, with the township's place.

    The township is the one the unit belonged to on that day, and it must have been one then: a town turned
    street leaves the population on the day it turns. Where the township lies now decides the scope.
    """
    spans, units = relation(UnitSpan, known_at), relation(Unit, known_at)
    return f"""SELECT s.unit_id, s.kind, s.township_id, tu.position, tu.path
        FROM {spans} AS s
        JOIN {spans} AS t ON t.unit_id = s.township_id
        JOIN {units} AS tu ON tu.id = s.township_id
        WHERE {in_force('s')} AND {in_force('t')}
          AND t.kind = ANY(%(team_kinds)s) AND starts_with(tu.path, %(scope)s)"""  # noqa: S608


def townships(question: Question) -> str:
    """SELECT of the townships in scope: township_id, position, path."""
    if question.population == "team":
        return f"SELECT DISTINCT township_id, position, path FROM ({places(question.known_at)}) AS places"  # noqa: S608
    return f"""SELECT u.id AS township_id, u.position, u.path
        FROM {relation(TurnoverUnit, question.known_at)} AS tu
        JOIN {relation(Unit, question.known_at)} AS u ON u.id = tu.unit_id
        WHERE tu.round_id = %(round)s AND starts_with(u.path, %(scope)s)"""  # noqa: S608


_IN_OFFICE = (
    "a.is_team_member AND a.member_kind IN ('1', '3') AND a.nature = 'post' AND " + in_force("a")
)
_SERVING = "p.status = '1'"


def members(question: Question) -> str:
    """SELECT of person_id, township_id, position, path; the same person and township may appear more than once."""
    known_at = question.known_at
    if question.population == "team":
        return f"""SELECT a.person_id, places.township_id, places.position, places.path
            FROM {relation(Appointment, known_at)} AS a
            JOIN ({places(known_at)}) AS places ON places.unit_id = a.unit_id
            WHERE {_IN_OFFICE}"""  # noqa: S608
    return f"""SELECT m.person_id, u.id AS township_id, u.position, u.path
        FROM {relation(SlateMember, known_at)} AS m
        JOIN {relation(TurnoverUnit, known_at)} AS tu ON tu.id = m.turnover_unit_id
        JOIN {relation(Unit, known_at)} AS u ON u.id = tu.unit_id
        WHERE tu.round_id = %(round)s AND tu.state IN {ELECTED} AND starts_with(u.path, %(scope)s)"""  # noqa: S608


def person_condition(question: Question) -> str:
    """SQL over p that everyone of the population satisfies beside the membership itself."""
    return _SERVING if question.population == "team" else "true"


def persons(question: Question) -> str:
    """The person table as the question knows it."""
    return relation(Person, question.known_at)
