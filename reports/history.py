"""Tables as they stood when asked: today's rows, or the complete images kept of every row."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

FOLDERS = ("portal", "cadres", "branches")


def relation(model: type[models.Model], known_at=None, *, only: str = "true") -> str:
    """SQL for the model's rows, usable after FROM or JOIN; with `known_at` as they were known at that moment.

    `only` is a condition by which images may be left out before they are sorted: over columns that never change in a
    row's life, `{id}` standing for the row's number. Without `known_at` the reader's own condition does that.

    The moment itself is bound as %(known_at)s. Of each row's images the latest one not younger than the
    moment counts; a row whose latest image is its deletion was gone. An image carries the time its
    transaction began, so a load still running at the moment counts as known if it began before.
    """
    table = model._meta.db_table
    if known_at is None:
        return f'"{table}"'
    return (
        f'(SELECT * FROM (SELECT DISTINCT ON (pgh_obj_id) * FROM "{table}event"'  # noqa: S608  (table names of our models)
        f" WHERE pgh_created_at <= %(known_at)s AND {only.replace('{id}', 'pgh_obj_id')}"
        " ORDER BY pgh_obj_id, pgh_id DESC) AS latest"
        " WHERE pgh_label <> 'delete')"
    )


def in_force(alias: str) -> str:
    """SQL that holds when the half-open period of the aliased row contains the as-of day."""
    return (
        f"({alias}.began IS NULL OR {alias}.began <= %(as_of)s)"
        f" AND ({alias}.ended IS NULL OR {alias}.ended > %(as_of)s)"
    )


@contextmanager
def as_known(known_at: datetime.datetime | None) -> Iterator[None]:
    """Inside, every query reads the records as they were known at the moment; None changes nothing.

    Temporary views of the images stand before the tables of the same name. Nothing may be written inside: whatever
    was done is rolled back at the end, the views with it.
    """
    if known_at is None:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            for model in _tracked():
                cursor.execute(_view(model, known_at))
        yield
        transaction.set_rollback(True)


def _tracked() -> list[type[models.Model]]:
    found = [model for app in FOLDERS for model in apps.get_app_config(app).get_models()]
    return [model.pgh_tracked_model for model in found if hasattr(model, "pgh_tracked_model")]


def _view(model: type[models.Model], known_at: datetime.datetime) -> str:
    table = model._meta.db_table
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in model._meta.concrete_fields)
    statement = sql.SQL(
        "CREATE TEMPORARY VIEW {table} AS SELECT {columns} FROM (SELECT DISTINCT ON (pgh_obj_id) * FROM {images}"
        " WHERE pgh_created_at <= {moment} ORDER BY pgh_obj_id, pgh_id DESC) AS latest WHERE pgh_label <> 'delete'"
    ).format(
        table=sql.Identifier(table), columns=columns, images=sql.Identifier(f"{table}event"), moment=sql.Literal(known_at)
    )
    return statement.as_string(connection.connection)
