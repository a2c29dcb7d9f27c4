"""The citizen's ID number (公民身份号码, GB 11643-1999): reading, checking, masking.

18 characters: 6 region, 8 birth date, 3 sequence (last digit odd for men), 1 check character. Weights and
check characters were recomputed on known numbers.
"""

import re
import unicodedata
from dataclasses import dataclass

from portal.rules.dates import DateProblem, PartialDate

UNASSIGNED_REGION = "999999"  # used by no place; demo and test people carry it
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_PROVINCE_RANGES = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))  # GB/T 2260
_PROVINCES = frozenset(str(code) for first, last in _PROVINCE_RANGES for code in range(first, last + 1))
_DROPPED = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff'’‘`-]+")


@dataclass(frozen=True)
class IdProblem:
    """What is wrong with an ID number: `code` for programs, `message` in Chinese, `blocks` False for a warning."""

    code: str
    message: str
    blocks: bool = True


def normalise_id_number(text: str) -> str:
    """The number in its one spelling: half-width, no spaces or apostrophes, X in capitals."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper().replace("×", "X").replace("Х", "X")


def check_character(first_17: str) -> str:
    """The check character that belongs to the first 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def is_18(number: str) -> bool:
    """Whether the text has the shape of an 18-character number."""
    return re.fullmatch(r"[0-9]{17}[0-9X]", number) is not None


def birth_date(number: str) -> PartialDate | None:
    """The birth date in an 18- or 15-character number; None when there is none or it cannot be."""
    if is_18(number):
        digits = number[6:14]
    elif re.fullmatch(r"[0-9]{15}", number):
        digits = "19" + number[6:12]
    else:
        return None
    try:
        return PartialDate(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except DateProblem:
        return None


def sex(number: str) -> str:
    """'1' for a man, '2' for a woman (GB/T 2261.1), '' when the number has no such digit."""
    if is_18(number):
        return "1" if int(number[16]) % 2 else "2"
    if re.fullmatch(r"[0-9]{15}", number):
        return "1" if int(number[14]) % 2 else "2"
    return ""


def check_id_number(text: str, *, allow_unassigned: bool = False) -> list[IdProblem]:
    """All that is wrong with a number, empty for a good one; an empty text is nobody's mistake here.

    `allow_unassigned` lets region 999999 pass, for demo and test people.
    """
    number = normalise_id_number(text)
    if not number:
        return []
    if was_number(text):
        return [IdProblem("id_was_number", "身份证号曾按数值保存，末几位已经丢失，请按文本重新录入")]
    if re.fullmatch(r"[0-9]{15}", number):
        problems = [IdProblem("id_15", "15位旧身份证号，请核对并换成18位", blocks=False)]
        return problems if birth_date(number) else [*problems, _no_such_birth(number[6:12])]
    if len(number) != 18:
        return [IdProblem("id_length", f"身份证号应为18位，现为{len(number)}位")]
    if not is_18(number):
        return [IdProblem("id_characters", "身份证号只能是17位数字加1位数字或X")]
    problems = []
    unassigned = number[:6] == UNASSIGNED_REGION
    if number[:2] not in _PROVINCES and not (unassigned and allow_unassigned):
        problems.append(IdProblem("id_region", f"身份证号前6位{number[:6]}不是行政区划代码"))
    if birth_date(number) is None:
        problems.append(_no_such_birth(number[6:14]))
    expected = check_character(number[:17])
    if number[17] != expected:
        # The right character is not told: it would turn a guess at a number into a valid one.
        problems.append(IdProblem("id_check", "身份证号校验位不对，号码有误"))
    return problems


def _no_such_birth(digits: str) -> IdProblem:
    return IdProblem("id_birth", f"身份证号中的出生日期{digits}不存在")


def was_number(text: str) -> bool:
    """Whether the text shows that a number cell has cut it: 1.10101199003071E+17 or a closing .0.

    Trailing zeros alone do not show it, since a real number may end so; the reader that knows the cell's type
    tells by `lost_digits`.
    """
    bare = unicodedata.normalize("NFKC", text).strip()
    return re.fullmatch(r"[0-9](?:\.[0-9]+)?[Ee]\+?1[0-9]|[0-9]{15,18}\.0+", bare) is not None


def lost_digits(text: str) -> bool:
    """Whether the digits of a number cell are those of an ID number whose last three became zeros."""
    return re.fullmatch(r"[0-9]{15}000", normalise_id_number(text)) is not None


def mask_id_number(text: str) -> str:
    """The number as pages show it: 999999********0018; anything of another length keeps its last two only."""
    number = normalise_id_number(text)
    if len(number) == 18:
        return number[:6] + "*" * 8 + number[-4:]
    if len(number) == 15:
        return number[:6] + "*" * 6 + number[-3:]
    return "*" * max(len(number) - 2, 0) + number[-2:] if len(number) > 4 else "*" * len(number)
