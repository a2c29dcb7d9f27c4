"""A copy of the embedded database in one file, and back: `python -m portal.embedded.backup save|restore FILE`."""

import subprocess
import sys
from pathlib import Path

from portal.embedded import postgres
from portal.embedded.places import data_folder, socket_folder


def save(file: Path) -> None:
    """Write the whole database into the file, readable by its owner only, as of one moment; it may be in use."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    _run("pg_dump", "--format=custom", "--file", str(file), postgres.DATABASE)


def restore(file: Path) -> None:
    """Replace the database by the file's content, all or nothing; stop the portal first."""
    if not file.is_file():
        sys.exit(f"There is no file {file}.")
    change = ["--clean", "--if-exists", "--single-transaction", "--no-owner"]
    _run("pg_restore", *change, "--dbname", postgres.DATABASE, str(file))


def _run(program: str, *words: str) -> None:
    data = data_folder()
    postgres.ensure_running(data)
    version = (data / "postgres" / "PG_VERSION").read_text().strip()
    command = [postgres.find_binaries(version) / program, "-h", str(socket_folder(data)), "-U", postgres.USER, *words]
    if subprocess.run(command).returncode != 0:
        sys.exit(f"{program} failed, see the message above.")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("save", "restore"):
        sys.exit(__doc__)
    {"save": save, "restore": restore}[sys.argv[1]](Path(sys.argv[2]).absolute())
