"""What a file really is, told by its bytes, and archives opened only when they cannot explode."""

import io
import re
import stat
import zipfile

from portal.office.refusal import FileRefused

UNPACKED_LIMIT = 100 * 1_048_576
ENTRY_LIMIT = 2_000
RATIO_LIMIT = 1_000
ARCHIVE_UNPACKED_LIMIT = 1_024 * 1_048_576
ARCHIVE_ENTRY_LIMIT = 5_000
# An office file is one document; an archive may hold the forms of a whole county.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = ("corrupt", "文件不完整或已损坏", "请重新导出或重新上传")


def what_is(content: bytes) -> str:
    """One of: empty, xlsx, xlsm, zip, docx, encrypted, legacy_xls, html, xml, lrm, picture, pdf, text, unknown.

    Raises FileRefused for an archive that is cut off or dangerous.
    """
    if not content.strip(b"\0 \t\r\n"):
        return "empty"
    if content[:4] == b"PK\x03\x04" or content[:4] == b"PK\x05\x06":
        return _what_archive(content)
    if content[:8] == _OLE:
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "legacy_xls"
    if content[:3] == b"\xff\xd8\xff" or content[:8] == b"\x89PNG\r\n\x1a\n" or content[:4] == b"GIF8":
        return "picture"
    if content[:5] == b"%PDF-":
        return "pdf"
    start = _plain_start(content)
    if (
        re.match(r"<(?:!doctype\s+html|html|table|meta|style|head|body)\b", start, re.I)
        or "<html" in start[:400].lower()
    ):
        return "html"
    if start.startswith("<"):
        return "xml"
    if start.startswith('"') and '","' in start:
        return "lrm"
    return "text" if "\0" not in start else "unknown"


def _plain_start(content: bytes) -> str:
    head = content[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace").lstrip()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return head.decode(encoding).lstrip("\ufeff \t\r\n")
        except UnicodeDecodeError as problem:
            if problem.start >= len(head) - 4:  # the cut at 4096 bytes may split a character
                return head[: problem.start].decode(encoding).lstrip("\ufeff \t\r\n")
    return head.decode("latin-1").lstrip()


def _what_archive(content: bytes) -> str:
    with open_archive(
        content, unpacked_limit=ARCHIVE_UNPACKED_LIMIT, entry_limit=ARCHIVE_ENTRY_LIMIT, names_refused=False
    ) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" not in names:
            return "zip"
    with open_archive(content) as archive:
        types = read_part(archive, "[Content_Types].xml", limit=1_048_576)
        if "xl/vbaProject.bin" in names or b"macroEnabled" in types:
            return "xlsm"
        if "xl/workbook.xml" in names or b"spreadsheetml" in types:
            return "xlsx"
    return "docx"


def open_archive(
    content: bytes, *, unpacked_limit: int = UNPACKED_LIMIT, entry_limit: int = ENTRY_LIMIT, names_refused: bool = True
) -> zipfile.ZipFile:
    """The archive, when its directory promises no bomb; raises FileRefused.

    `names_refused` False leaves paths that climb out of their folder to the caller, who must skip them.

    Python stops unpacking at the declared size, so a directory that lies is found out as corrupt on reading.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError, OverflowError):
        raise FileRefused(*_BROKEN) from None
    if len(entries) > entry_limit:
        raise FileRefused("corrupt_structure", f"压缩包内文件超过{entry_limit}个", "请拆分后分次上传")
    if len({entry.filename for entry in entries}) != len(entries):
        raise FileRefused("corrupt_structure", "压缩包内有同名文件", "请重新打包后上传")
    total = sum(entry.file_size for entry in entries)
    if total > unpacked_limit:
        raise FileRefused("unpacked_too_large", f"解压后超过{unpacked_limit // 1_048_576} MB上限", "请拆分后分次上传")
    if total > 10_000_000 and total > RATIO_LIMIT * len(content):
        raise FileRefused("unpacked_too_large", "压缩比异常", "请检查文件来源后重新导出")
    for entry in entries:
        if names_refused and is_unsafe_name(entry.filename):
            raise FileRefused("zip_path", f"压缩包内路径不合法：{entry.filename[:60]}", "请重新打包后上传")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise FileRefused("zip_path", f"压缩包内有链接文件：{entry.filename[:60]}", "请重新打包后上传")
        if entry.flag_bits & 0x1:
            raise FileRefused("encrypted", "压缩包已加密", "请去除密码后重新上传")
    return archive


def is_unsafe_name(name: str) -> bool:
    """True for a path that would leave its folder, or that no file system writes."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or bool(re.match(r"[A-Za-z]:", name)) or "\0" in name


def read_part(archive: zipfile.ZipFile, name: str, *, limit: int = UNPACKED_LIMIT) -> bytes:
    """The bytes of one entry; raises FileRefused when it is damaged or longer than `limit`."""
    try:
        with archive.open(name) as part:
            content = part.read(limit + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as problem:
        raise FileRefused(*_BROKEN) from problem
    except Exception as problem:  # zlib.error and lzma.LZMAError have no common ancestor
        raise FileRefused(*_BROKEN) from problem
    if len(content) > limit:
        raise FileRefused("unpacked_too_large", "压缩包内单个文件过大", "请删除多余内容后重新上传")
    return content


_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.I)
_ROOT_ELEMENT = re.compile(rb"<[A-Za-z_]")


def refuse_declarations(content: bytes) -> None:
    """Nothing, or FileRefused when an XML text declares a document type or entities.

    Such declarations carry external reads and exponential texts; no producer of ours writes them.
    """
    start = content[:65_536]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:8]:
        start = start.replace(b"\0", b"")
    if _DECLARATION.search(start) or not _ROOT_ELEMENT.search(start):
        raise FileRefused("xml_forbidden", "文件含不允许的XML声明", "请用原软件重新导出后上传")
