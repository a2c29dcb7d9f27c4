"""A person's name: its one spelling, what is wrong with it, and the keys it is found by."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

LONGEST_NAME = 50
_DOTS = str.maketrans({mark: "·" for mark in "•．・‧∙⋅･﹒"})
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇○"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}·])[\s\u3000]+(?=[{_HAN}·])")
_DOT_OF_HAN = re.compile(rf"(?<=[{_HAN}])[.?？](?=[{_HAN}])")

# Readings as a surname, where they differ from the character's common one (general knowledge).
_SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "盖": "ge", "华": "hua",
    "任": "ren", "葛": "ge", "朴": "piao", "翟": "zhai", "尹": "yin", "乐": "yue", "召": "shao", "种": "chong",
    "秘": "bi", "覃": "qin", "缪": "miao", "宓": "mi", "冼": "xian", "员": "yun", "洗": "xian", "黑": "he",
    "繁": "po", "折": "she", "燕": "yan", "令": "ling", "应": "ying", "祭": "zhai", "那": "na", "哈": "ha",
    "宁": "ning", "纪": "ji", "车": "che", "隗": "wei", "过": "guo", "牟": "mu", "郇": "xun", "訾": "zi",
    "晁": "chao", "逄": "pang", "幺": "yao", "观": "guan", "句": "gou", "重": "chong", "长": "zhang", "卜": "bu",
    "柏": "bai", "薄": "bo", "会": "gui", "臧": "zang", "佴": "nai", "撒": "sa", "呙": "guo", "难": "ning",
    "瞿": "qu", "阚": "kan", "於": "yu", "谌": "chen", "沈": "shen", "石": "shi", "尉": "wei", "都": "du",
}  # fmt: skip
_COMPOUND = {
    "尉迟": "yu chi", "万俟": "mo qi", "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan",
    "诸葛": "zhu ge", "长孙": "zhang sun", "澹台": "tan tai", "令狐": "ling hu", "单于": "chan yu",
    "夏侯": "xia hou", "皇甫": "huang fu", "公孙": "gong sun", "慕容": "mu rong", "宇文": "yu wen",
    "司徒": "si tu", "司空": "si kong", "东方": "dong fang", "独孤": "du gu", "南宫": "nan gong",
    "赫连": "he lian", "呼延": "hu yan", "端木": "duan mu", "轩辕": "xuan yuan", "百里": "bai li",
    "东郭": "dong guo", "钟离": "zhong li", "濮阳": "pu yang", "宗政": "zong zheng", "鲜于": "xian yu",
    "闻人": "wen ren", "太史": "tai shi", "申屠": "shen tu", "公冶": "gong ye", "西门": "xi men",
    "淳于": "chun yu", "拓跋": "tuo ba", "乐正": "yue zheng", "漆雕": "qi diao", "公羊": "gong yang",
    "谷梁": "gu liang", "巫马": "wu ma", "颛孙": "zhuan sun", "仲孙": "zhong sun", "第五": "di wu",
}  # fmt: skip


def normalise_name(text: str) -> str:
    """The name in its one spelling: no spaces between Han characters, · between the parts of a name.

    Han characters themselves are never replaced, since a rare one is part of who the person is.
    """
    name = _INVISIBLE.sub("", text).translate(_DOTS)
    name = "".join(unicodedata.normalize("NFKC", mark) if 0xFF00 <= ord(mark) <= 0xFFEF else mark for mark in name)
    name = _DOT_OF_HAN.sub("·", name)
    name = _BETWEEN_HAN.sub("", name.strip())
    return re.sub(r"\s+", " ", name)


def name_problems(text: str) -> list[tuple[str, str]]:
    """(code, Chinese message) of all that is wrong with a name, an empty one included.

    Source: the checks of the vendor's national system (digits, letters, brackets), and this project's own.
    """
    problems = []
    if _DIRECTION.search(text):
        problems.append(("name_direction", "姓名中有改变显示方向的不可见字符"))
    elif any(unicodedata.category(mark) == "Cc" for mark in text.strip()):
        problems.append(("name_control", "姓名中有控制字符"))
    name = normalise_name(text)
    if not name:
        return [*problems, ("name_empty", "姓名为空")]
    if len(name) > LONGEST_NAME:
        problems.append(("name_long", f"姓名超过{LONGEST_NAME}个字"))
    if any(mark.isdigit() for mark in name):
        problems.append(("name_digit", f"姓名“{name[:20]}”中有数字"))
    if re.search(r"[A-Za-zÀ-ÿ]", name):
        problems.append(("name_latin", f"姓名“{name[:20]}”中有字母"))
    if re.search(r"[()\[\]{}<>（）【】〔〕《》「」]", name):
        problems.append(("name_bracket", f"姓名“{name[:20]}”中有括号"))
    if not problems and not re.fullmatch(rf"[{_HAN}]+(?:·[{_HAN}]+)*", name):
        problems.append(("name_characters", f"姓名“{name[:20]}”中有不属于姓名的字符"))
    if not problems and len(name) == 1:
        problems.append(("name_short", f"姓名“{name}”只有一个字"))
    return problems


def pinyin_syllables(name: str) -> list[str]:
    """The syllables of a name without tones, its surname read as a surname."""
    name = normalise_name(name)[:LONGEST_NAME]
    if reading := _COMPOUND.get(name[:2]):
        surname, rest = reading.split(), name[2:]
    elif reading := _SURNAMES.get(name[:1]):
        surname, rest = [reading], name[1:]
    else:
        surname, rest = [], name
    given = lazy_pinyin(rest, style=Style.NORMAL, errors=lambda marks: list(marks), v_to_u=False)
    return surname + [part for part in (re.sub(r"[^a-z0-9]", "", one.lower()) for one in given) if part]


def pinyin_key(name: str) -> str:
    """The syllables of a name in one word, as typed into a search box: 尉迟敬 → yuchijing."""
    return "".join(pinyin_syllables(name))


def initials(name: str) -> str:
    """The first letters of the syllables: 尉迟敬 → ycj."""
    return "".join(syllable[0] for syllable in pinyin_syllables(name))
