"""The smallest records of ranks: a civil servant with a rank, results, awards."""

import datetime

from cadres.models import Appraisal, Person, RankSpan
from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role
from portal.models import Unit, User
from portal.rules.dates import parse_partial_date
from portal.rules.roles import Role
from portal.rules.unit_kinds import UnitKind

DAY = datetime.date


def county(code: str = "R01") -> Unit:
    """A county's root."""
    return create_unit(code=code, name="临溪县", kind=UnitKind.COUNTY, by=None)


def office(parent: Unit, code: str = "R01.1", name: str = "县委办公室") -> Unit:
    """A department of the county."""
    return create_unit(code=code, name=name, kind=UnitKind.COUNTY_ORGAN, parent=parent, by=None)


def clerk(unit: Unit | None = None, name: str = "赵砚禾", **facts) -> Person:
    """A civil servant in service on administrative establishment."""
    facts = {"category": "1", "establishment": "1", "status": "1", "sex": "1"} | facts
    return Person.objects.create(name=name, name_key=name, pinyin=name, unit=unit, **facts)


def ranked(person: Person, code: str, began: str, ended: str = "", sequence: str = "rank") -> RankSpan:
    """A rank (or post level) held from a date."""
    return RankSpan.objects.create(
        person=person, sequence=sequence, code=code, began=parse_partial_date(began), ended=parse_partial_date(ended)
    )


def result(person: Person, year: int, code: str, decided_on: datetime.date | None = None) -> Appraisal:
    """A year's result."""
    return Appraisal.objects.create(person=person, year=year, result=code, decided_on=decided_on)


def account(role: Role, unit: Unit) -> User:
    """Somebody with the role over the unit."""
    user = create_user(username=str(role), full_name="经办", password=None, by=None, must_change_password=False)
    grant_role(user=user, role=role, unit=unit, by=None)
    return User.objects.get(pk=user.pk)
