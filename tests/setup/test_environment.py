"""Settings out of the environment: what production refuses, and that each refusal says the cure."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment
from portal.embedded.places import CHECKOUT


@pytest.fixture
def production(tmp_path):
    """Variables with which production starts."""
    files = {
        "secret_key": "k3" + os.urandom(40).hex(),
        "encryption_key": os.urandom(16).hex(),
        "index_key": os.urandom(32).hex(),
        "password": "p@ss w:ord/",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text + "\n")
        (tmp_path / name).chmod(0o600)
    return {
        "PATH": os.environ["PATH"],
        "PORTAL_MODE": "production",
        "PORTAL_DATA": str(tmp_path / "data"),
        "PORTAL_HOSTS": "zzb.linxi.gov.cn, 10.1.2.3",
        "DATABASE_URL": "postgresql://portal@db.linxi/portal?sslmode=verify-full",
        "PORTAL_DATABASE_PASSWORD_FILE": str(tmp_path / "password"),
        "BROKER_URL": "amqp://portal@broker:5672//",
        "PORTAL_BROKER_PASSWORD_FILE": str(tmp_path / "password"),
        "PORTAL_SECRET_KEY_FILE": str(tmp_path / "secret_key"),
        "PORTAL_ENCRYPTION_KEY_FILE": str(tmp_path / "encryption_key"),
        "PORTAL_INDEX_KEY_FILE": str(tmp_path / "index_key"),
    }


def settings_in(variables: dict[str, str], expression: str) -> subprocess.CompletedProcess:
    """What the expression over the settings prints in a process with these variables only."""
    program = f"from portal import settings as s; print(({expression}))"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=CHECKOUT, env=variables, capture_output=True, text=True, check=False)


def test_production_starts_with_safe_values(production):
    answer = settings_in(
        production,
        "s.DEBUG, s.SESSION_COOKIE_NAME, s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS, s.DATABASES['default']['PASSWORD'], "
        "s.CELERY_BROKER_URL, len(s.ENCRYPTION_KEY), len(s.INDEX_KEY)",
    )
    assert answer.stdout.strip() == str(
        (
            False,
            "__Host-sid",
            True,
            ["zzb.linxi.gov.cn", "10.1.2.3"],
            "p@ss w:ord/",
            "amqp://portal:p%40ss%20w%3Aord%2F@broker:5672//",
            16,
            32,
        )
    ), answer.stderr


@pytest.mark.parametrize(
    ("variable", "value", "cure"),
    [
        ("PORTAL_HOSTS", "", "PORTAL_HOSTS"),
        ("PORTAL_HOSTS", "*", "list the real names"),
        ("PORTAL_DATA", "", "PORTAL_DATA"),
        ("DATABASE_URL", "", "DATABASE_URL"),
        ("DATABASE_URL", "sqlite:///portal.db", "must begin with postgresql://"),
        ("BROKER_URL", "", "BROKER_URL"),
        ("PORTAL_SECRET_KEY_FILE", "", "PORTAL_SECRET_KEY_FILE"),
        ("PORTAL_ENCRYPTION_KEY_FILE", "/nowhere", "put a key there"),
        ("PORTAL_DATABASE_PASSWORD_FILE", "/nowhere", "put the password there"),
        ("PORTAL_MODE", "prodution", "must be one of"),
    ],
)
def test_production_refuses_a_missing_or_unsafe_value_and_says_the_cure(production, variable, value, cure):
    answer = settings_in(production | {variable: value}, "1")
    assert answer.returncode != 0
    assert cure in answer.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "text", "permissions", "cure"),
    [
        ("secret_key", "a" * 60, 0o600, "openssl rand"),
        ("secret_key", "short", 0o600, "openssl rand"),
        ("encryption_key", "0" * 32, 0o600, "openssl rand -hex 16"),
        ("index_key", "ab", 0o600, "openssl rand -hex 32"),
        ("index_key", None, 0o644, "chmod 600"),
    ],
)
def test_production_refuses_a_weak_or_open_key(production, tmp_path, name, text, permissions, cure):
    if text is not None:
        (tmp_path / name).write_text(text)
    (tmp_path / name).chmod(permissions)
    answer = settings_in(production, "1")
    assert answer.returncode != 0
    assert cure in answer.stderr.splitlines()[-1]


def test_a_socket_folder_in_the_address_becomes_the_host():
    values = environment.database("postgresql://portal@/portal?host=/run/数据")
    assert (values["HOST"], values["NAME"], values["USER"]) == ("/run/数据", "portal", "portal")
    assert values["OPTIONS"] == {}


def test_a_password_in_the_address_is_decoded():
    assert environment.database("postgresql://u:p%40ss@h:5433/n")["PASSWORD"] == "p@ss"


def test_the_port_must_be_a_number():
    with pytest.raises(ImproperlyConfigured, match="must be a number"):
        environment.database("postgresql://u@h:port/n")


def test_under_pytest_the_mode_is_test():
    assert environment.mode({"PYTEST_VERSION": "9"}) == "test"
    assert environment.mode({}) == "embedded"
