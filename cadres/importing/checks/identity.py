"""Who a row is about: name and ID number, and the readers of résumé, photo and form tags."""

import base64
import binascii
import hashlib
import re
from functools import lru_cache

import orjson

from cadres.importing.checks.cells import tidy_lines
from cadres.importing.rows import problem
from cadres.rules.id_number import check_id_number, lost_digits, mask_id_number, normalise_id_number
from cadres.rules.names import LONGEST_NAME, name_problems, normalise_name

RESUME_LINES = 400
_ID_CODES = {"id_check": "id_checksum", "id_birth": "id_birthdate", "id_was_number": "id_as_number"}
_ID_REMEDY = "请对照身份证改正"
_MASKED = re.compile(r"\d{6}\*{8}\d{3}[\dX]")  # as this portal's own rosters print it


def read_name(text, label, problems):
    """The name in its one spelling."""
    name, wrong = _name(text)
    if len(name) > LONGEST_NAME:
        problems.append(
            problem(
                "error", "too_long", label, name[:30], f"{label}最多{LONGEST_NAME}字（现{len(name)}字）", "请缩短后重填"
            )
        )
        return None
    for code, message in wrong:
        if code == "name_short":
            problems.append(problem("warning", "name_short", label, name, message, "请核对姓名是否完整"))
        elif any(0xE000 <= ord(mark) <= 0xF8FF for mark in name) and code == "name_characters":
            problems.append(
                problem(
                    "warning",
                    "pua_char",
                    label,
                    name,
                    "姓名中有自造字，其他电脑上可能显示为空白",
                    "请换成标准汉字或核对字形",
                )
            )
        elif code != "name_empty":
            problems.append(problem("error", "name_chars", label, name[:30], message, "请改正姓名，只保留汉字和间隔号"))
            name = ""
    return name or None


@lru_cache(maxsize=65_536)
def _name(text: str) -> tuple[str, tuple]:
    return normalise_name(text), tuple(name_problems(text))


def read_id_number(text, label, problems, flag=""):
    """The ID number in its one spelling, None when it is wrong; problems never hold the number in clear."""
    number = normalise_id_number(text)
    if not number:
        return None
    if _MASKED.fullmatch(number):
        message, remedy = "身份证号只显示了部分，未使用", "按姓名和出生年月对应；如需导入请填写完整号码"
        problems.append(problem("notice", "id_masked", label, number, message, remedy))
        return None
    if flag == "number":
        lost = "，末几位已丢失" if lost_digits(text) or len(number) > 15 else ""
        problems.append(
            problem(
                "error",
                "id_as_number",
                label,
                mask_id_number(number),
                f"身份证号被存为数字{lost}",
                "请把该列设为文本格式后按身份证重新填写",
            )
        )
        return None
    blocked = False
    for wrong in _id_problems(number, text.strip() if not text.strip().isalnum() else number):
        blocked = blocked or wrong.blocks
        problems.append(
            problem(
                "error" if wrong.blocks else "warning",
                _ID_CODES.get(wrong.code, wrong.code),
                label,
                mask_id_number(number),
                wrong.message,
                "请把该列设为文本格式后重新填写" if wrong.code == "id_was_number" else _ID_REMEDY,
            )
        )
    return None if blocked else number


@lru_cache(maxsize=65_536)
def _id_problems(number: str, given: str) -> tuple:
    return tuple(check_id_number(given, allow_unassigned=True))


def read_resume(text, label, problems):
    """The text of a résumé as it stands, ends of lines tidied."""
    text = tidy_lines(text)
    lines = text.count("\n") + 1
    if lines > RESUME_LINES:
        problems.append(
            problem(
                "error",
                "resume_too_long",
                label,
                "",
                f"简历最多{RESUME_LINES}行（现{lines}行）",
                "请核对是否粘贴了多余内容",
            )
        )
        return None
    return text or None


def resume_values(text: str) -> dict:
    """The columns of a résumé row."""
    return {"text": text, "digest": hashlib.sha256(text.encode()).hexdigest()}


def read_photo(text, label, problems):
    """{"photo": base64, "given_digest": …} of a photograph the reader has already cleaned."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        problems.append(photo_problem("photo_invalid"))
        return None
    return {"photo": text, "given_digest": hashlib.sha256(content).hexdigest()}


_PHOTO = {
    "photo_invalid": "照片内容损坏，未读取",
    "photo_type": "照片不是JPEG或PNG图片，未读取",
    "photo_pixels": "照片尺寸过大，未读取",
    "photo_too_large": "照片超过5 MB，未读取",
}


def photo_problem(code: str, label: str = "照片") -> dict:
    """The warning that a photograph was left out; the rest of the form is read."""
    return problem("warning", code, label, "", _PHOTO.get(code, _PHOTO["photo_invalid"]), "请换成5 MB以内的JPEG照片")


def read_tags(text, label, problems):
    """The unknown tags of a form as a dict."""
    try:
        tags = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return tags if isinstance(tags, dict) else None
