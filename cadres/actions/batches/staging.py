"""Rows as understood into the staging table: one COPY for a few thousand rows, never a statement a row."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import orjson
from django.db import connection

from cadres.actions.batches.statements import run
from cadres.models import Photo
from cadres.rules.id_number import mask_id_number
from cadres.rules.names import initials, pinyin_key
from portal.crypto import blind_index, seal_id_number
from portal.files import store_file
from portal.models import Batch

CHUNK = 4_000
_COLUMNS = (
    "batch_id", "position", "file_name", "sheet", "number", "kind", "cells", "values", "problems", "state",
    "id_index", "name_key", "born_month", "candidates", "changes",
)  # fmt: skip
_COPY = "COPY portal_batchrow ({}) FROM STDIN".format(", ".join(f'"{column}"' for column in _COLUMNS))


def stage(*, batch: Batch, rows: Iterable, progress) -> int:
    """Number of rows now staged for the batch; rows staged before are thrown away first.

    Each chunk is kept as it comes, so a page can show how far the reading is; a reading that was killed starts
    again from an empty staging table.
    """
    run("DELETE FROM portal_batchrow WHERE batch_id = %s", [batch.pk])
    rows, done = iter(rows), 0
    while chunk := list(islice(rows, CHUNK)):
        # Before the COPY is open: a connection inside COPY answers nothing else.
        _store_photos(batch, chunk)
        lines = list(_lines(batch, chunk, done))
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for line in lines:
                copy.write_row(line)
        done += len(chunk)
        progress(done, 0)
    run("ANALYZE portal_batchrow")
    return done


def _lines(batch: Batch, rows: list, done: int) -> Iterator[tuple]:
    for position, row in enumerate(rows, start=done + 1):
        values = dict(row.values)
        index = _seal_person(row, values) if row.kind == "person" else None
        if index is None and row.id_number:
            index = blind_index(row.id_number)
        if row.kind == "resume" and values.get("text"):
            values["digest"] = hashlib.sha256(values["text"].encode()).hexdigest()
        yield (
            batch.pk, position, row.file_name, row.sheet, row.number, row.kind, _text(row.cells), _text(values),
            _text(row.problems), "read", index, row.name_key or "", row.born_month, "{}", "[]",
        )  # fmt: skip


def _seal_person(row, values: dict) -> bytes | None:
    """The index of the person's number; the number itself goes sealed into the values."""
    if name := values.get("name"):
        values["name_key"] = row.name_key
        if "pinyin" not in values:
            values["pinyin"], values["initials"] = _sound(name)
    if not row.id_number:
        return None
    cipher, index = seal_id_number(row.id_number)
    values["id_cipher"] = "\\x" + cipher.hex()
    values["id_masked"] = mask_id_number(row.id_number)
    return index


@lru_cache(maxsize=20_000)
def _sound(name: str) -> tuple[str, str]:
    return pinyin_key(name)[:200], initials(name)[:30]


def _store_photos(batch: Batch, rows: list) -> None:
    """The pictures of a chunk out of their rows into the sealed files; each row keeps the number of its file.

    A picture already kept for somebody is not kept again: the same picture has the same number, so that a file
    loaded twice shows no difference.
    """
    pictures = {}
    for row in rows:
        if row.kind == "photo" and (photo := row.values.pop("photo", None)) is not None:
            picture = base64.b64decode(photo)
            pictures.setdefault(hashlib.sha256(picture).hexdigest(), (picture, []))[1].append(row)
    known = Photo.objects.filter(file__digest__in=pictures).values_list("file__digest", "file_id")
    kept = dict(known.order_by("-file_id"))
    for digest, (picture, owners) in pictures.items():
        number = kept.get(digest)
        if number is None:
            name = f"{owners[0].name_key}.jpg"
            number = store_file(name=name, content=picture, by=batch.created_by, content_type="image/jpeg").pk
        for row in owners:
            row.values["file_id"] = number


def _text(value) -> str:
    return orjson.dumps(value).decode()
