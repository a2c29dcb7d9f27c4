"""A portal of its own for the journeys: web server, worker and broker, on a copy of the demo county."""

import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

from portal.embedded import broker
from portal.embedded.places import CHECKOUT

PATIENCE_SECONDS = 60
SIGN_IN = re.compile(r"^ {2}(\w+) +(\S+) {2}\S", re.MULTILINE)


class Site:
    """Loads the demo county, or takes the one another process has loaded; `restore` is back there within a second."""

    def __init__(self, data: Path, shared: Path) -> None:
        self.data = data
        self.shared = shared
        self.name = f"journeys_{os.getpid()}"
        self.county = ""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.sign_ins: dict[str, str] = {}
        self.processes: list[subprocess.Popen] = []
        self.worker: subprocess.Popen | None = None

    def start(self) -> None:
        """Return once the pages answer; the county is loaded by the command that `make run` uses."""
        broker.ensure_running(self.data)
        self._load_county()
        self.restore()
        celery = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "--concurrency=1"]
        self.worker = self._begin([*celery, "--loglevel=WARNING", "--without-gossip", "--without-mingle"], "worker")
        web = [sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={self.port}"]
        self._begin([*web, "--workers=1", "--blocking-threads=4", "--no-ws", "portal.wsgi:application"], "web")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, (self.data / "web.log").read_text()
            time.sleep(0.1)

    def _load_county(self) -> None:
        """The county is loaded by the first process that needs it; keys, files and sign-ins go with it."""
        with self._alone() as told:
            if not told:
                told |= {"county": f"{self.name}_county", "data": str(self.data), "users": []}
                self._sql(
                    "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
                    told["county"],
                )
                made = self.manage("prepare", database=told["county"])
                assert made.returncode == 0, made.stdout + made.stderr
                told["sign_ins"] = dict(SIGN_IN.findall(made.stdout))
            else:
                for folder in ("keys", "files"):
                    shutil.copytree(Path(told["data"], folder), self.data / folder, dirs_exist_ok=True)
            told["users"].append(self.name)
            self.county, self.sign_ins = told["county"], told["sign_ins"]

    def _leave_county(self) -> None:
        """The last process that used the county removes it."""
        with self._alone() as told:
            if self.name in told.get("users", []):
                told["users"].remove(self.name)
                if not told["users"]:
                    self._sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", told["county"])
                    told.clear()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[dict]:
        """What the processes tell each other about the county, for one of them at a time."""
        with (self.shared / "county.json").open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            told = json.loads(file.read() or "{}")
            yield told
            file.truncate(0)
            file.write(json.dumps(told))

    def restore(self) -> None:
        """The county as it was loaded: whatever a journey did is forgotten."""
        self._sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        # Copying files is quicker than writing a log of them, which a server thrown away after the tests has no use for.
        self._sql("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", self.name, self.county)

    def stop(self) -> None:
        """End the processes and remove the databases."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        broker.stop(self.data)
        self._sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self._leave_county()

    def manage(self, *arguments: str, database: str | None = None) -> subprocess.CompletedProcess:
        """A management command as an operator types it, on the same database."""
        command = [sys.executable, "manage.py", *arguments]
        environment = self._environment(database or self.name)
        return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=600)

    def ask(self, question: str, *values) -> list[tuple]:
        """Rows straight from the database, for what no page shows."""
        with psycopg.connect(self._address(self.name)) as connection:
            return connection.execute(question, values).fetchall()

    def _begin(self, command: list[str], name: str) -> subprocess.Popen:
        environment = self._environment(self.name)
        with (self.data / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process

    def _environment(self, database: str) -> dict[str, str]:
        ours = {"PORTAL_MODE": "embedded", "PORTAL_DATA": str(self.data), "DATABASE_URL": self._address(database)}
        kept = {name: value for name, value in os.environ.items() if name != "PYTEST_VERSION"}
        return kept | ours | {"BROKER_URL": broker.url(self.data), "PYTHONDONTWRITEBYTECODE": "1"}

    def _address(self, database: str) -> str:
        values = settings.DATABASES["default"]
        address = f"postgresql://{values['USER']}:{quote(values['PASSWORD'])}@/{database}?host={quote(values['HOST'])}"
        return address + (f"&port={values['PORT']}" if values["PORT"] else "")

    def _sql(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"{self.url}/livez", timeout=5).status == 200
        return False
