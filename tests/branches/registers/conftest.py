"""A county with a village and its people, and records put into the registers as a clerk puts them."""

import datetime

import pytest

from cadres.actions.people import create_person
from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role
from portal.models import User
from portal.registers.actions import add_record, change_record, remove_record, take_step
from portal.registers.catalogue import registers
from portal.rules.roles import Role

TODAY = datetime.date(2026, 6, 30)


class Ledger:
    """One register: records added, changed, taken further by an account; None is the system."""

    def __init__(self, name: str):
        self.register = registers()[name]

    def add(self, by=None, **values):
        return add_record(register=self.register, values=values, by=by, today=TODAY)

    def change(self, record, by=None, **changes):
        return change_record(register=self.register, record=record, changes=changes, by=by, today=TODAY)

    def remove(self, record, by=None):
        remove_record(register=self.register, record=record, by=by)

    def step(self, record, name, by=None, **values):
        reason = values.pop("reason", "")
        return take_step(
            register=self.register, record=record, step=name, values=values, reason=reason, by=by, today=TODAY
        )


@pytest.fixture
def county(db):
    """临溪县 with a town and two villages."""
    units = {}
    for code, name, kind, parent in (
        ("LX", "临溪县", "county", None),
        ("LX01", "青石镇", "town", "LX"),
        ("LX0101", "上湾村", "village", "LX01"),
        ("LX0102", "下湾村", "village", "LX01"),
    ):
        units[code] = create_unit(code=code, name=name, kind=kind, parent=units.get(parent), by=None)
    for unit in units.values():
        unit.refresh_from_db()
    return units


@pytest.fixture
def village(county):
    return county["LX0101"]


@pytest.fixture
def account(county):
    """Makes an account with a role over a unit."""

    def make(role: Role, unit: str = "LX") -> User:
        user = create_user(username=f"{role}{User.objects.count()}", full_name="甲", password=None, by=None)
        grant_role(user=user, role=role, unit=county[unit], by=None)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def person(county):
    """Makes a person of the town."""
    return lambda name: create_person(values={"name": name, "unit": county["LX01"]}, by=None)
