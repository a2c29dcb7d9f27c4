"""Tables as they stood when asked: today's rows, or the complete images kept of every row."""

from django.db import models


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
