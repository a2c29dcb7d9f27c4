"""What `make test` runs: linter, checks, then pytest, on a database and a broker made for this run and thrown away."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(CHECKOUT))

from portal.embedded import broker, postgres  # noqa: E402  (found through the line above)

# A process for each core, every one with a database of its own; a file stays whole, files in the order of tests/conftest.py.
PARALLEL = ["--numprocesses=logical", "--dist=loadfile", "--no-loadscope-reorder"]
# The shell without windows does the same work for less than half the processor time.
BROWSERS = ["chromium-headless-shell", "chromium"]
FONTS = "fonts-noto-cjk"


def main(arguments: list[str]) -> int:
    """0 when everything passed."""
    data = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    os.environ["PORTAL_DATA"] = str(data)
    try:
        if not os.environ.get("DATABASE_URL"):
            postgres.ensure_running(data, durable=False)
        if not os.environ.get("BROKER_URL"):
            broker.ensure_running(data)
        _bring_browser()
        return _run(arguments)
    finally:
        broker.stop(data)
        postgres.stop(data)
        shutil.rmtree(data, ignore_errors=True)


def _run(arguments: list[str]) -> int:
    python = sys.executable
    test_mode = os.environ | {"PORTAL_MODE": "test"}
    steps = {
        "ruff": [python, "-m", "ruff", "check", "."],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "checks": [python, "manage.py", "check", "--database", "default"],
        "pytest": [python, "-m", "pytest", *PARALLEL, *arguments],
    }
    failed = []
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=CHECKOUT, env=test_mode).returncode != 0:
            failed.append(name)
    if failed:
        print(f"FAILED: {', '.join(failed)}", flush=True)
    if not any(map(shutil.which, BROWSERS)):
        print("NOT TESTED: the pages in a browser, because chromium is not installed.", flush=True)
    return 1 if failed else 0


def _bring_browser() -> None:
    for browser in BROWSERS:
        if shutil.which(browser) or _installed(browser):
            return
    print("NOT TESTED: the pages in a browser; install chromium and a Chinese font to have them tested.", flush=True)


def _installed(browser: str) -> bool:
    """Whether the browser could be installed; only root on a machine with apt tries."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {browser} for the tests in a browser …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", browser, FONTS]
    for command in (install, ["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL)
        if shutil.which(browser):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
