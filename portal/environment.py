"""Values of the settings out of environment variables and key files, each checked, each refusal saying the cure."""

import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.embedded.keys import UnsafeKeyError, make_missing_keys, read_hex_key, read_text_key

MODES = ("embedded", "production", "test")
PLACEHOLDERS = {"*", "", "example.com", "portal.example"}


def mode(environment: Mapping[str, str]) -> str:
    """embedded (`make run`), production, or test. Raises ImproperlyConfigured for any other word."""
    # pytest sets PYTEST_VERSION for the length of its session, before settings are read
    word = environment.get("PORTAL_MODE") or ("test" if "PYTEST_VERSION" in environment else "embedded")
    if word not in MODES:
        raise ImproperlyConfigured(f"PORTAL_MODE is {word!r}; it must be one of {', '.join(MODES)}.")
    return word


def required(environment: Mapping[str, str], name: str, example: str) -> str:
    """The variable's value. Raises ImproperlyConfigured with an example when it is empty."""
    value = environment.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Production needs {name}; set it, for example {name}={example}")
    return value


def hosts(environment: Mapping[str, str]) -> list[str]:
    """The host names under which production answers. Raises ImproperlyConfigured for `*` and placeholders."""
    names = [name.strip() for name in required(environment, "PORTAL_HOSTS", "zzb.county.gov.cn").split(",")]
    if unsafe := PLACEHOLDERS.intersection(names):
        raise ImproperlyConfigured(
            f"PORTAL_HOSTS holds {sorted(unsafe)[0]!r}; list the real names under which users open the portal, "
            "separated by commas."
        )
    return names


def database(url: str, password_file: str | None = None) -> dict[str, object]:
    """Django's connection values for a postgresql:// address; the password may lie in a file instead.

    A query part gives libpq options (`?sslmode=verify-full`), `host` among them for a socket folder.
    Raises ImproperlyConfigured for another scheme: constraints, triggers and searches need PostgreSQL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// ; other databases are not supported.")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("The port in DATABASE_URL must be a number.") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": secret_text(password_file) if password_file else unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": port or "",
        "OPTIONS": options,
    }


def broker_with_password(url: str, password_file: str | None) -> str:
    """The broker's address, with the password read from a file when one is named."""
    if not password_file:
        return url
    parts = urlsplit(url)
    place = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    user = quote(unquote(parts.username or ""), safe="")
    return parts._replace(netloc=f"{user}:{quote(secret_text(password_file), safe='')}@{place}").geturl()


def secret_text(path: str) -> str:
    """The text of a secret's file. Raises ImproperlyConfigured when it is missing, empty or writable by others."""
    file = Path(path)
    try:
        text, permissions = file.read_text(encoding="utf-8").strip(), file.stat().st_mode
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"The secret {path} cannot be read; put the password there.") from None
    if not text:
        raise ImproperlyConfigured(f"The secret {path} is empty; put the password there.")
    if permissions & (stat.S_IWGRP | stat.S_IWOTH):
        raise ImproperlyConfigured(f"Other users may change {path}; run: chmod 600 {path}")
    return text


def keys(mode: str, environment: Mapping[str, str], data: Path) -> tuple[str, bytes, bytes]:
    """Secret key, encryption key (16 bytes, SM4), index key (32 bytes, HMAC-SM3).

    Made once in the data folder for the embedded default and for tests (whose data folder is thrown away);
    in production only read, from the files named in the environment. Raises ImproperlyConfigured.
    """
    names = ("secret_key", "encryption_key", "index_key")
    try:
        if mode != "production":
            make_missing_keys(data / "keys")
            files = [data / "keys" / name for name in names]
        else:
            variables = [f"PORTAL_{name.upper()}_FILE" for name in names]
            files = [Path(required(environment, name, f"/run/secrets/{name[7:-5].lower()}")) for name in variables]
        return read_text_key(files[0], at_least=50), read_hex_key(files[1], 16), read_hex_key(files[2], 32)
    except (UnsafeKeyError, OSError) as error:
        raise ImproperlyConfigured(str(error)) from None
