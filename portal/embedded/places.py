"""Where the embedded servers keep what they write: one private folder per PORTAL_DATA, sockets included."""

import hashlib
import os
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent

# sun_path of a Unix socket holds 107 bytes; PostgreSQL and Valkey append their own file names to the folder.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


def data_folder() -> Path:
    """The folder named by PORTAL_DATA, else `var` in the checkout; absolute, not created."""
    return Path(os.environ.get("PORTAL_DATA") or CHECKOUT / "var").absolute()


def private_folder(folder: Path) -> Path:
    """The folder, created if missing and closed to everybody else.

    Raises PermissionError when it belongs to somebody else, who could then read or replace what we put there.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if status.st_uid != os.geteuid() or folder.is_symlink():
        raise PermissionError(f"{folder} belongs to another user; choose another PORTAL_DATA")
    if status.st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def socket_folder(data: Path) -> Path:
    """The folder for the sockets of this data folder; the same answer in every process, not created.

    It lies in the data folder when its path is short enough, else in the temporary folder under a name
    derived from the data folder and the user.
    """
    inside = data / "run"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    name = hashlib.sha256(f"{os.geteuid()} {data}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"portal-{name}"
