"""Small truths about processes: is this one still ours, is it alive, end it."""

import contextlib
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


def end(pid: int, first: signal.Signals, seconds: float) -> None:
    """End the process: ask with `first`, after so many seconds no longer ask."""
    for number, patience in ((first, seconds), (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not command_line(pid):
                return
            time.sleep(0.05)


def end_group(pid: int, needle: str = "") -> None:
    """Kill what is left of the process group that `pid` led, if one of its members' commands holds the needle."""
    members = [other for other in everybody() if _group(other) == pid]
    if any(needle in command_line(member) for member in members):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def everybody() -> list[int]:
    """The numbers of all processes; empty where there is no /proc."""
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except (ProcessLookupError, PermissionError):
        return None
