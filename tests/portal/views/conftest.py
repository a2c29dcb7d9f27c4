"""A county with two townships, and one account for each role that pages tell apart."""

import pytest

from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role
from portal.models import Unit
from portal.rules.roles import Role

PASSWORD = "Lin-xi-2026-shi"


@pytest.fixture
def county(db):
    return create_unit(code="999999", name="临溪县", kind="county", by=None)


@pytest.fixture
def townships(county):
    return [
        create_unit(code=f"999999.{number}", name=name, kind="township", parent=county, by=None)
        for number, name in ((1, "松坪乡"), (2, "白鹭乡"))
    ]


def an_account(username, role=None, unit=None, must_change_password=False):
    user = create_user(
        username=username, full_name=f"测{username}", password=PASSWORD, by=None,
        must_change_password=must_change_password,
    )  # fmt: skip
    if role:
        grant_role(user=user, role=role, unit=unit, by=None)
    return user


@pytest.fixture
def signed_in(client, county):
    """A client signed in as a fresh account of the role, over the unit named (the county by default)."""

    def sign_in(role=None, unit: Unit | None = None):
        business = role in (Role.CADRE_SECTION, Role.LEADER, Role.TOWNSHIP_OFFICER)
        user = an_account(f"u-{role.value if role else 'none'}", role, (unit or county) if business else None)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.user = user
        return client

    return sign_in
