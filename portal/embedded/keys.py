"""The three secrets of an installation: made once for the embedded default, only read in production."""

import os
import re
import secrets
import stat
from pathlib import Path

from portal.embedded.places import private_folder


class UnsafeKeyError(Exception):
    """A key is missing, readable by others or malformed; the message says how to put it right."""


def make_missing_keys(folder: Path) -> None:
    """Create the keys that do not exist yet in the folder, each random, readable by their owner only."""
    private_folder(folder)
    for name, text in (
        ("secret_key", secrets.token_urlsafe(64)),
        ("encryption_key", secrets.token_hex(16)),
        ("index_key", secrets.token_hex(32)),
    ):
        if not (folder / name).exists():
            draft = folder / f".{name}.{os.getpid()}"
            draft.touch(mode=0o600)
            draft.write_text(text + "\n", encoding="ascii")
            try:
                os.link(draft, folder / name)  # two processes may start at once: only one key may win
            except FileExistsError:
                pass
            finally:
                draft.unlink()


def read_text_key(path: Path, at_least: int) -> str:
    """The text in the key file, at least so many characters. Raises UnsafeKeyError."""
    text = _read(path)
    if len(text) < at_least or len(set(text)) < 10:
        raise UnsafeKeyError(
            f"{path}: the key must be random and have {at_least} characters or more; "
            "make one with: openssl rand -base64 64 | tr -d '\\n'"
        )
    return text


def read_hex_key(path: Path, size: int) -> bytes:
    """The key of `size` bytes that the file holds in hexadecimal. Raises UnsafeKeyError."""
    text = _read(path)
    if not re.fullmatch(rf"[0-9a-fA-F]{{{2 * size}}}", text) or len(set(text.lower())) < 5:
        raise UnsafeKeyError(
            f"{path}: the key must be {2 * size} random hexadecimal digits; make one with: openssl rand -hex {size}"
        )
    return bytes.fromhex(text)


def _read(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UnsafeKeyError(f"{path}: the key cannot be read ({type(error).__name__}); put a key there") from None
    # What an orchestrator mounts under /run/secrets is often 0444 and visible inside this container only.
    readable_by_others = mode & 0o077 and not str(path).startswith("/run/secrets/")
    if readable_by_others or mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UnsafeKeyError(f"{path}: other users may read or change the key; run: chmod 600 {path}")
    return text
