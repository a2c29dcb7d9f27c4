"""Civil servants (P-CS): in service, of the categories the office counts, on administrative or governed establishment."""

import datetime

from django.db.models import Q, QuerySet

from cadres.models import Person
from portal.queries.rules import rule_value

IN_SERVICE = "1"
ESTABLISHMENTS = ("1", "2")


def civil_servant_categories(as_of: datetime.date) -> list[str]:
    """Codes of 人员类别 (ZB125) that count on the day."""
    return list(rule_value("civil_servant_categories", as_of)[0])


def of_civil_service(categories: list[str], prefix: str = "") -> Q:
    """Condition of category and establishment, whether in service today or not; `prefix` leads to the person."""
    return Q(**{f"{prefix}category__in": categories, f"{prefix}establishment__in": ESTABLISHMENTS})


def civil_servants(people: QuerySet[Person], as_of: datetime.date) -> QuerySet[Person]:
    """The civil servants among the people."""
    return people.filter(of_civil_service(civil_servant_categories(as_of)), status=IN_SERVICE)
