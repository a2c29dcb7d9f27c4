"""`make run`: starts database, broker, worker and web server, keeps them running, stops them together."""

import argparse
import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from portal.embedded import broker, postgres
from portal.embedded.children import Child, end_leftovers, record
from portal.embedded.parent import Parent
from portal.embedded.places import CHECKOUT, data_folder, private_folder
from portal.embedded.root_user import NoOtherUserError

HOST = "127.0.0.1"
TURN_SECONDS = 0.25
ANSWER_SECONDS = 60
TAKE_OVER_SECONDS = 20


class Stopped(Exception):
    """Somebody asked the portal to stop."""


def main() -> None:
    """Serve until a signal; exits 0 when asked to stop, else 1 with a sentence that says what is wrong."""
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    data = private_folder(data_folder())
    parent = Parent()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # ignored under nohup, and shall stay so
        signal.signal(signal.SIGHUP, _stop)
    children: list[Child] = []
    try:
        with _only_launcher(data):
            try:
                end_leftovers(data)
                _refuse_taken_port(port)
                _serve(data, port, children, parent)
            finally:
                _stop_all(data, children)
    except Stopped:
        print("Stopped.", flush=True)
    except (postgres.NoServerError, broker.NoBrokerError, NoOtherUserError, OSError, RuntimeError) as error:
        sys.exit(f"The portal could not run: {error}")


def _stop(number: int, frame: object) -> None:
    raise Stopped


def _serve(data: Path, port: int, children: list[Child], parent: Parent) -> None:
    servers = []
    if not os.environ.get("DATABASE_URL"):
        servers.append(postgres)
    if not os.environ.get("BROKER_URL"):
        servers.append(broker)
    for server in servers:
        server.ensure_running(data)
    _prepare(data, parent)
    logs = private_folder(data / "logs")
    children += [Child("worker", _worker(), logs), Child("web", _web(port), logs)]
    for child in children:
        child.start()
    record(data, [(child.process.pid, child.command) for child in children])
    _wait_for_answer(port, children)
    print(f"\n  The portal is at http://{HOST}:{port}/   (logs: {logs}; Ctrl-C stops it)\n", flush=True)
    while not parent.is_gone():
        time.sleep(TURN_SECONDS)
        for server in servers:
            if not server.is_running(data):
                print(f"The {server.__name__.rpartition('.')[2]} server has ended; starting it again.", flush=True)
                server.ensure_running(data)
        if any([child.start_again_if_ended() for child in children]):
            record(data, [(child.process.pid, child.command) for child in children])
    raise Stopped


def _prepare(data: Path, parent: Parent) -> None:
    command = [sys.executable, "manage.py", "prepare"]
    with subprocess.Popen(command, cwd=CHECKOUT) as preparing:
        record(data, [(preparing.pid, command)])
        try:
            while preparing.poll() is None:
                time.sleep(0.02)
                if parent.is_gone():
                    raise Stopped
        finally:
            preparing.terminate()
    if preparing.returncode != 0:
        raise RuntimeError("the database could not be prepared, see the message above")


def _worker() -> list[str]:
    command = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "--beat", "--loglevel=INFO"]
    command += ["--concurrency=2", "--without-gossip", "--without-mingle"]
    return command


def _web(port: int) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface=wsgi", f"--host={HOST}", f"--port={port}"]
    return [*command, "--workers=1", "--blocking-threads=4", "--no-ws", "portal.wsgi:application"]


def _wait_for_answer(port: int, children: list[Child]) -> None:
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        if ended := [child for child in children if child.has_ended()]:
            raise RuntimeError(f"the {ended[0].name} process ended at once; see {ended[0].log}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{port}/livez", timeout=5):
            return
        time.sleep(0.05)
    raise RuntimeError(f"the web server did not answer within {ANSWER_SECONDS} s")


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise RuntimeError(
                f"port {port} cannot be used ({error.strerror}); try: make run PORT={port + 1}"
            ) from None


@contextlib.contextmanager
def _only_launcher(data: Path) -> Iterator[None]:
    with (data / "launcher.lock").open("a+") as lock:
        deadline = time.monotonic() + TAKE_OVER_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                lock.seek(0)
                other = lock.read().strip()
                if time.monotonic() > deadline:
                    raise RuntimeError(f"process {other} already runs the portal on {data}; stop that first") from None
                time.sleep(0.2)  # an earlier launcher may be stopping right now
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _stop_all(data: Path, children: list[Child]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave servers behind
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end()
    end_leftovers(data)
    broker.stop(data)
    postgres.stop(data)


if __name__ == "__main__":
    main()
