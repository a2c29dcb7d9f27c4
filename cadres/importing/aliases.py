"""Spellings met in real files for values of the code tables; each use is reported as a notice.

The dirt of real data named in the national format's description (大学本科 for 大学, 工学学士学位) is verified;
the others are this project's own reading of common usage.
"""

import re
import unicodedata

ALIASES: dict[str, dict[str, str]] = {
    "GB2261": {"男性": "1", "女性": "2", "M": "1", "F": "2"},
    "GB4762": {
        "党员": "01", "中共正式党员": "01", "正式党员": "01", "中共": "01", "中国共产党党员": "01", "中共党员(正式)": "01",
        "中共预备党员": "02", "预备": "02", "团员": "03", "共青团": "03", "民革党员": "04", "民革会员": "04",
        "民盟盟员": "05", "民建会员": "06", "民进会员": "07", "农工党党员": "08", "农工党员": "08", "农工": "08",
        "致公党党员": "09", "致公": "09", "九三学社社员": "10", "九三": "10", "台盟盟员": "11",
        "无党派人士": "12", "无": "13", "一般群众": "13", "中国国民党革命委员会会员": "04", "中国民主同盟盟员": "05",
        "中国民主建国会会员": "06", "中国民主促进会会员": "07", "中国农工民主党党员": "08", "中国致公党党员": "09",
        "台湾民主自治同盟盟员": "11",
    },
    "ZB64": {
        "大学本科": "21", "本科": "21", "本科学历": "21", "大学学历": "21", "全日制大学": "21", "大学专科": "31", "专科": "31",
        "大专学历": "31", "大学专科学历": "31", "硕士研究生": "11", "博士研究生": "11", "研究生学历": "11", "中等专科": "41",
        "中等专业": "41", "中专学历": "41", "中师": "41", "技校": "47", "高中学历": "61", "初中学历": "71",
        "省委党校研究生": "1B", "党校研究生": "1B", "省委党校大学": "2B", "省委党校本科": "2B", "党校本科": "2B", "党校大学": "2B",
        "中央党校本科": "2A", "省委党校大专": "37", "省委党校专科": "37", "党校大专": "37", "中央党校专科": "34",
        "区委党校研究生": "1B", "市委党校研究生": "1B", "区委党校大学": "2B", "市委党校大学": "2B",
    },
    "ZB123": {"全日制教育": "1", "在职教育": "2", "非全日制": "2", "全日": "1"},
    "ZB125": {
        "公务员": "1", "参公人员": "5", "参公事业人员": "6", "参照管理机关工作人员": "5", "参照管理事业工作人员": "6",
        "事业管理人员": "7", "事业专业技术人员": "8", "机关工勤": "A0", "事业工勤": "A1",
    },
    "ZB126": {"现职": "1", "在职": "1", "离退": "2", "退休": "2", "离退休": "2", "调出": "3", "去世": "4", "非现职": "5", "其他": "5"},
    "ZB129": {"正": "1", "副": "3", "党政正职": "1", "党政副职": "3"},
    "ZB130": {"县管": "04", "县管干部": "04", "县委管理干部": "04", "市管干部": "03", "市委管理干部": "03", "省管干部": "02"},
    "ZB135": {
        "行政": "1", "事业编制(参公)": "2", "参公": "2", "事业编制(参照)": "2", "事业编制(其他)": "3", "事业": "3",
        "工勤编制": "4", "其他编制": "4",
    },
    "ZB14": {"现任": "1", "在职": "1", "任职中": "1", "已免职": "0", "免职": "0"},
    "ZB18": {"优": "1", "优秀等次": "1", "称职等次": "2", "职称": "2", "不确定等次": "5", "未定等次": "5", "未参加考核": "6", "未考核": "6"},
    "ZB122": {"委任制": "1", "选任制": "2", "聘任制": "3", "其他": "19"},
    "ZB148": {},
    "ZB09": {
        "1A01": "0101", "1A02": "0102", "1A11": "0111", "1A12": "0112", "1A21": "0121", "1A22": "0122", "1A31": "0131",
        "1A32": "0132", "1A41": "0141", "1A42": "0142", "1A50": "0150", "1A60": "0160", "1A98": "0198", "1A99": "0199",
        "县处级正": "0131", "县处级副": "0132", "乡科级正": "0141", "乡科级副": "0142", "正处级": "0131", "副处级": "0132",
        "正科级": "0141", "副科级": "0142", "正县级": "0131", "副县级": "0132", "正科": "0141", "副科": "0142", "科员级": "0150",
    },
    "ZB03": {
        "正处级": "107", "副处级": "108", "正科级": "109", "副科级": "110", "县处级": "107", "副县处级": "108", "乡科级": "109",
        "副乡科级": "110", "县、处级正": "107", "乡科级正职": "109", "乡科级副职": "110", "县处级正职": "107",
    },
    "ZB87": {"乡镇": "81", "县": "73", "县区": "73"},
    "B0194": {"法人": "1", "内设": "2", "是": "1"},
}  # fmt: skip
# ZB09 1A..: the newer spelling of the same levels (verified: the vendor's own conversion maps one to the other).

_DEGREE = re.compile(r"(.+?)(博士|硕士|学士)(?:专业)?(?:学位)?")
_GRADES = {"博士": "2", "硕士": "3", "学士": "4"}


def plain_value(text: str) -> str:
    """A value as it is looked up: half-width, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def find_alias(table: str, text: str, codes: dict[str, str]) -> str | None:
    """The code a known other spelling stands for, None when it is none."""
    bare = plain_value(text)
    found = ALIASES.get(table, {}).get(bare)
    if found is not None and found in codes:
        return found
    if len(bare) == 1 and f"0{bare}" in codes:  # a number cell has eaten the leading nought
        return f"0{bare}"
    if table == "GB3304" and len(bare) <= 6:
        return codes.get(bare + "族") or codes.get(bare.removesuffix("族人") + "族")
    if table == "GB6864":
        return find_degree(bare, codes)
    for name, code in codes.items():
        if plain_value(name) == bare:
            return code
    return None


def find_degree(bare: str, codes: dict[str, str]) -> str | None:
    """The code of a degree: 工学学士 → 408, 公共管理硕士 → 349, else its grade alone (学士 → 4)."""
    if bare.removesuffix("学位") in _GRADES:
        return _GRADES[bare.removesuffix("学位")]
    if not (parts := _DEGREE.fullmatch(bare)):
        return None
    field, grade = parts.groups()
    for name in (f"{field}{grade}学位", f"{field}{grade}专业学位", f"{field.removesuffix('专业')}{grade}学位"):
        if name in codes:
            return codes[name]
    return _GRADES[grade]
