"""The reader that fits a file, chosen by what the file is and not by what it is called; runs in the child."""

from collections.abc import Iterator

from cadres.importing.archive import read_archive
from cadres.importing.lrm import read_old_form
from cadres.importing.lrmx import looks_like_form, read_form
from cadres.importing.tables import read_tables
from portal.office.inspect import what_is
from portal.office.refusal import FileRefused


def read(content: bytes, extra: bytes, arguments: dict) -> Iterator[dict]:
    """Meta line and raw rows of one file; raises FileRefused."""
    kind = what_is(content)
    name = arguments.get("name", "")
    if kind == "empty":
        raise FileRefused("file_empty", "文件为空", "请重新选择文件")
    if kind in ("xml", "html") and name.lower().endswith((".lrmx", ".xml")):
        yield from read_form(content)
    elif kind == "xml":
        if not looks_like_form(content):
            raise FileRefused("type_mismatch", "不是任免审批表（.lrmx）文件，也不是表格", "请选择.lrmx或.xlsx文件")
        yield from read_form(content)
    elif kind == "lrm" and not name.lower().endswith((".xlsx", ".xls", ".csv")):
        yield from read_old_form(content, extra)
    elif kind == "zip" and not name.lower().endswith((".xlsx", ".lrmx")):
        yield from read_archive(content)
    elif name.lower().endswith(".lrmx"):
        raise FileRefused("type_mismatch", "不是任免审批表（.lrmx）文件", "请选择由任免审批表编辑器保存的.lrmx文件")
    else:
        yield from read_tables(content)
