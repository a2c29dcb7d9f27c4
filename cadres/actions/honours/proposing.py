"""Proposals and tasks made from a year's results: awards to be reviewed, things to be done."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from cadres.models import Appraisal, AssessmentConsequence, Award, AwardCase
from cadres.queries.ranks.civil_servants import civil_servant_categories, of_civil_service
from cadres.rules.honours.awards import COMMENDATION, THIRD_CLASS, AwardTerms, proposals
from cadres.rules.honours.consequences import consequences
from portal.audit import record
from portal.models import StepTaken
from portal.queries.rules import rule_value

Kind = AssessmentConsequence.Kind
_GONE = (AwardCase.State.REJECTED, AwardCase.State.REVOKED)
_BASIS = {COMMENDATION: Award.Basis.EXCELLENT_YEAR, THIRD_CLASS: Award.Basis.THREE_YEARS}


@transaction.atomic
def propose_awards(*, year: int, by, today: datetime.date, units: Iterable | None = None) -> list[AwardCase]:
    """Award cases newly proposed for the year's results decided by the day; what is there already is left alone.

    `units` narrows to people whose results or places are in them. The proposals wait for a second person's review.
    """
    terms = AwardTerms(**rule_value("third_class_window", today)[0])
    bonus = rule_value("award_bonus", today)[0]
    results, places = _results(year, today, units)
    people = list(results)
    merits, given = _awards(people)
    made = [
        AwardCase(
            person_id=person, unit_id=places.get(person), kind=one.kind, basis=_BASIS[one.kind], award_year=one.year,
            basis_from=one.basis_from, bonus=bonus.get(one.kind),
        )
        for person in people
        for one in proposals(results[person], year, merits=merits[person], given=given[person], terms=terms)
    ]  # fmt: skip
    AwardCase.objects.bulk_create(made)
    _entered(made, AwardCase.State.PROPOSED, by)
    record("awards.proposed", by=by, detail={"year": year, "proposals": len(made)})
    return made


@transaction.atomic
def propose_consequences(
    *, year: int, by, today: datetime.date, units: Iterable | None = None
) -> list[AssessmentConsequence]:
    """Tasks newly made from the year's results decided by the day; those there already are left alone."""
    results, places = _results(year, today, units)
    there, last = set(), defaultdict(int)
    for person, one, kind in AssessmentConsequence.objects.filter(person__in=list(results), year__lte=year).values_list(
        "person_id", "year", "kind"
    ):
        if one == year:
            there.add((person, kind))
        else:
            last[person, kind] = max(last[person, kind], one)
    month = rule_value("consequence_due_month", today)[0]
    due = datetime.date(year + 1, month, calendar.monthrange(year + 1, month)[1])
    appraisals = dict(Appraisal.objects.filter(year=year, person__in=list(results)).values_list("person_id", "pk"))
    made = [
        AssessmentConsequence(
            person_id=person, appraisal_id=appraisals.get(person), unit_id=places.get(person), year=year, kind=kind,
            basis=why, due_on=due,
        )
        for person, by_year in results.items()
        for kind, why in consequences(
            by_year, year, after_step=last[person, Kind.SALARY_STEP], after_level=last[person, Kind.LEVEL]
        )
        if (person, kind) not in there
    ]  # fmt: skip
    AssessmentConsequence.objects.bulk_create(made)
    _entered(made, AssessmentConsequence.State.DUE, by)
    record("consequences.proposed", by=by, detail={"year": year, "tasks": len(made)})
    return made


def _results(year: int, today: datetime.date, units) -> tuple[dict[int, dict[int, str]], dict[int, int]]:
    """(results by person and year up to the year, as decided by the day; the unit of each person)."""
    known = rule_value("appraisal_known_from", today)[0]
    rows = Appraisal.objects.filter(of_civil_service(civil_servant_categories(today), "person__"), year__lte=year)
    if units is not None:
        rows = rows.filter(person__unit__in=units)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    places = {}
    for person, one, result, decided, unit, home in rows.order_by("person_id", "year").values_list(
        "person_id", "year", "result", "decided_on", "unit_id", "person__unit_id"
    ):
        if (decided or datetime.date(one + 1, known["month"], known["day"])) <= today:
            found[person][one] = result
            places[person] = unit or home
    return {person: results for person, results in found.items() if year in results}, places


def _awards(people: list[int]) -> tuple[dict, dict]:
    """(三等功 by award year with the first year used, awards given by (kind, year)) of each person, cases and records."""
    merits: dict[int, dict[int, int | None]] = defaultdict(dict)
    given: dict[int, set] = defaultdict(set)
    for person, code, year, basis, decided in Award.objects.filter(
        person__in=people, code__in=[COMMENDATION, THIRD_CLASS], revoked__isnull=True
    ).values_list("person_id", "code", "award_year", "basis", "decided"):
        # Without a year on file an award is taken as given for the year before its decision.
        year = year or (decided.year - 1 if decided else None)
        if year is None:
            continue
        given[person].add((code, year))
        if code == THIRD_CLASS and basis != Award.Basis.OTHER:
            merits[person][year] = None
    for person, kind, year, basis, first in (
        AwardCase.objects.filter(person__in=people)
        .exclude(state__in=_GONE)
        .values_list("person_id", "kind", "award_year", "basis", "basis_from")
    ):
        given[person].add((kind, year))
        if kind == THIRD_CLASS and basis == Award.Basis.THREE_YEARS:
            merits[person][year] = first
    return merits, given


def _entered(records: list, state: str, by) -> None:
    """Whoever made the proposals entered them: the step after needs somebody else."""
    StepTaken.objects.bulk_create(
        StepTaken(record_type=one._meta.label_lower, record_id=one.pk, step="entered", target=state, taken_by=by)
        for one in records
    )
