"""Schools nobody can visit, and the studies at them: full-time before work, in service beside it."""

from cadres.demo.facts import Stage, Study
from cadres.demo.workplaces import part_time_course
from cadres.rules.spell_kinds import SpellKind, SpellNature

_BACHELOR = (
    ("青岚农林大学", "公共管理学院", "行政管理", "412", "管理学学士学位"),
    ("青岚农林大学", "农学院", "农学", "409", "农学学士学位"),
    ("青岚师范大学", "文学院", "汉语言文学", "405", "文学学士学位"),
    ("青岚大学", "法学院", "法学", "403", "法学学士学位"),
    ("云川理工大学", "土木工程学院", "土木工程", "408", "工学学士学位"),
    ("青岚财经大学", "会计学院", "会计学", "412", "管理学学士学位"),
)
_MASTER = (
    ("青岚大学", "政府管理学院", "公共管理", "349", "公共管理硕士专业学位"),
    ("青岚农林大学", "农学院", "作物学", "309", "农学硕士学位"),
)
_COLLEGE = (
    ("云川职业技术学院", "", "农村经济管理"),
    ("青岚水利职业学院", "", "水利工程"),
    ("云川师范专科学校", "", "语文教育"),
)
_SECONDARY = (("云川农业学校", "", "农学"), ("云川财经学校", "", "财会"))
_PARTY_SCHOOL = ("青岚省委党校", "2B", "省委党校大学", ("经济管理", "法律", "公共管理"))
_PARTY_GRADUATE = ("青岚省委党校", "1B", "省委党校研究生", ("公共管理", "经济管理"))
_OPEN = ("青岚开放大学", "21", "大学", ("行政管理", "法学"))
_OPEN_COLLEGE = ("青岚开放大学", "31", "大专", ("行政管理", "农村经济管理"))

LEVELS = {"研究生": "11", "大学": "21", "大专": "31", "中专": "41", "高中": "61", "大学普通班": "3B"}


def full_time(born: int, level: str, choices) -> tuple[list[Stage], list[Study]]:
    """The school years of somebody born in the month, and the courses completed in them."""
    year = born // 12 + (18 if born % 12 < 8 else 19)
    if level in ("中专", "高中"):
        year -= 3
    begin = year * 12 + 8
    if level == "研究生":
        school, first = _course(begin, 4, "大学", choices.choice(_BACHELOR))
        later, second = _course(begin + 48, 3, "研究生", choices.choice(_MASTER))
        later.began = school.ended  # a résumé leaves no gap for the summer
        return [school, later], [first, second]
    if level in ("大学", "大学普通班"):
        school, study = _course(begin, 4, level, choices.choice(_BACHELOR))
    elif level == "大专":
        school, study = _course(begin, 3, level, (*choices.choice(_COLLEGE), "", ""))
    elif level == "中专":
        school, study = _course(begin, 3, level, (*choices.choice(_SECONDARY), "", ""))
    else:
        school, study = _high_school(begin)
    return [school], [study]


def in_service(stages: list[Stage], level: str, choices, *, graduate: bool = False) -> list[Study]:
    """A course beside the work of the longest stage that has room, written into it; none when there is no room."""
    room = [one for one in stages if one.kind != SpellKind.STUDY and not one.inside]
    room = [one for one in room if (one.ended or one.began + 60) - one.began >= 36]
    if not room:
        return []
    stage = max(room, key=lambda one: (one.ended or one.began + 60) - one.began)
    if graduate:
        school, code, text, majors = _PARTY_GRADUATE
    elif level in ("高中", "中专"):
        school, code, text, majors = choices.choice((_OPEN_COLLEGE, _PARTY_SCHOOL))
    else:
        school, code, text, majors = choices.choice((_OPEN, _PARTY_SCHOOL))
    major = choices.choice(majors)
    began = stage.began + (8 - stage.began) % 12
    ended = began + 34
    if stage.ended is None and ended > stage.began + 60:
        return []
    stage.inside.append(part_time_course(began, ended, school, major))
    return [Study("在职", code, text, school, major, began, ended)]


def _course(begin: int, years: int, level: str, course) -> tuple[Stage, Study]:
    school, college, major, degree, degree_text = course
    ended = begin + years * 12 - 2
    text = f"{school}{college}{major}专业学习"
    if level == "大学普通班":
        degree = degree_text = ""
    stage = Stage(begin, ended, text, SpellKind.STUDY, SpellNature.STUDY, True)
    return stage, Study("全日制", LEVELS[level], level, school + college, major, begin, ended, degree, degree_text)


def _high_school(begin: int) -> tuple[Stage, Study]:
    stage = Stage(begin, begin + 34, "临溪县第二中学高中学习", SpellKind.STUDY, SpellNature.STUDY, True)
    return stage, Study("全日制", "61", "高中", "临溪县第二中学", "", begin, begin + 34)
