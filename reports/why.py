"""Why one person counts or does not: every condition with its facts, its rule, and the days it turns on."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from cadres.models import Appointment, Person, SourceTag
from cadres.queries.why import TownshipReason, township_reason
from cadres.rules.age import first_day_lost
from portal.models import RuleSetting
from portal.rules.dates import PartialDate
from reports.conditions import Condition
from reports.definitions import Indicator
from reports.definitions import indicator as indicator_of
from reports.fact_texts import fact_texts
from reports.facts import CATEGORIES, columns, joins
from reports.graduation import educations
from reports.history import relation
from reports.rule_values import RuleValues, rules_on


@dataclass(frozen=True)
class ConditionReason:
    """One condition for one person: `standing` is yes, no or missing.

    `holds_from` is the first day on which it is true (None: it never is, or its beginning is not dated),
    `holds_until` the first day on which it no longer is. Both follow from the records on file today.
    """

    label: str
    standing: str
    facts: list[tuple[str, str]]
    settings: list[RuleSetting]
    rule_text: str = ""
    holds_from: datetime.date | None = None
    holds_until: datetime.date | None = None
    township: TownshipReason | None = None


@dataclass(frozen=True)
class Why:
    """Where a person stands under an indicator on a day, and what it rests on."""

    person: Person
    indicator: Indicator
    as_of: datetime.date
    standing: str
    conditions: list[ConditionReason]
    posts: list[Appointment]


def why(person: Person, indicator: str, as_of: datetime.date) -> Why:
    """The account of one person under one indicator on the day; raises FigureProblem.

    `posts` are the posts in office that day that make the person a team member; none for others.
    """
    definition = indicator_of(indicator)
    rules = rules_on(as_of)
    flat = _flat(person, definition, rules)
    reasons = []
    for number, (condition, argument) in enumerate(definition.conditions):
        standing = "yes" if flat[f"true_{number}"] else "missing" if flat[f"missing_{number}"] else "no"
        facts = fact_texts({fact: flat[fact] for fact in condition.facts[argument]})
        settings = [rules.settings[key] for key in condition.rules[argument]]
        dated = _DATED.get(condition.name)
        extra = dated(person, condition, argument, rules) if dated else {}
        reasons.append(ConditionReason(str(condition.label), standing, facts, settings, **extra))
    standings = {reason.standing for reason in reasons}
    whole = "no" if "no" in standings else "missing" if "missing" in standings else "yes"
    posts = Appointment.objects.as_of(as_of).filter(
        person=person, is_team_member=True, member_kind__in=["1", "3"], nature=Appointment.Nature.POST
    )
    posts = list(posts.select_related("unit").order_by("post_order", "pk"))
    return Why(person, definition, as_of, whole, reasons, posts)


def _flat(person: Person, definition: Indicator, rules: RuleValues) -> dict:
    """The person's facts with every condition's two answers, by the same texts the board counts with."""
    if not definition.numerator:
        return {}
    answers = ", ".join(
        f"{condition.true[argument]} AS true_{number}, {condition.missing[argument]} AS missing_{number}"
        for number, (condition, argument) in enumerate(definition.conditions)
    )
    statement = f"""SELECT flat.*, {answers} FROM (
            SELECT {columns(definition.facts)} FROM {relation(Person)} AS p {joins(definition.facts, lateral=True)}
            WHERE p.id = %(person)s
        ) AS flat"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, rules.parameters() | {"person": person.pk})
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def _age(person: Person, condition: Condition, key: str, rules: RuleValues) -> dict:
    rule = rules.age(key)
    return {
        "rule_text": f"{rule}，{rules.cut_off_text(key)}",
        "holds_until": first_day_lost(rule, person.born),
    }


def _education(person: Person, condition: Condition, level: str, rules: RuleValues) -> dict:
    parameters = rules.parameters()
    levels = parameters["graduate_levels" if level == "graduate" else "bachelor_levels"]
    statement = f"""SELECT ended, stated IS NULL FROM {educations()} AS x
        WHERE person_id = %(person)s AND mode = '1' AND outcome IN ('1', '') AND level = ANY(%(levels)s)
          AND ended IS NOT NULL ORDER BY ended LIMIT 1"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, {"person": person.pk, "levels": levels})
        found = cursor.fetchone()
    if found is None:
        return {}
    ended, inferred = PartialDate.from_int(found[0]), found[1]
    text = _("毕业时间未填的，按简历中的学习经历或参加工作时间计，此人为%(day)s") % {"day": ended}
    return {"holds_from": ended.first_day(), "rule_text": text if inferred else ""}


def _township(person: Person, condition: Condition, argument: bool, rules: RuleValues) -> dict:
    reason = township_reason(person, rules.as_of)
    return {
        "township": reason, "holds_from": reason.reached_on,
        "rule_text": f"累计达到{reason.required}个月（含本数）",
    }


def _category(person: Person, condition: Condition, category: str, rules: RuleValues) -> dict:
    """From the day of recognition until one of higher precedence is recognised; undated ones hold always."""
    always = datetime.date.min
    since: dict[str, datetime.date] = {}
    for tag in SourceTag.objects.filter(person=person):
        day = tag.since.first_day() if tag.since else always
        since[tag.category] = min(since.get(tag.category, day), day)
    began = since.get(category)
    ended = min((since[other] for other in CATEGORIES[: CATEGORIES.index(category)] if other in since), default=None)
    if began is None or (ended and ended <= began):
        return {}
    return {"holds_from": None if began == always else began, "holds_until": ended}


_DATED = {
    "age_within": _age, "fulltime_education": _education, "township_experience": _township,
    "primary_category": _category,
}
