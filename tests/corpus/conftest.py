"""The county, its accounts and the code tables, for every row of the corpus."""

import pytest

from portal.actions.codes import load_codes
from portal.rules.roles import Role
from tests.api_county import account, api, county, person  # noqa: F401


@pytest.fixture
def clerk(account, api, client, db):  # noqa: F811
    """An account of the cadre section with a browser and a token."""
    load_codes(by=None)
    user = account(Role.CADRE_SECTION, "LX")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.user, client.api = user, api(user=user)
    return client
