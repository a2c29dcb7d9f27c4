"""A county with two towns, some people, and clients signed in as one role or another."""

import pytest
from django.test import Client

from cadres.actions.facts import write_resume
from cadres.actions.people import create_person
from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

TEXT = "2005.09--2009.07  青岚农业大学农学专业学习\n2009.07--2024.01  临溪县民政局科员\n2024.01--         青石镇副镇长"


@pytest.fixture
def county(db):
    """临溪县 with two towns and a department, by code."""
    units = {}
    for code, name, kind in (
        ("LX", "临溪县", "county"), ("LX01", "青石镇", "town"), ("LX02", "白沙镇", "town"), ("LX90", "临溪县民政局", "county_organ"),
    ):  # fmt: skip
        units[code] = create_unit(code=code, name=name, kind=kind, parent=units.get("LX"), by=None)
    for unit in units.values():
        unit.refresh_from_db()
    return units


@pytest.fixture
def sign_in(county):
    """Gives a client signed in as a role over a unit."""

    def make(role=Role.CADRE_SECTION, unit="LX", name=""):
        user = create_user(
            username=name or f"{role.value}-{unit}",
            full_name="测员",
            password=None,
            by=None,
            must_change_password=False,
        )
        grant_role(user=user, role=role, unit=county[unit] if unit else None, by=None)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.user = user
        return client

    return make


@pytest.fixture
def person(county):
    """Makes a person of a unit."""

    def make(name="测甲", unit="LX01", text=TEXT, **values):
        values = {"sex": "1", "born": PartialDate(1987, 3), "ethnicity": "01", "political_status": "01"} | values
        made = create_person(values={"name": name, "unit": county[unit]} | values, by=None)
        if text:
            write_resume(person=made, text=text, by=None)
        return made

    return make
