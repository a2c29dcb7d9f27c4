"""The official code tables this portal uses, one CSV file a table; its first lines say source and edition."""

import csv
from functools import cache
from pathlib import Path


@cache
def read_code_tables() -> dict[str, tuple[tuple[str, str], ...]]:
    """Table name → its (code, name) pairs in the order of the source."""
    tables = {}
    for path in sorted(Path(__file__).parent.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = [line for line in file if not line.startswith("#")]
        tables[path.stem] = tuple((row["code"], row["name"]) for row in csv.DictReader(lines))
    return tables


def lookups(tables: dict[str, tuple[tuple[str, str], ...]]) -> dict[str, dict[str, str]]:
    """Table name → {code or name: code}; where one name has two codes the first keeps it."""
    maps = {}
    for table, pairs in tables.items():
        found = {code: code for code, _ in pairs}
        for code, name in pairs:
            found.setdefault(name, code)
        maps[table] = found
    return maps
