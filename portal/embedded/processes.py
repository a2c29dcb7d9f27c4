"""Small truths about processes: is this one still ours, is it alive, end it."""

import os
import signal
import subprocess
import time
from pathlib import Path


def command_line(pid: int) -> str:
    """The words the process was started with, joined by spaces; empty when there is none or it is a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        if Path("/proc/self").exists():
            return ""
    answer = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def recorded_pid(path: Path, *needles: str) -> int | None:
    """The process number on the file's first line, if that process lives and its command holds every needle.

    The needles guard against a number that another program has taken over since the file was written.
    """
    try:
        pid = int(path.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    command = command_line(pid)
    return pid if command and all(needle in command for needle in needles) else None


def end(pid: int, first: signal.Signals, seconds: float, group: bool = False) -> None:
    """End the process (or its whole group): ask with `first`, after so many seconds no longer ask."""
    send = os.killpg if group else os.kill
    for number, patience in ((first, seconds), (signal.SIGKILL, 5.0)):
        try:
            send(pid, number)
        except (ProcessLookupError, PermissionError):
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not command_line(pid):
                return
            time.sleep(0.05)
