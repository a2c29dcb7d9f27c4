"""Whether the person of a case meets the conditions of the source category that held when the case was examined."""

import datetime

from cadres.models import Appointment, Education, SelectionCase, SourceCategoryRule, Spell, TownshipPeriod
from cadres.rules.age import AgeRule
from cadres.rules.category_conditions import Answer, CandidateFacts, CategoryConditions, evaluate, schooling_rank
from cadres.rules.source_category import SourceSubcategory
from cadres.rules.township import Piece, piece_months
from portal.queries.rules import RuleMissing, rule_value
from portal.rules.dates import as_int
from portal.rules.unit_kinds import UnitKind

_KINDS = {
    SourceSubcategory.TOWNSHIP_INSTITUTION_STAFF: {UnitKind.TOWNSHIP_INSTITUTION},
    SourceSubcategory.VILLAGE_SECRETARY: {UnitKind.VILLAGE},
    SourceSubcategory.GRADUATE_VILLAGE_OFFICER: {UnitKind.VILLAGE},
}
GOVERNED = "2"  # ZB135 参公事业编制


def rule_for(case: SelectionCase, day: datetime.date) -> SourceCategoryRule | None:
    """The conditions in force on the day for the case's category; those of the sub-category before those of all."""
    rules = SourceCategoryRule.objects.as_of(day).filter(
        category=case.category, subcategory__in=(case.subcategory, "")
    )  # fmt: skip
    return rules.order_by("-subcategory", "-began", "-pk").first() if case.category else None


def conditions_of(rule: SourceCategoryRule) -> CategoryConditions:
    """The row as the rule's own value."""
    kinds = set(_KINDS.get(rule.subcategory, ()))
    if rule.includes_posted and kinds:
        kinds.add(UnitKind.TOWNSHIP_POSTED)
    if rule.includes_communities and UnitKind.VILLAGE in kinds:
        kinds.add(UnitKind.COMMUNITY)
    age = None
    if rule.most_age:
        age = AgeRule(rule.most_age, rule.age_boundary, rule.age_precision)
    return CategoryConditions(
        kinds=frozenset(kinds), excluded_kinds=frozenset() if rule.includes_streets else frozenset({UnitKind.STREET}),
        excludes_governed=rule.excludes_governed, years=rule.years, post_years=rule.post_years, age=age,
        schooling=rule.least_schooling, ended_posting=rule.ended_posting,
    )  # fmt: skip


def assess(case: SelectionCase, day: datetime.date) -> tuple[SourceCategoryRule | None, Answer | None]:
    """The conditions and the answer on the day; (None, None) when no conditions are on file for the category."""
    rule = rule_for(case, day)
    if rule is None:
        return None, None
    asked = conditions_of(rule)
    facts = candidate_facts(case, day, streets_apart=not rule.includes_streets)
    # Age may be counted on a day of its own; everything else on the day of the examination.
    age = evaluate(CategoryConditions(age=asked.age), facts, rule.age_as_of or day) if asked.age else None
    rest = evaluate(CategoryConditions(**{**asked.__dict__, "age": None}), facts, day)
    return rule, _together(rest, age)


def candidate_facts(case: SelectionCase, day: datetime.date, *, streets_apart: bool) -> CandidateFacts:
    """What is on file of the case's person on the day; with `streets_apart` a street's own units stand as the street."""
    person, unit = case.person, case.source_unit or case.person.unit
    kind = UnitKind(unit.kind) if unit else None
    if unit and streets_apart and unit.township_id and unit.township.kind == UnitKind.STREET:
        kind = UnitKind.STREET
    levels = Education.objects.filter(person=person, outcome__in=("1", "")).values_list("level", flat=True)
    return CandidateFacts(
        kind=kind,
        governed=person.establishment == GOVERNED if person.establishment else None,
        township_months=township_months(person.pk, day),
        post_since=case.source_since,
        born=person.born,
        schooling_level=max((level for level in levels if level), key=lambda one: schooling_rank(one) or 0, default=""),
        posting_ended=_posting_ended(person.pk, day),
    )


def township_months(person: int, day: datetime.date) -> int | None:
    """Months of township work on the day under the rule in force; None when no dated spell is on file."""
    try:
        _value, setting = rule_value("township_experience", day)
    except RuleMissing:
        return None
    stretches = TownshipPeriod.objects.filter(person=person, rule=setting)
    pieces = [Piece(one.began, one.ended, one.counts_from, (), one.convention) for one in stretches]
    if not pieces and not Spell.objects.filter(person=person, began__isnull=False).exists():
        return None
    return sum(piece_months(piece, day) for piece in pieces)


def _posting_ended(person: int, day: datetime.date) -> bool | None:
    postings = Appointment.objects.filter(person=person, nature=Appointment.Nature.VILLAGE_POSTING)
    ends = list(postings.values_list("ended", flat=True))
    if not ends:
        return None
    return any(end is not None and end.as_int() <= as_int(day) for end in ends)


def _together(first: Answer, second: Answer | None) -> Answer:
    if second is None:
        return first
    order = ("not_eligible", "needs_evidence", "eligible")
    outcome = min((first.outcome, second.outcome), key=lambda one: order.index(one.value))
    return Answer(outcome, (*first.findings, *second.findings))
