"""Makes the environment in .venv; needs Python 3.11 and its standard library, run by path before anything is installed.

    python3 portal/embedded/bootstrap.py [requirements.txt …]

uv installs when it can be had, pip otherwise; both follow the package source pip is configured for, because an
office without internet names its mirror there. A stamp makes the second call free.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
VENV = Path(os.environ.get("PORTAL_VENV") or CHECKOUT / ".venv")
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def main(names: list[str]) -> None:
    """Bring .venv to what the requirement files say; exits with a sentence when that fails."""
    if sys.version_info < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")
    files = [CHECKOUT / name for name in names or ["requirements.txt"]]
    if all(_is_installed(file) for file in files):
        return
    print(f"Installing {', '.join(file.name for file in files)} into {VENV} …", flush=True)
    _make_venv()
    _install(files)
    for file in files:
        _stamp(file).write_text(_digest(file))


def _is_installed(file: Path) -> bool:
    return PYTHON.exists() and _stamp(file).exists() and _stamp(file).read_text() == _digest(file)


def _stamp(file: Path) -> Path:
    return VENV / f"installed-{file.stem}"


def _digest(file: Path) -> str:
    made_by = (VENV / "pyvenv.cfg").read_bytes()  # another interpreter needs other wheels
    return hashlib.sha256(file.read_bytes() + made_by + os.fsencode(VENV)).hexdigest()


def _make_venv() -> None:
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)  # half made, or copied from elsewhere
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit("The environment cannot be made; on Debian: apt-get install python3-venv")


def _install(files: list[Path]) -> None:
    chosen = [word for file in files for word in ("-r", str(file))]
    environment = _uv_environment()
    uv = _uv() if environment is not None else None
    if uv:
        command = [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "--compile-bytecode", "--quiet"]
        if subprocess.run([*command, *chosen], env=os.environ | environment).returncode == 0:
            return
        print("uv could not install; trying pip.", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes"]
    if subprocess.run([*pip, *chosen]).returncode != 0:
        sys.exit("The packages could not be installed; docs/deploy/offline.md says how to do it without internet.")


def _uv() -> Path | None:
    inside = VENV / "bin" / "uv"
    if not inside.exists():
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "uv"]
        subprocess.run(pip, capture_output=True)
    return inside if inside.exists() else None


def _uv_environment() -> dict[str, str] | None:
    """Variables that make uv take packages from where pip takes them; None when only pip can (no index at all)."""
    listing = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    settings = {}
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        settings[key.rpartition(".")[2].replace("_", "-")] = value.strip().strip("'\"").replace("\\n", " ")
    for name in ("index-url", "extra-index-url", "find-links", "no-index", "cert", "trusted-host", "default-timeout"):
        if value := os.environ.get("PIP_" + name.upper().replace("-", "_")):
            settings[name] = value
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        return None
    variables = {"UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    for name, variable in (
        ("index-url", "UV_DEFAULT_INDEX"),
        ("extra-index-url", "UV_INDEX"),
        ("find-links", "UV_FIND_LINKS"),
        ("trusted-host", "UV_INSECURE_HOST"),
        ("cert", "SSL_CERT_FILE"),
        ("default-timeout", "UV_HTTP_TIMEOUT"),
    ):
        if value := settings.get(name):
            variables[variable] = ",".join(value.split()) if name == "find-links" else value
    return {name: os.environ.get(name, value) for name, value in variables.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
