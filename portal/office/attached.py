"""A document to be kept with a record: told by its bytes, without programs or links inside; run only in a child process.

Pictures lose their metadata (place, camera) and are encoded anew when they are no plain JPEG. What is refused and why:
a PDF or an office document that runs something or fetches something when it is opened.
"""

import base64
import io
import re
import warnings
from collections.abc import Iterator

from portal.office.inspect import open_archive, read_part, what_is
from portal.office.photo import bare_jpeg
from portal.office.refusal import FileRefused

PIXEL_LIMIT = 25_000_000
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx")
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
_ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE"}
_FETCHED = re.compile(rb'Type="[^"]*/(?!hyperlink")[^"/]+"[^>]*TargetMode="External"|TargetMode="External"[^>]*'
                      rb'Type="[^"]*/(?!hyperlink")[^"/]+"')  # fmt: skip
_DDE = re.compile(rb"\bDDE(?:AUTO)?\b|<ddeLink\b", re.I)


def read(content: bytes, extra: bytes, arguments: dict) -> Iterator[dict]:
    """One row: `content_type`, `ending` and, for a picture encoded anew, `content` (base64). Raises FileRefused."""
    kind = what_is(content)
    if kind == "empty":
        raise FileRefused("file_empty", "文件是空的", "请重新选择文件")
    if kind == "pdf":
        _refuse_active_pdf(content)
        yield {"content_type": "application/pdf", "ending": ".pdf"}
    elif kind == "picture":
        yield {
            "content_type": "image/jpeg", "ending": ".jpg",
            "content": base64.b64encode(_clean_picture(content)).decode("ascii"),
        }  # fmt: skip
    elif kind in ("xlsx", "docx"):
        _refuse_active_office(content)
        yield {"content_type": _SPREADSHEET if kind == "xlsx" else _DOCUMENT, "ending": f".{kind}"}
    elif kind == "xlsm":
        raise _active("含有宏")
    elif kind == "encrypted":
        raise FileRefused("encrypted", "文件已加密", "请去除密码后重新上传")
    else:
        raise FileRefused("type_mismatch", "不是可以保存的文件类型", "请上传 PDF、JPG、PNG、docx 或 xlsx 文件")


def _active(what: str) -> FileRefused:
    return FileRefused("active_content", f"文件{what}，打开时可能执行程序或连接外部", "请打印为 PDF 后上传")


def _refuse_active_pdf(content: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdf.generic import DictionaryObject

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise FileRefused("encrypted", "文件已加密", "请去除密码后重新上传")
        if not reader.pages:
            raise FileRefused("corrupt", "文件没有内容", "请重新导出或重新扫描")
        numbers = {number for table in reader.xref.values() for number in table} | {*reader.xref_objStm}
        for number in sorted(numbers):
            held = reader.get_object(number)
            if isinstance(held, DictionaryObject):
                _refuse_active_dictionary(held)
    except PyPdfError:
        raise FileRefused("corrupt", "文件不完整或已损坏", "请重新导出或重新扫描") from None


def _refuse_active_dictionary(held) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject

    waiting = [held]  # what these refer to is looked at under its own number
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            if _ACTIVE_KEYS & {*one} or str(dict.get(one, "/S", "")) in _ACTIVE_ACTIONS:
                raise _active("含有脚本、嵌入文件或外部动作")
            waiting += dict.values(one)
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _refuse_active_office(content: bytes) -> None:
    with open_archive(content) as archive:
        for name in archive.namelist():
            lowered = name.lower()
            if lowered.endswith("vbaproject.bin") or "/embeddings/" in lowered or "/activex/" in lowered:
                raise _active("含有宏、控件或嵌入对象")
            if "/externallinks/" in lowered:
                raise _active("引用了别的工作簿")
            if lowered.endswith(".rels") and _FETCHED.search(read_part(archive, name)):
                raise _active("引用了外部模板或图片")
            if lowered in ("word/document.xml", "xl/workbook.xml") and _DDE.search(read_part(archive, name)):
                raise _active("含有动态数据交换")


def _clean_picture(content: bytes) -> bytes:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF")) as picture:
                picture.load()
                turned = picture.getexif().get(0x0112, 1) != 1
                plain = picture.format == "JPEG" and picture.mode in ("RGB", "L") and not turned
                if plain and (bare := bare_jpeg(content)):
                    return bare
                out = io.BytesIO()
                ImageOps.exif_transpose(picture).convert("RGB").save(out, "JPEG", quality=88)
                return out.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise FileRefused("photo_pixels", "图片超过2500万像素", "请缩小后重新上传") from None
    except Exception:  # a broken picture raises whatever its decoder meets first
        raise FileRefused("photo_invalid", "图片不完整或已损坏", "请重新拍照或扫描") from None
