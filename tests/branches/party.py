"""Smallest organizations and members for tests, by the same writes a clerk's form makes."""

import datetime
import itertools

from branches.actions.members import keep_member
from branches.actions.organizations import keep_span
from branches.models import PartyMember, PartyOrganization
from cadres.actions.people import create_person
from portal.actions.units import create_unit
from portal.models import Unit
from portal.rules.dates import PartialDate

_numbers = itertools.count(1)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def partial(text: str) -> PartialDate:
    return PartialDate(*map(int, text.split("-")))


def unit(name: str = "柏渡镇", kind: str = "town", parent: Unit | None = None) -> Unit:
    """A unit below the county, which is made when there is none."""
    root = Unit.objects.filter(parent__isnull=True).first()
    if root is None:
        root = create_unit(code="L01", name="临溪县", kind="county", by=None)
    return create_unit(code=f"U{next(_numbers)}", name=name, kind=kind, parent=parent or root, by=None)


def organization(name: str, *, at: Unit, parent=None, category="BR", sector="village", began="2015-07-01"):
    made = PartyOrganization.objects.create(
        name=name, category=category, sector=sector, unit=at, parent=parent, began=partial(began)
    )
    keep_span(made)
    return made


def member(name: str, *, of: PartyOrganization, joined="2010-07-01", full="2011-07-01", **more) -> PartyMember:
    person = create_person(values={"name": name, "unit": of.unit, "sex": "1", "born": partial("1980-05")}, by=None)
    made = PartyMember.objects.create(
        person=person, organization=of, joined=partial(joined), full_since=full and partial(full),
        state="full" if full else "probationary", **more,
    )  # fmt: skip
    keep_member(made)
    return made
