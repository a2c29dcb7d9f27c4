"""What every test stands on: PostgreSQL, no network beyond this machine, files in a folder thrown away."""

import ipaddress
import os
import socket
from importlib import import_module
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django.plugin import blocking_manager_key

from portal.actions.codes import write_codes
from portal.embedded import on_demand
from portal.models import Code, RuleSetting
from tests.site import Site

DEMO = Path(__file__).parent / "cadres" / "demo"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long work first, so that the processes end together."""
    items.sort(key=lambda item: (DEMO not in item.path.parents, not _needs_site(item)))


def _needs_site(item: pytest.Item) -> bool:
    return "site" in item.fixturenames


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the embedded database when no server is named."""
    on_demand.start_database()


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_counts_of_earlier_requests():
    cache.clear()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir(mode=0o700)


@pytest.fixture(autouse=True)
def _this_machine_only(monkeypatch):
    """A test that reaches for another machine fails at once, with the address it wanted."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test wanted to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test that committed ends by emptying every table; what migrations put in is put in again for the next one."""
    ended = yield
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ()):
        settings = import_module("portal.migrations.0002_rule_settings").SETTINGS
        rows = [RuleSetting(key=key, value=value, source=source) for key, value, source in settings]
        with item.config.stash[blocking_manager_key].unblock():
            RuleSetting.objects.bulk_create(rows, ignore_conflicts=True)
            write_codes(Code)
    return ended


@pytest.fixture
def committed(transactional_db):
    """The tables as migrations leave them, for tests whose rows other connections must see."""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The whole portal with the demo county, for journeys and for tests with a real worker."""
    ours = tmp_path_factory.getbasetemp()
    site = Site(tmp_path_factory.mktemp("site"), ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours)
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture
def county(site):
    """The demo county as freshly loaded."""
    site.restore()
    return site
