"""Which results of 优秀 bring their unit over its share, told while they are entered."""

import datetime
from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _

from cadres.models import Appraisal, Person
from cadres.queries.ranks.civil_servants import ESTABLISHMENTS, IN_SERVICE, civil_servant_categories, of_civil_service
from cadres.rules.honours.shares import EXCELLENT, ShareCheck, refuses, share_checks
from portal.models import Unit
from portal.queries.rules import rule_values
from portal.registers.declaration import Caution

_NOT_YET = "2"


def cautions(records: list[Appraisal], *, today: datetime.date) -> dict[int, Caution]:
    """A caution for each 优秀 among the records in whose unit there are more of them than its share, all records standing.

    Who took part is not known before the last result is entered: civil servants in service of the unit without a result
    on file count as taking part. Small units are put together as on the page of the year.
    """
    asked = {at: one for at, one in enumerate(records) if one.result == EXCELLENT and one.participated}
    if not asked:
        return {}
    rules = rule_values(today)
    share, over_cap = rules["excellent_share"].value, rules["excellent_over_cap"].value
    categories = civil_servant_categories(today)
    people = Person.objects.in_bulk({one.person_id for one in records})
    found = {}
    for year in {one.year for one in asked.values()}:
        together = [one for one in records if one.year == year]
        checks = _checks(year, together, people, categories, share)
        for at, one in asked.items():
            person = people.get(one.person_id)
            if one.year != year or person is None or not _counts(person, categories):
                continue
            check, waiting = checks.get(one.unit_id or person.unit_id, (None, 0))
            if check is not None and check.verdict != "within":
                found[at] = _told(one, person, check, waiting, share, over_cap)
    return found


def _counts(person: Person, categories: list[str]) -> bool:
    return person.category in categories and person.establishment in ESTABLISHMENTS


def _checks(
    year: int, records: list[Appraisal], people: dict[int, Person], categories: list[str], share: dict
) -> dict[int, tuple[ShareCheck, int]]:
    """Unit → (its check, how many of its people have no result yet), for the records' units and those beside them."""
    homes = {one.unit_id or people[one.person_id].unit_id for one in records if one.person_id in people} - {None}
    parents = set(Unit.objects.filter(pk__in=homes, parent__isnull=False).values_list("parent_id", flat=True))
    parent_of = dict(Unit.objects.filter(parent__in=parents).values_list("pk", "parent_id"))
    units = homes | set(parent_of)
    written = {one.person_id for one in records}
    here = Q(unit__in=units) | Q(unit__isnull=True, person__unit__in=units)
    stored = Appraisal.objects.filter(here, of_civil_service(categories, "person__"), year=year)
    results = [
        (unit or home, result)
        for person, unit, home, result, participated in stored.values_list(
            "person_id", "unit_id", "person__unit_id", "result", "participated"
        )
        if participated and person not in written
    ]
    results += [
        (one.unit_id or people[one.person_id].unit_id, one.result)
        for one in records
        if one.participated and one.person_id in people and _counts(people[one.person_id], categories)
    ]
    waiting: dict[int, int] = defaultdict(int)
    ungraded = Person.objects.filter(of_civil_service(categories), status=IN_SERVICE, unit__in=units)
    for person, unit in ungraded.exclude(appraisals__year=year).values_list("pk", "unit_id"):
        if person not in written:
            waiting[unit] += 1
            results.append((unit, _NOT_YET))
    found = share_checks(
        [(unit, result) for unit, result in results if unit in units],
        normal=share["normal"], approved=share["approved"], pool_below=share["pool_below"], parents=parent_of,
    )  # fmt: skip
    return {unit: (one, sum(waiting[member] for member in one.units)) for one in found for unit in one.units}


def _told(one: Appraisal, person: Person, check: ShareCheck, waiting: int, share: dict, over_cap: str) -> Caution:
    unit = one.unit or person.unit
    pooled = _("等%(units)d个单位合并计算，") % {"units": len(check.units)} if len(check.units) > 1 else ""
    ungraded = _("（含尚未登记的%(people)d人）") % {"people": waiting} if waiting else ""
    message = _(
        "%(unit)s%(pooled)s%(year)d年度参加考核%(graded)d人%(ungraded)s，优秀%(excellent)d人，"
        "一般最多%(most)d人（%(normal)s%%），经批准最多%(most_approved)d人（%(approved)s%%）"
    ) % {
        "unit": unit, "pooled": pooled, "year": one.year, "graded": check.graded, "ungraded": ungraded,
        "excellent": check.excellent, "most": check.most, "normal": share["normal"],
        "most_approved": check.most_approved, "approved": share["approved"],
    }  # fmt: skip
    approval = check.verdict == "needs_approval"
    remedy = _("须经同级公务员主管部门批准，或核减优秀人数") if approval else _("请核减优秀人数")
    return Caution("result", message, remedy, refuses(over_cap, check.verdict))
