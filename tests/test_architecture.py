"""The promises of the architecture about every file: who imports whom, how long, who reads the clock, who writes."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = ["portal", "cadres", "branches", "reports"]  # each may import those before it
LAYERS = [
    {"rules"},
    {"models"},
    {"queries"},
    {"importing", "exporting", "documents"},
    {"actions"},
    {"tasks"},
    {"forms", "presenters", "registers"},
    {"views", "api", "admin", "management", "urls"},
]
LONGEST_FILE = 400
CODE_SUFFIXES = {".py", ".html", ".css", ".js", ".toml", ".md", ".yml", ".sh"}
PURE = {"django", "rest_framework", "celery", "psycopg", "os", "pathlib", "socket", "subprocess", "time"}

ALWAYS_CLOCK = {"now", "today", "utcnow"}
CLOCK_WITHOUT_ARGUMENT = {"localdate", "localtime", "gmtime"}  # given a value they only convert it
CLOCK_OWNERS = {"datetime", "date", "timezone", "time"}
# What is asked by a person or a timer, and what keeps servers and sessions going.
MAY_READ_CLOCK = {"views", "api", "management", "tasks", "middleware.py", "log_lines.py", "embedded"}

WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save"}
MUST_NOT_WRITE = {"rules", "queries", "importing", "exporting", "documents", "presenters", "views", "api", "management"}


@cache
def tracked_files() -> list[Path]:
    """Files of the repository, those not yet committed included, as paths from its top."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listing.splitlines() if (CHECKOUT / line).is_file()]


def sources() -> list[Path]:
    """Our Python modules without tests and migrations."""
    mine = [path for path in tracked_files() if path.suffix == ".py" and path.parts[0] in FOLDERS]
    return [path for path in mine if "migrations" not in path.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse((CHECKOUT / path).read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Dotted names of all that the module imports, inside functions too."""
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(path.parts[: len(path.parts) - node.level]) if node.level else ""
            base = ".".join(part for part in (package, node.module) if part)
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def layer(parts: list[str]) -> int | None:
    """The layer of `folder.layer…`; None for what lies beside the layers."""
    if len(parts) < 2 or parts[0] not in FOLDERS:
        return None
    name = parts[1].removesuffix(".py")
    return next((number for number, names in enumerate(LAYERS) if name in names), None)


def test_each_folder_imports_only_folders_before_it():
    wrong = []
    for path in sources():
        forbidden = FOLDERS[FOLDERS.index(path.parts[0]) + 1 :]
        wrong += [f"{path} imports {name}" for name in imported(path) if name.split(".")[0] in forbidden]
    assert wrong == []


def test_each_layer_imports_only_layers_before_it():
    wrong = []
    for path in sources():
        own = layer(list(path.parts))
        if own is None:
            continue
        for name in imported(path):
            other = layer(name.split("."))
            if name.split(".")[0] == path.parts[0] and other is not None and other > own:
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_rules_know_no_framework_and_no_outside_world():
    wrong = []
    for path in sources():
        if layer(list(path.parts)) == 0:
            wrong += [f"{path} imports {name}" for name in imported(path) if name.split(".")[0] in PURE]
    assert wrong == []


def test_no_file_is_longer_than_four_hundred_lines():
    long = []
    for path in tracked_files():
        if path.suffix in CODE_SUFFIXES and "migrations" not in path.parts:
            lines = len((CHECKOUT / path).read_text(encoding="utf-8").splitlines())
            if lines > LONGEST_FILE:
                long.append(f"{path}: {lines}")
    assert long == []


def test_only_views_commands_and_tasks_read_the_clock():
    wrong = []
    for path in sources():
        if MAY_READ_CLOCK.intersection(path.parts) or path.name == "tasks.py":
            continue
        calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
        wrong += [f"{path}:{call.lineno}" for call in calls if _reads_clock(call)]
    assert wrong == []


def _reads_clock(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    asks = call.func.attr in ALWAYS_CLOCK or (call.func.attr in CLOCK_WITHOUT_ARGUMENT and not call.args)
    return (asks and name in CLOCK_OWNERS) or (name == "time" and call.func.attr == "time")


def test_only_actions_write_records():
    wrong = []
    for path in sources():
        if len(path.parts) < 2 or path.parts[1].removesuffix(".py") not in MUST_NOT_WRITE:
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in WRITES and _is_manager(node.value):
                wrong.append(f"{path}:{node.lineno}")
    assert wrong == []


def _is_manager(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "process", "handle"])
def test_no_module_has_a_name_that_says_nothing(word):
    assert [path for path in sources() if path.stem == word] == []


def test_migrations_install_triggers_the_quick_way():
    migrations = [path for path in tracked_files() if "migrations" in path.parts and path.parts[0] in FOLDERS]
    slow = [path for path in migrations if "pgtrigger.migrations." in (CHECKOUT / path).read_text(encoding="utf-8")]
    assert slow == [], "write portal.migration_operations.AddTrigger and RemoveTrigger in their place"
