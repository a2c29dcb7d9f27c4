"""The processes that the launcher starts in sessions of their own, so that Ctrl-C reaches only the launcher."""

import json
import signal
import subprocess
import time
from pathlib import Path

from portal.embedded import processes
from portal.embedded.places import CHECKOUT

END_SECONDS = 5  # a task cut short runs again: it is acknowledged only when done
QUICK_SECONDS = 5
LONGEST_PAUSE_SECONDS = 30


class Child:
    """One process with its log file; started again when it ends by itself, more slowly each time it ends at once."""

    def __init__(self, name: str, command: list[str], logs: Path) -> None:
        self.name, self.command, self.log = name, command, logs / f"{name}.log"
        self.pause, self.started_at = 0.0, 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; what it says is added to its log."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=CHECKOUT,
                start_new_session=True,
            )
        self.started_at = time.monotonic()

    def has_ended(self) -> bool:
        """Whether the process was started and is no more."""
        return self.process is not None and self.process.poll() is not None

    def start_again_if_ended(self) -> bool:
        """Start the process again if it has ended and its pause is over; whether it was started."""
        if not self.has_ended() or time.monotonic() < self.started_at + self.pause:
            return False
        print(f"The {self.name} process has ended; starting it again (see {self.log}).", flush=True)
        processes.end_group(self.process.pid)
        quick = time.monotonic() - self.started_at < self.pause + QUICK_SECONDS
        self.pause = min(LONGEST_PAUSE_SECONDS, self.pause * 2 + 1) if quick else 0.0
        self.start()
        return True

    def ask_to_end(self) -> None:
        """Send SIGTERM without waiting."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        """Wait a moment for the process to end, then end it and what it started."""
        if not self.process:
            return
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        processes.end_group(self.process.pid)


def record(data: Path, running: list[tuple[int, list[str]]]) -> None:
    """Write down which processes run (number, command), for the launcher that comes after a killed one."""
    draft = data / "children.json.new"
    draft.write_text(json.dumps(running))
    draft.replace(data / "children.json")


def end_leftovers(data: Path) -> None:
    """End the recorded processes that still run, with all that they started."""
    path = data / "children.json"
    try:
        running = json.loads(path.read_text())
    except (OSError, ValueError):
        return
    for pid, command in running:
        # the number may have been given to another program since
        if processes.command_line(pid) == " ".join(command):
            processes.end(pid, signal.SIGTERM, END_SECONDS)
        processes.end_group(pid, needle="portal")
    path.unlink(missing_ok=True)
