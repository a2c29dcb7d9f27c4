"""Whether the `make` that started the launcher still wants it to run."""

import os
from pathlib import Path

INTERRUPT_BIT = 1 << 1  # SIGINT is signal 2, the second bit of the masks in /proc


class Parent:
    """The process that started us, as it was when we began."""

    def __init__(self) -> None:
        self.pid = os.getppid()
        self.is_make = bool(os.environ.get("MAKELEVEL"))
        self.caught_interrupts = self._catches_interrupts()

    def is_gone(self) -> bool:
        """Whether `make` was killed, or was interrupted alone: it then waits for us without telling us.

        Once interrupted, make puts the signal back to its default, which /proc shows. Any other parent may leave:
        a launcher put into the background outlives its shell.
        """
        if not self.is_make:
            return False
        return os.getppid() != self.pid or (self.caught_interrupts and not self._catches_interrupts())

    def _catches_interrupts(self) -> bool:
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        except OSError:
            return False
        masks = [line.split()[1] for line in lines if line.startswith("SigCgt:")]
        return bool(masks) and bool(int(masks[0], 16) & INTERRUPT_BIT)
