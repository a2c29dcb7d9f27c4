"""A file of any known format as raw rows, read in a child process."""

from collections.abc import Iterator
from itertools import chain

from portal.office.limits import Limits, read_in_child
from portal.office.refusal import FileRefused


def read_register_rows(content: bytes, *, heads: list[str], title: str, aside: str) -> tuple[dict, Iterator[dict]]:
    """(meta, raw rows) of a register's sheet; raises FileRefused at once or while iterating."""
    arguments = {"heads": heads, "title": title, "aside": aside}
    return _opened(read_in_child("cadres.importing.register_sheet.read", content, arguments=arguments))


def read_rows(
    content: bytes, name: str, *, picture: bytes | None = None, limits: Limits | None = None
) -> tuple[dict, Iterator[dict]]:
    """(meta, raw rows) of a file; raises FileRefused at once or, for a fault further down, while iterating.

    meta is {"format", "sheets", "heads", "problems"}; `picture` is the .pic beside an .lrm file.
    """
    lines = read_in_child(
        "cadres.importing.formats.read",
        content,
        arguments={"name": name.encode("utf-8", "replace").decode()[:255]},
        extra=picture or b"",
        limits=limits,
    )
    return _opened(lines)


def _opened(lines: Iterator[dict]) -> tuple[dict, Iterator[dict]]:
    first = next(lines, None)
    if first is None or "meta" not in first:
        raise FileRefused("empty", "文件中没有可读取的内容", "请检查文件后重新上传")
    return first["meta"], chain(lines)
