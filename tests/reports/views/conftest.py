"""A small county with a team, and clients signed in over it or over one township."""

import pytest

from portal.actions.users import create_user, grant_role
from portal.rules.roles import Role
from tests.reports import records


@pytest.fixture
def county(db):
    return records.unit("C", kind="county")


@pytest.fixture
def towns(county):
    return [records.unit(f"T{number}", parent=county) for number in range(2)]


@pytest.fixture
def team(towns):
    """Four members: two with months enough, one short of them, one without a dated résumé."""
    people = []
    for number, began in enumerate(("2015-01", "2020-03", "2025-06", None)):
        who = records.person(
            f"人{number}", pinyin=f"ren{number}", sex="2" if number else "1", born="1988-04", unit=towns[number % 2]
        )
        records.post(who, towns[number % 2], began="2021-06")
        if began:
            records.spell(who, began)
            records.stretch(who, began)
        people.append(who)
    return people


@pytest.fixture
def signed_in(client, county):
    """A client signed in as a fresh account of the role over the unit (the county by default)."""

    def sign_in(role=Role.CADRE_SECTION, unit=None):
        name = f"u-{role.value}"
        user = create_user(username=name, full_name="周敏", password=None, by=None, must_change_password=False)
        grant_role(user=user, role=role, unit=unit or county, by=None)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
