"""Requirements on the structure of teams, judged over whoever is given as member, by the facts and conditions of the board.

The members are an argument: the slates of a round as they stand, or a plan nobody has decided yet. What a condition
means is written once (`reports.conditions`), so a requirement and a figure about the same people cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from cadres.models import Person, SlateMember, StructureRequirement, TurnoverRound
from cadres.rules.age import AgeRule, earliest_birth_int
from cadres.rules.structure import (
    HEAD_POSTS,
    Group,
    Requirement,
    Result,
    Scope,
    Standing,
    TeamPost,
    Trait,
    Verdict,
    evaluate,
    team_post,
)
from portal.models import Unit
from reports.conditions import CONDITIONS
from reports.facts import columns, joins
from reports.history import relation
from reports.rule_values import RuleValues

ON_FILE = {
    Trait.WOMAN: ("sex", "2"),
    Trait.NON_PARTY: ("non_party", True),
    Trait.MINORITY: ("minority", True),
    Trait.FULLTIME_BACHELOR: ("fulltime_education", "bachelor"),
    Trait.FULLTIME_GRADUATE: ("fulltime_education", "graduate"),
    Trait.TOWNSHIP_YEARS: ("township_experience", True),
    Trait.FIVE_SIDE: ("primary_category", "five_side"),
}
_AGE_FACTS = frozenset({"born", "born_first", "born_last"})
FORMAL = ["1", "2", "3"]  # ZB135: whoever holds a place of the establishment may be considered


@dataclass(frozen=True)
class Member:
    """One place of a slate: who, in which township (unit id), as what."""

    person: int
    township: int
    post: str = ""

    @property
    def team_post(self) -> TeamPost:
        """The place in the team that the post's words tell."""
        return team_post(self.post)


@dataclass(frozen=True)
class RequirementResult:
    """One requirement over all its townships: the verdict, and the result of each place (None for the whole)."""

    requirement: StructureRequirement
    verdict: Verdict
    places: dict[int | None, Result] = field(default_factory=dict)

    @property
    def missed(self) -> list[int | None]:
        """The places in which it is missed."""
        return [place for place, result in self.places.items() if result.verdict == Verdict.MISSED]


def slate_members(turnover: TurnoverRound, *, states: Iterable[str] = ()) -> list[Member]:
    """Everyone on the round's slates, of townships in the states given when any are."""
    rows = SlateMember.objects.filter(turnover_unit__round=turnover)
    if states:
        rows = rows.filter(turnover_unit__state__in=states)
    return [Member(*row) for row in rows.order_by("pk").values_list("person", "turnover_unit__unit", "post")]


def judge(
    requirements: Iterable[StructureRequirement],
    members: Iterable[Member],
    townships: Iterable[Unit],
    rules: RuleValues,
) -> list[RequirementResult]:
    """Every requirement over the members given, township by township or together; facts on the rules' day.

    `townships` are those asked about, so that one without any member is not forgotten.
    """
    requirements, members = list(requirements), list(members)
    townships = list(townships)
    flags = _flags({one.person for one in members}, requirements, rules)
    found = []
    for asked in requirements:
        rule = Requirement(asked.group, asked.trait, asked.measure, asked.comparator, asked.threshold)
        inside = [one.pk for one in townships if one.path.startswith(asked.unit.path)]
        if asked.scope == Scope.WHOLE:
            people = {one.person: one for one in members if one.township in inside}  # in two townships: once
            places = {None: evaluate(rule, _standings(asked, people.values(), flags))} if inside else {}
        else:
            places = {
                place: evaluate(rule, _standings(asked, [one for one in members if one.township == place], flags))
                for place in inside
            }
        found.append(RequirementResult(asked, _verdict(places.values()), places))
    return found


def candidates(
    requirement: StructureRequirement, within: Unit, taken: Iterable[int], rules: RuleValues, *, limit: int = 50
) -> list[Person]:
    """People in post in the unit, on nobody's slate, who have what the requirement counts; leaders first, then by name.

    Empty for a requirement about posts, which no list of people can meet.
    """
    key = _flag_key(requirement.trait, requirement)
    if key is None:
        return []
    age = requirement if requirement.group == Group.YOUNG_HEADS else None
    sql, facts, parameters = _flag_sql([requirement], rules)
    condition = f"{key} AND {_flag_key(Trait.AGE, age)}" if age else key
    statement = f"""WITH members AS MATERIALIZED (
            SELECT p.id AS person_id FROM {relation(Person)} AS p
            JOIN {relation(Unit)} AS u ON u.id = p.unit_id
            WHERE p.status = '1' AND p.establishment = ANY(%(formal)s) AND starts_with(u.path, %(within)s)
              AND p.id <> ALL(%(taken)s)
        )
        SELECT id FROM (SELECT id, pinyin, post_level, {sql} FROM (
            SELECT p.id, p.pinyin, p.post_level, {columns(facts)} FROM members
            JOIN {relation(Person)} AS p ON p.id = members.person_id {joins(facts, lateral=False)}
        ) AS flat) AS judged
        WHERE {condition} ORDER BY post_level NOT IN ('0141', '0142'), pinyin, id LIMIT %(limit)s"""  # noqa: S608
    parameters |= rules.parameters() | {
        "formal": FORMAL, "within": within.path, "taken": list(taken), "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        order = [number for (number,) in cursor.fetchall()]
    people = Person.objects.select_related("unit").in_bulk(order)
    return [people[number] for number in order]


def _verdict(results: Iterable[Result]) -> Verdict:
    verdicts = {one.verdict for one in results}
    if Verdict.MISSED in verdicts:
        return Verdict.MISSED
    return Verdict.MET if verdicts == {Verdict.MET} else Verdict.UNKNOWN


def _standings(asked: StructureRequirement, members: Iterable[Member], flags: dict) -> list[Standing]:
    return [
        Standing(one.person, _in_group(asked, one, flags), _has_trait(asked.trait, asked, one, flags))
        for one in members
    ]


def _in_group(asked: StructureRequirement, member: Member, flags: dict) -> bool | None:
    if asked.group == Group.MEMBERS:
        return True
    if member.team_post not in HEAD_POSTS:
        return False
    return True if asked.group == Group.HEADS else _has_trait(Trait.AGE, asked, member, flags)


def _has_trait(trait: str, asked: StructureRequirement, member: Member, flags: dict) -> bool | None:
    if trait == Trait.ANYONE:
        return True
    if trait == Trait.SECRETARY:
        return member.team_post == TeamPost.SECRETARY
    return flags.get(member.person, {}).get(_flag_key(trait, asked))


def _flag_key(trait: str, asked: StructureRequirement | None) -> str | None:
    if trait == Trait.AGE:
        return f"flag_age_{asked.most_age}_{asked.age_boundary.lower()}"
    return f"flag_{trait}" if trait in ON_FILE else None


def _flag_sql(requirements: Iterable[StructureRequirement], rules: RuleValues) -> tuple[str, frozenset, dict]:
    """Select list of three-valued flags, the facts they need, and parameters beside those of the rules."""
    texts, facts, parameters = ["NULL::boolean AS flag_none"], frozenset(), {}
    for asked in requirements:
        if asked.trait == Trait.AGE or asked.group == Group.YOUNG_HEADS:
            key = _flag_key(Trait.AGE, asked)
            parameters[key] = earliest_birth_int(AgeRule(asked.most_age, asked.age_boundary), rules.as_of)
            facts |= _AGE_FACTS
            texts.append(
                f"CASE WHEN born_first >= %({key})s THEN true WHEN born IS NULL OR born_last >= %({key})s THEN NULL"
                f" ELSE false END AS {key}"
            )
        if asked.trait in ON_FILE:
            name, argument = ON_FILE[asked.trait]
            condition = CONDITIONS[name]
            facts |= condition.facts[argument]
            texts.append(
                f"CASE WHEN {condition.true[argument]} THEN true WHEN {condition.missing[argument]} THEN NULL"
                f" ELSE false END AS {_flag_key(asked.trait, asked)}"
            )
    return ", ".join(dict.fromkeys(texts)), facts, parameters


def _flags(people: set[int], requirements: list[StructureRequirement], rules: RuleValues) -> dict[int, dict]:
    """Person → flags, all people and all requirements in one statement."""
    if not people:
        return {}
    sql, facts, parameters = _flag_sql(requirements, rules)
    chosen = f", {columns(facts)}" if facts else ""
    statement = f"""WITH members AS MATERIALIZED (SELECT unnest(%(people)s::bigint[]) AS person_id)
        SELECT id, {sql} FROM (
            SELECT p.id{chosen} FROM members
            JOIN {relation(Person)} AS p ON p.id = members.person_id {joins(facts, lateral=False)}
        ) AS flat"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, rules.parameters() | parameters | {"people": sorted(people)})
        names = [column.name for column in cursor.description]
        return {row[0]: dict(zip(names[1:], row[1:], strict=True)) for row in cursor.fetchall()}
