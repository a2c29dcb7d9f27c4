"""The small county of the API tests, and the registers of `declared` in place of the portal's own."""

import datetime
from types import ModuleType

import pytest
from django.urls import include, path

import portal.urls  # noqa: F401  (the addresses of the real registers, before others stand in their place)
from cadres.models import TurnoverRound, TurnoverUnit
from portal.api.registers import register_paths
from portal.registers import catalogue
from portal.registers.actions import add_record
from portal.rules.roles import Role
from tests.api_county import _fresh_counts, account, api, county, person  # noqa: F401
from tests.portal.registers import declared

TODAY = datetime.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def registers(settings):
    """Only the declared registers."""
    settings.PORTAL_REGISTERS = ["tests.portal.registers.declared.REGISTERS"]
    _forget()
    declared.SETTLED.clear()
    yield
    _forget()


@pytest.fixture
def addresses(registers, settings):
    """The REST addresses of the declared registers before the portal's own."""
    urls = ModuleType("addresses")
    urls.urlpatterns = [path("api/v1/", include((register_paths(), "declared"))), path("", include("portal.urls"))]
    settings.ROOT_URLCONF = urls


def _forget():
    catalogue.registers.cache_clear()
    catalogue.register_of.cache_clear()


@pytest.fixture
def round_of_2026(db):
    return TurnoverRound.objects.create(name="2026年换届", as_of=TODAY)


@pytest.fixture
def turnover(county, round_of_2026):  # noqa: F811
    """A turnover entered by `by` for a unit."""

    def make(unit="LX01", by=None, **values) -> TurnoverUnit:
        given = {"round": round_of_2026, "unit": county[unit], **values}
        return add_record(register=declared.TURNOVER, values=given, by=by, today=TODAY)

    return make


@pytest.fixture
def officer(account):  # noqa: F811
    """A township's officer: may enter and approve, sees 青石镇 only, sees no guarded column."""
    return account(Role.TOWNSHIP_OFFICER, "LX01")


@pytest.fixture
def section(account):  # noqa: F811
    """The cadre section: the whole county and the guarded columns."""
    return account(Role.CADRE_SECTION, "LX")


@pytest.fixture
def browser(client):
    """Signs an account in."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
