"""A small county, its accounts, and clients that sign in with tokens."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cadres.actions.people import create_person
from portal.actions.tokens import issue_token
from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role
from portal.rules.dates import PartialDate
from portal.rules.roles import Role


class Api:
    """Requests of one account, JSON in and out."""

    def __init__(self, token: str = "", raise_faults: bool = True):
        self.client = Client(raise_request_exception=raise_faults)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, address, **query):
        headers = query.pop("headers", {})
        return self.client.get(f"/api/v1/{address}", query, headers={**self.headers, **headers})

    def send(self, method, address, body=None, *, raw=None, content_type="application/json", headers=None):
        data = raw if raw is not None else json.dumps(body).encode()
        return self.client.generic(
            method, f"/api/v1/{address}", data, content_type=content_type, headers={**self.headers, **(headers or {})}
        )


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


@pytest.fixture
def county(db):
    """临溪县 with two towns, a village and a department."""
    units = {}
    for code, name, kind, parent in (
        ("LX", "临溪县", "county", None),
        ("LX01", "青石镇", "town", "LX"),
        ("LX0101", "青石镇上湾村", "village", "LX01"),
        ("LX02", "白沙镇", "town", "LX"),
        ("LX90", "临溪县民政局", "county_organ", "LX"),
    ):
        units[code] = create_unit(code=code, name=name, kind=kind, parent=units.get(parent), by=None)
    for unit in units.values():
        unit.refresh_from_db()
    return units


@pytest.fixture
def account(county):
    """Makes an account with a role over a unit (or none)."""

    def make(role: Role, unit: str | None, name: str = ""):
        name = name or f"{role.value}-{unit}"
        user = create_user(username=name, full_name=name, password=None, by=None, must_change_password=False)
        grant_role(user=user, role=role, unit=county[unit] if unit else None, by=None)
        return user

    return make


@pytest.fixture
def api(account):
    """Makes the client of an account: api(Role.CADRE_SECTION, "LX"); api() is a stranger."""

    def make(role: Role | None = None, unit: str | None = None, user=None, raise_faults: bool = True):
        if role is None and user is None:
            return Api(raise_faults=raise_faults)
        user = user or account(role, unit)
        expires = timezone.now() + datetime.timedelta(days=30)
        return Api(issue_token(name="人事系统", user=user, expires_at=expires, by=None)[1], raise_faults)

    return make


@pytest.fixture
def person(county):
    """Makes a person of a unit."""

    def make(name: str, unit: str = "LX01", **values):
        given = {"name": name, "unit": county[unit], "sex": "1", "born": PartialDate(1985, 3), **values}
        return create_person(values=given, by=None)

    return make
