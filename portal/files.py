"""Files kept sealed on disk under random names; nothing is served from there directly."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from portal.crypto import open_sealed, seal
from portal.models import StoredFile


def store_file(*, name: str, content: bytes, by, content_type: str = "") -> StoredFile:
    """The row of a file now on disk, sealed, under a name that tells nothing.

    The original name is kept for display only: its folder parts and control characters are dropped.
    Raises OSError when the disk is full, before any row is written.
    """
    location = secrets.token_hex(20)
    path = _path(location)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as sealed:
        sealed.write(seal(content, b"file:" + location.encode()))
    partial.rename(path)
    return StoredFile.objects.create(
        name=safe_name(name),
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_type=content_type,
        location=location,
        created_by=by,
    )


def read_file(stored: StoredFile) -> bytes:
    """The bytes as they came; raises portal.crypto.SealBroken when the file was altered on disk."""
    return open_sealed(_path(stored.location).read_bytes(), b"file:" + stored.location.encode())


def safe_name(name: str) -> str:
    """A file name without folders, control or direction characters, at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*' and not "\u202a" <= c <= "\u202e")
    stem, dot, ending = printable.strip(". ").rpartition(".")
    return f"{stem[:100]}{dot}{ending[:12]}" if stem else (ending[:112] or "未命名")


def _path(location: str) -> Path:
    return Path(settings.MEDIA_ROOT) / location[:2] / location
