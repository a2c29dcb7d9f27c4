"""How to run PostgreSQL when we are root, which it refuses: as a `nobody` who can still reach our files."""

import os
import pwd
import subprocess
from functools import cache
from pathlib import Path


class NoOtherUserError(Exception):
    """This machine lets root become nobody else in neither of the two ways."""


@cache
def command_prefix() -> tuple[str, ...]:
    """Words to put before a server command so that it does not run as user 0; empty for a plain user.

    First choice: a user namespace in which root is called nobody, so files stay root's and may lie anywhere.
    Where namespaces are forbidden (many containers): become nobody, keeping the right to pass closed folders
    such as /root. Raises NoOtherUserError.
    """
    if os.geteuid() != 0:
        return ()
    nobody = pwd.getpwnam("nobody")  # an account that exists: the server looks its own name up
    user, group = nobody.pw_uid, nobody.pw_gid
    namespace = ("unshare", "--user", f"--map-user={user}", f"--map-group={group}", "--")
    other_user = (
        *("setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"),
        *("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"),
    )
    forced = os.environ.get("PORTAL_ROOT_AS")  # lets a test take the second way on a machine that has the first
    for name, prefix in (("namespace", namespace), ("nobody", other_user)):
        if forced in (None, name) and _works(prefix, user):
            return prefix
    raise NoOtherUserError(
        "PostgreSQL does not run as root and this machine allows neither user namespaces nor setpriv; "
        "start as a plain user, or set DATABASE_URL to a server of your own"
    )


def give_to_server(folder: Path) -> None:
    """Make the folder and all in it belong to the user as which the server runs; nothing to do for a plain user."""
    prefix = command_prefix()
    if not prefix:
        return
    owner = pwd.getpwnam("nobody").pw_uid if prefix[0] == "setpriv" else 0
    if folder.stat().st_uid == owner:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, -1, follow_symlinks=False)


def _works(prefix: tuple[str, ...], user: int) -> bool:
    try:
        answer = subprocess.run([*prefix, "id", "-u"], capture_output=True, text=True, timeout=10, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == str(user)
