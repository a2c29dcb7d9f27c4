"""Free texts of forms taken apart: appraisal results by year, awards, level and degree written in one cell."""

import re
import unicodedata

_RESULTS = (
    ("基本称职", "基本称职"), ("不称职", "不称职"), ("称职", "称职"), ("优秀", "优秀"), ("基本合格", "基本合格"),
    ("不合格", "不合格"), ("合格", "合格"), ("不确定等次", "不定等次"), ("不定等次", "不定等次"), ("未定等次", "不定等次"),
    ("不进行考核", "不进行考核"), ("未参加考核", "不进行考核"), ("不参加考核", "不进行考核"),
)  # fmt: skip
_APPRAISAL_TOKEN = re.compile(
    r"((?:19|20)\d{2})年?度?(?:\s*(?:至|到|[-—–~～]+)\s*((?:19|20)\d{2}))?|("
    + "|".join(word for word, _ in _RESULTS)
    + ")"
)


def read_appraisals(text: str) -> list[tuple[int, str]]:
    """(year, result in the words of ZB18) of a text such as 2021年、2022年优秀，2023年称职；a later mention wins."""
    words = dict(_RESULTS)
    found: dict[int, str] = {}
    waiting: list[int] = []
    for first, last, word in _APPRAISAL_TOKEN.findall(unicodedata.normalize("NFKC", text)):
        if first:
            span = range(int(first), int(last or first) + 1)
            waiting.extend(span if 0 < len(span) <= 20 else [int(first)])
        else:
            found.update(dict.fromkeys(waiting, words[word]))
            waiting = []
    return sorted(found.items())


_DATE = r"((?:19|20)\d{2})[年.](?:(\d{1,2})月?)?(?:(\d{1,2})日)?"
_APPROVED = re.compile(_DATE + r"[，,]?\s*(?:经|由)?(.{2,60}?)批准[，,]?\s*(.{2,120})")
_DATED = re.compile(_DATE + r"[，,]?\s*(.{2,120})")
_NOTHING = re.compile(r"[(（]?(?:无|暂无|没有)[)）]?[。.]?")


def read_awards(text: str) -> list[dict[str, str]]:
    """Awards of a text, each with 奖惩名称 and, where told, 批准日期 and 批准机关."""
    awards = []
    for piece in re.split(r"[；;\n。]", text):
        piece = piece.strip()
        if not piece or _NOTHING.fullmatch(piece):
            continue
        if found := _APPROVED.fullmatch(piece):
            year, month, day, body, name = found.groups()
            awards.append({"奖惩名称": name, "批准日期": _digits(year, month, day), "批准机关": body})
        elif found := _DATED.fullmatch(piece):
            year, month, day, name = found.groups()
            awards.append({"奖惩名称": name, "批准日期": _digits(year, month, day)})
        elif len(piece) <= 120:
            awards.append({"奖惩名称": piece})
    return awards


def _digits(year: str, month: str | None, day: str | None) -> str:
    return year + (f"{int(month):02d}" if month else "") + (f"{int(day):02d}" if month and day else "")


_DEGREE = re.compile(r"(?:博士|硕士|学士)(?:专业)?(?:学位)?")
_LEVEL_FIRST = re.compile(
    r"((?:中央|省委|区委|市委)?党校(?:研究生|大学|本科|大专|专科)|(?:硕士|博士)?研究生班?|大学普通班|大学本科|大学专科|大学|本科|大专|专科|中专|高中)"
    r"(.*(?:博士|硕士|学士)(?:学位)?)"
)


def split_level_and_degree(text: str) -> tuple[str, str]:
    """(level, degree) of one cell such as 大学 管理学学士, 研究生（法学硕士） or 大学工学学士."""
    levels, degrees = [], []
    for part in re.split(r"[\s、/,，;；()（）]+", unicodedata.normalize("NFKC", text)):
        if not part:
            continue
        both = _LEVEL_FIRST.fullmatch(part)
        if both:
            levels.append(both.group(1))
            degrees.append(both.group(2))
        elif _DEGREE.search(part) and "研究生" not in part:
            degrees.append(part)
        else:
            levels.append(part)
    return "".join(levels), "、".join(degrees)


_AGE = re.compile(r"[(（\[]?\s*\d{1,3}\s*周?岁\s*[)）\]]?|[(（\[]\s*\d{1,3}\s*[)）\]]")


def without_age(text: str) -> str:
    """A birth date without the age written behind it: 1985.03（39岁） → 1985.03."""
    return _AGE.sub("", text).strip()
