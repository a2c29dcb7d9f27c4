"""Code tables as the portal's pages, checks and queries need them."""

from functools import cache

from portal.code_tables import lookups
from portal.models import Code


def _tables() -> dict[str, tuple[tuple[str, str], ...]]:
    tables = _loaded_tables()
    if not tables:  # asked before the tables were loaded: the empty answer must not be remembered
        forget_codes()
    return tables


@cache
def _loaded_tables() -> dict[str, tuple[tuple[str, str], ...]]:
    tables: dict[str, list] = {}
    for table, code, name in Code.objects.filter(is_active=True).values_list("table", "code", "name"):
        tables.setdefault(table, []).append((code, name))
    return {table: tuple(pairs) for table, pairs in tables.items()}


def code_maps() -> dict[str, dict[str, str]]:
    """Table name → {code or name: code}, kept in memory until `forget_codes`."""
    return _maps() if _tables() else {}


@cache
def _maps() -> dict[str, dict[str, str]]:
    return lookups(_loaded_tables())


def code_names() -> dict[str, dict[str, str]]:
    """Table name → {code: name}, kept in memory until `forget_codes`."""
    return _names() if _tables() else {}


@cache
def _names() -> dict[str, dict[str, str]]:
    return {table: dict(pairs) for table, pairs in _loaded_tables().items()}


def code_name(table: str, code: str) -> str:
    """The name of a code, the code itself when the table does not have it."""
    return code_names().get(table, {}).get(code, code)


def forget_codes() -> None:
    """Nothing; the next question reads the tables again."""
    for kept in (_loaded_tables, _maps, _names):
        kept.cache_clear()
