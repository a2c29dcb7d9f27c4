"""Ends of probation and months of retirement."""

import datetime

from django.db.models import Q

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
    born = Q(pk__in=[])
    for code, sex in _SEX.items():
        if months := _born_in(sex, first, last):
            after = add_months(months[-1], 1)
            born |= Q(sex=code, born__gte=months[0], born__lt=after)
    found = []
    for person in people.filter(born):
        reached = retirement(person.born, base_age(_SEX.get(person.sex, "")))
        if reached and first <= (day := reached.month.first_day()) <= last:
            found.append(
                Due(day, "retirement", f"{person.name}到龄退休", person.unit_id, person.pk, person,
                    f"{person.born}出生，原年龄{reached.base}岁，渐进延迟{reached.delay}个月")
            )  # fmt: skip
    return found


def _born_in(sex: str, first: datetime.date, last: datetime.date) -> list[PartialDate]:
    """Months of birth that reach the age between the two days, the earliest first.

    The rule never adds more than three years to 55 or 60.
    """
    base = base_age(sex)
    months = (
        PartialDate(year, month)
        for year in range(max(first.year - base - 4, 1901), last.year - base + 1)
        for month in range(1, 13)
    )
    return [one for one in months if first <= retirement(one, base).month.first_day() <= last]
