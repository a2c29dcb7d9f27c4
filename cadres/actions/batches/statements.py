"""Running the engine's statements: names of tables and columns come from the models, values are parameters."""

from django.db import connection


def run(statement: str, params=(), **names: str) -> int:
    """Rows touched by one statement; `{name}` in it stands for an identifier or expression given by the engine.

    Parameters are always passed, so a percent sign in the text is written twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(_with_names(statement, names), params)
        return cursor.rowcount


def fetch(statement: str, params=(), **names: str) -> list[dict]:
    """Rows of one query as dictionaries by column name."""
    with connection.cursor() as cursor:
        cursor.execute(_with_names(statement, names), params)
        heads = [column.name for column in cursor.description]
        return [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]


def _with_names(statement: str, names: dict[str, str]) -> str:
    for name, text in names.items():
        statement = statement.replace("{" + name + "}", text)
    return statement
