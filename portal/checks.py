"""System checks of the installation: each with a number and a hint that says the cure."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

OLDEST_SERVER = 150_000
CHINESE_TRIGRAMS = "SELECT cardinality(show_trgm('中国共产党'))"


@register(Tags.database)
def database_reads_chinese(app_configs: object, databases: list[str] | None, **kwargs: object) -> list[CheckMessage]:
    """portal.E001: the server is too old; portal.E002: its locale makes Chinese unsearchable."""
    if not databases or "default" not in databases:
        return []
    with connection.cursor() as cursor:
        if connection.connection.info.server_version < OLDEST_SERVER:
            return [Error("PostgreSQL is older than 15.", hint="Use a server of version 15 to 18.", id="portal.E001")]
        cursor.execute(
            "SELECT datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
        )
        character_type, encoding = cursor.fetchone()
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        if cursor.fetchone()[0]:
            cursor.execute(CHINESE_TRIGRAMS)
            readable = cursor.fetchone()[0] > 0
        else:
            readable = character_type not in ("C", "POSIX")
    if readable and encoding == "UTF8":
        return []
    return [
        Error(
            f"The database has character type {character_type} and encoding {encoding}: Chinese text has no trigrams.",
            hint="CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
            id="portal.E002",
        )
    ]


@register(Tags.security, deploy=True)
def production_is_safe(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """portal.W003: not in production mode; portal.E004: the application owns rights it does not need."""
    if not settings.PRODUCTION:
        return [
            Warning(
                "PORTAL_MODE is not production: cookies travel without TLS.",
                hint="Set PORTAL_MODE=production, see docs/deploy/environment.md.",
                id="portal.W003",
            )
        ]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            is_superuser = cursor.fetchone()[0]
    except DatabaseError:
        return []
    if not is_superuser:
        return []
    return [
        Error(
            "The application signs in to the database as a superuser.",
            hint="Make a role of its own: CREATE ROLE portal LOGIN; ALTER DATABASE portal OWNER TO portal;",
            id="portal.E004",
        )
    ]
