"""A database for one measurement, made empty and dropped afterwards."""

import os
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection


def in_own_database(subject: str, people: int, measure: Callable[[], Any]) -> Any:
    """What `measure` gives in a new database with all tables of the portal; the database is dropped whatever happens."""
    normal, name = connection.settings_dict["NAME"], f"{subject}_{os.getpid()}_{people}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        )
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
        return measure()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = normal
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
