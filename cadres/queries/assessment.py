"""A year's appraisal as it stands: results by unit, the share of 优秀, proposals and tasks already there."""

import datetime
from collections import Counter
from dataclasses import dataclass

from cadres.models import Appraisal, AssessmentConsequence, AwardCase, Person
from cadres.queries.ranks.civil_servants import civil_servant_categories, of_civil_service
from cadres.rules.honours.shares import ShareCheck, share_checks
from portal.models import Unit
from portal.queries.rules import rule_value

CERTIFIED = (AwardCase.State.DECIDED, AwardCase.State.CERTIFICATE_ISSUED)
"""States of awards for which a certificate is made."""


@dataclass(frozen=True)
class YearOfAppraisal:
    """The year in the user's scope: how many of each result, the checks by unit, awards by state, tasks by state."""

    results: Counter
    checks: list[tuple[str, ShareCheck]]
    awards: Counter
    tasks: Counter


def year_of_appraisal(user, year: int, as_of: datetime.date) -> YearOfAppraisal:
    """Civil servants' results of the year decided by the day, judged by the rules of the day."""
    rule = rule_value("excellent_share", as_of)[0]
    known = rule_value("appraisal_known_from", as_of)[0]
    people = Person.objects.visible_to(user)
    rows = Appraisal.objects.filter(
        of_civil_service(civil_servant_categories(as_of), "person__"), year=year, participated=True, person__in=people
    ).values_list("result", "decided_on", "unit_id", "person__unit_id")
    assumed = datetime.date(year + 1, known["month"], known["day"])
    decided = [(unit or home, result) for result, day, unit, home in rows if (day or assumed) <= as_of]
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={unit for unit, _result in decided if unit})}
    checks = share_checks(
        [(unit, result) for unit, result in decided if unit],
        normal=rule["normal"], approved=rule["approved"], pool_below=rule["pool_below"],
        parents={pk: unit.parent_id for pk, unit in units.items() if unit.parent_id},
    )  # fmt: skip
    parents = {unit.pk: unit.name for unit in Unit.objects.filter(pk__in={one.parent_id for one in units.values()})}
    return YearOfAppraisal(
        results=Counter(result for _unit, result in decided),
        checks=sorted(((_name(check, units, parents), check) for check in checks), key=lambda pair: pair[0]),
        awards=Counter(
            AwardCase.objects.filter(award_year=year, person__in=people).values_list("kind", "state")
        ),
        tasks=Counter(AssessmentConsequence.objects.filter(year=year, person__in=people).values_list("state", flat=True)),
    )


def _name(check: ShareCheck, units: dict[int, Unit], parents: dict[int, str]) -> str:
    first = units[check.units[0]]
    if len(check.units) == 1:
        return first.name
    return f"{parents.get(first.parent_id, '')}（{len(check.units)}个单位合并）"


def certificates(user, year: int) -> list[AwardCase]:
    """Awards of the year decided, in the order of their certificates."""
    return list(
        AwardCase.objects.filter(
            award_year=year, state__in=CERTIFIED, person__in=Person.objects.visible_to(user)
        )
        .select_related("person", "unit")
        .order_by("kind", "certificate_number", "unit__path", "person__pinyin", "pk")
    )
