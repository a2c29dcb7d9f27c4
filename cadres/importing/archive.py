"""A .zip of many forms and workbooks: a bad file is listed, the others are read."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from cadres.importing.lrm import read_old_form
from cadres.importing.lrmx import read_form
from cadres.importing.rows import meta, problem
from cadres.importing.tables import read_tables
from portal.office.inspect import (
    ARCHIVE_ENTRY_LIMIT,
    ARCHIVE_UNPACKED_LIMIT,
    is_unsafe_name,
    open_archive,
    read_part,
    what_is,
)
from portal.office.refusal import FileRefused

_ONE_FILE = 100 * 1_048_576
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_archive(content: bytes) -> Iterator[dict]:
    """Meta line with the files that could not be read, then the raw rows of all others; raises FileRefused.

    Every file is tried before the first row is given, because the list of bad files stands in the first line.
    """
    with open_archive(
        content, unpacked_limit=ARCHIVE_UNPACKED_LIMIT, entry_limit=ARCHIVE_ENTRY_LIMIT, names_refused=False
    ) as archive:
        names = {entry.filename: _shown(entry) for entry in archive.infolist() if not entry.is_dir()}
        pictures = {_stem(name): name for name in names if name.lower().endswith(".pic")}
        good, problems, heads = [], [], {}
        for name, shown in names.items():
            if any(part in name for part in _IGNORED) or name in pictures.values():
                continue
            try:
                first, *rest = _rows(archive, name, shown, pictures, with_photo=False)
            except FileRefused as refused:
                problems.append({**refused.as_problem(), "column": shown, "message": f"{shown}：{refused.message}"})
                continue
            good.append(name)
            problems.extend({**one, "message": f"{shown}：{one['message']}"} for one in first["meta"]["problems"])
            heads.update({f"{shown}/{sheet}": listed for sheet, listed in first["meta"]["heads"].items()})
            if not rest:
                problems.append(problem("warning", "no_rows", shown, "", f"{shown}：没有数据行", "请核对文件"))
        if not good:
            reason = problems[0]["message"] if problems else "压缩包内没有文件"
            raise FileRefused("archive_empty", f"压缩包内没有可读取的文件（{reason}）", "请放入.lrmx、.lrm、.xlsx文件")
        yield meta("zip", sheets=[names[name] for name in good], heads=heads, problems=problems)
        for name in good:
            rows = _rows(archive, name, names[name], pictures, with_photo=True)
            next(rows)
            yield from rows


def _rows(archive, name: str, shown: str, pictures: dict, *, with_photo: bool) -> Iterator[dict]:
    if is_unsafe_name(name):
        raise FileRefused("zip_path", "压缩包内路径不合法，未读取", "请重新打包后上传")
    content = read_part(archive, name, limit=_ONE_FILE)
    kind = what_is(content)
    if kind == "empty":
        raise FileRefused("file_empty", "文件为空", "请重新导出")
    if kind == "xml":
        yield from read_form(content, shown, with_photo=with_photo)
    elif kind == "lrm":
        picture = read_part(archive, pictures[_stem(name)]) if _stem(name) in pictures else b""
        yield from read_old_form(content, picture, shown, with_photo=with_photo)
    elif kind == "zip":
        raise FileRefused("nested_archive", "压缩包内又有压缩包，未读取", "请解开后重新打包")
    else:
        yield from read_tables(content, shown)


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix("")).lower()


def _shown(entry) -> str:
    """The name as a person wrote it: old packers write GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename[:200]
    try:
        return entry.filename.encode("cp437").decode("gb18030")[:200]
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename[:200]
