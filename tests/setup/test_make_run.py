"""`make run` from outside: started, interrupted, killed, started again."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from portal.embedded import broker, postgres, processes
from portal.embedded.places import CHECKOUT, socket_folder

pytestmark = pytest.mark.timeout(180)
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "数据"
    yield folder
    broker.stop(folder)
    postgres.stop(folder)


@pytest.fixture
def portal(data):
    portal = Portal(data)
    yield portal
    portal.kill()


class Portal:
    """One `make run` on a data folder of its own, without the demo county."""

    def __init__(self, data: Path) -> None:
        self.data, self.made = data, []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self) -> subprocess.Popen:
        """A running portal that has shown its address."""
        make = self.begin()
        wait_until(lambda: make.poll() is not None or "The portal is at" in self.output.read_text())
        assert make.poll() is None, self.output.read_text()
        return make

    def begin(self) -> subprocess.Popen:
        """The same without waiting."""
        ours = ("PYTEST_VERSION", "PORTAL_MODE", "DATABASE_URL", "BROKER_URL", "MAKELEVEL", "MAKEFLAGS")
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        environment |= {"PORTAL_DATA": str(self.data), "PORTAL_DEMO": "0", "PORT": str(self.port)}
        command = ["make", "run", f"PYTHON={sys.executable}"]
        self.output = self.data.with_name("output")
        with self.output.open("wb") as output:
            make = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output, preexec_fn=_heed_interrupts
            )
        self.made.append(make)
        return make

    def launcher(self) -> int:
        return int((self.data / "launcher.lock").read_text())

    def answers(self, path: str = "livez") -> bool:
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5).status == 200
        return False

    def everything_has_ended(self) -> bool:
        return not self.answers() and not postgres.is_running(self.data) and not broker.is_running(self.data)

    def kill(self) -> None:
        for make in self.made:
            make.kill()
            make.wait()
        wait_until(lambda: not processes.recorded_pid(self.data / "launcher.lock", "portal.embedded.serve"))

    def database(self) -> psycopg.Connection:
        return psycopg.connect(host=str(socket_folder(self.data)), user="portal", dbname="portal", autocommit=True)


def _heed_interrupts() -> None:
    """A test run started in a shell's background ignores Ctrl-C, and would pass that on to `make`."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(condition) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def test_a_first_start_serves_and_keeps_its_folder_private(portal):
    portal.start()
    assert f"http://127.0.0.1:{portal.port}/" in portal.output.read_text()
    assert portal.answers("readyz")
    assert portal.data.stat().st_mode & 0o077 == 0
    for name in ("secret_key", "encryption_key", "index_key"):
        assert (portal.data / "keys" / name).stat().st_mode & 0o777 == 0o600


def test_a_second_start_keeps_data_and_keys(portal):
    make = portal.start()
    key = (portal.data / "keys" / "encryption_key").read_text()
    with portal.database() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(portal.launcher(), signal.SIGTERM)
    make.wait()
    portal.start()
    with portal.database() as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert (portal.data / "keys" / "encryption_key").read_text() == key


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_make_alone_stops_everything(portal, number):
    make = portal.start()
    make.send_signal(number)
    wait_until(portal.everything_has_ended)
    make.wait(PATIENCE_SECONDS)


def test_killing_make_stops_everything(portal):
    portal.start().kill()
    wait_until(portal.everything_has_ended)


def test_a_start_after_a_killed_launcher_replaces_its_processes(portal):
    portal.start()
    os.kill(portal.launcher(), signal.SIGKILL)
    assert portal.answers()
    portal.start()
    assert portal.answers("readyz")
    portal.made[-1].send_signal(signal.SIGINT)
    wait_until(portal.everything_has_ended)


def test_a_killed_database_comes_back_while_the_portal_runs(portal):
    portal.start()
    pid = int((portal.data / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: postgres.is_running(portal.data) and portal.answers("readyz"))


def test_a_killed_web_server_comes_back(portal):
    portal.start()
    pid = min(pid for pid in processes.everybody() if f"--port={portal.port}" in processes.command_line(pid))
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not portal.answers() or processes.command_line(pid) == "")
    wait_until(portal.answers)


def test_a_taken_port_is_named(portal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", portal.port))
        other.listen()
        with pytest.raises(AssertionError, match=f"port {portal.port} cannot be used"):
            portal.start()


def test_a_start_after_a_launcher_killed_while_preparing_does_not_prepare_twice(portal):
    portal.data = portal.data.with_name("fresh")
    record = portal.data / "children.json"
    portal.begin()
    wait_until(record.exists)
    [preparing] = [pid for pid, _command in json.loads(record.read_text())]
    os.kill(portal.launcher(), signal.SIGKILL)
    portal.start()
    assert processes.command_line(preparing) == ""
    assert portal.answers("readyz")
    portal.made[-1].send_signal(signal.SIGTERM)
    wait_until(portal.everything_has_ended)
