"""Ends of probation and months of retirement."""

import datetime

from cadres.models import Person
from cadres.queries.due import Due
from cadres.queries.ranks.civil_servants import IN_SERVICE, civil_servants
from cadres.rules.retirement import base_age, retirement
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate, add_months

_SEX = {"1": "男", "2": "女"}


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Both kinds of day of everybody in service within the user's scope."""
    people = Person.objects.visible_to(user).filter(status=IN_SERVICE)
    found = [*_probation(people, first, last), *_retirement(people, first, last)]
    return sorted(found, key=lambda one: (one.day, one.person_id))


def _probation(people, first: datetime.date, last: datetime.date) -> list[Due]:
    months, _setting = rule_value("probation_months", last)
    earliest = PartialDate(max(first.year - months // 12 - 1, 1900))
    rows = civil_servants(people, last).filter(recruited__gte=earliest, recruited__isnull=False)
    return [
        Due(day, "probation_ends", f"{person.name}试用期满", person.unit_id, person.pk, person,
            f"{person.recruited}录用，试用期{months}个月；期满考核合格的任职定级")
        for person in rows
        if person.recruited.month and first <= (day := add_months(person.recruited, months).first_day()) <= last
    ]  # fmt: skip


def _retirement(people, first: datetime.date, last: datetime.date) -> list[Due]:
    # The rule never adds more than three years to 55 or 60.
    born = (PartialDate(max(first.year - 65, 1900)), PartialDate(last.year - 54))
    found = []
    for person in people.filter(born__gte=born[0], born__lt=born[1]):
        reached = retirement(person.born, base_age(_SEX.get(person.sex, "")))
        if reached and first <= (day := reached.month.first_day()) <= last:
            found.append(
                Due(day, "retirement", f"{person.name}到龄退休", person.unit_id, person.pk, person,
                    f"{person.born}出生，原年龄{reached.base}岁，渐进延迟{reached.delay}个月")
            )  # fmt: skip
    return found
