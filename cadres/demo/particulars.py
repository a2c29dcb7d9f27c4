"""What every cadre's file holds beside the career: Party, appraisals, awards, family, the present post in words."""

from cadres.demo.facts import Cadre
from cadres.demo.months import choices_for, digits, month
from cadres.demo.names import Names, surname_of
from cadres.demo.places import TOWNSHIPS
from cadres.rules.spell_kinds import SpellKind

LAST_YEAR = 2025
_DAY = month(2026, 6)
_PARENT_WORK = ("农民", "村民", "退休教师", "退休职工")
_SPOUSE_WORK = (
    "临溪县实验小学教师",
    "临溪县人民医院护士",
    "临溪县水务有限公司职员",
    "自主创业",
    "临溪县青溪小学教师",
    "临溪县融媒体中心干部",
)


def complete(cadre: Cadre, names: Names) -> Cadre:
    """The person with everything the career does not tell; what is set already stays."""
    choices = choices_for(f"其他 {cadre.id_number}")
    if not cadre.post_text:
        cadre.post_text = _post_text(cadre)
    if cadre.party in ("中共党员", "共青团员") and cadre.joined is None:
        cadre.joined = min(max(cadre.born + choices.randint(20, 27) * 12, month(1985, 1)), _DAY - 14)
    if not cadre.appraisals:
        cadre.appraisals = _appraisals(cadre, choices)
    if not cadre.awards:
        cadre.awards = _awards(cadre, choices)
    if not cadre.family:
        cadre.family = _family(cadre, names, choices)
    if cadre.title in ("书记", "镇长") and choices.random() < 0.5:
        cadre.tail.append("临溪县第十四届党代会代表")
    return cadre


def _post_text(cadre: Cadre) -> str:
    last = cadre.stages[-1]
    text = last.text
    for town in TOWNSHIPS:
        text = text.replace(town.before, town.name) if town.before else text
    return text if last.ended is None else f"原{text}"


def _appraisals(cadre: Cadre, choices) -> list[tuple[int, str]]:
    first = max(LAST_YEAR - 2, cadre.work_began // 12 + 1)
    years = range(first, LAST_YEAR + 1) if cadre.status == "现职人员" else range(2018, 2021)
    if not years:
        return [(LAST_YEAR, "新录用公务员试用期年度考核不确定等次" if cadre.civil_servant else "称职")]
    return [(year, "优秀" if choices.random() < 0.18 else "称职") for year in years]


def appraisal_words(cadre: Cadre) -> str:
    """2023年称职，2024年称职，2025年优秀。"""
    return (
        "，".join(f"{year}年{'不定等次' if '不确定' in result else result}" for year, result in cadre.appraisals) + "。"
    )


def _awards(cadre: Cadre, choices) -> list[dict]:
    awards = [
        {
            "奖惩名称": "嘉奖",
            "奖惩名称代码": "01115",
            "批准日期": f"{year + 1}03",
            "批准机关": "中共临溪县委 临溪县人民政府",
            "批准机关级别": "县、处级",
            "批准机关性质": "县（市、区、旗）党委",
        }
        for year, result in cadre.appraisals
        if result == "优秀" and cadre.civil_servant
    ]
    if len(awards) >= 2 and choices.random() < 0.5:
        awards[-1] |= {"奖惩名称": "记三等功", "奖惩名称代码": "01114"}
    if choices.random() < 0.008:
        awards.append(
            {
                "奖惩名称": "警告",
                "奖惩名称代码": "02110",
                "批准日期": "202209",
                "批准机关": "中共临溪县纪律检查委员会",
                "批准机关级别": "县、处级",
                "批准机关性质": "其他",
            }
        )
    return awards


def award_words(cadre: Cadre) -> str:
    """2026年3月，经中共临溪县委批准，给予嘉奖；… or 无."""
    parts = [
        f"{award['批准日期'][:4]}年{int(award['批准日期'][4:6])}月，经{award['批准机关']}批准，{award['奖惩名称']}"
        for award in cadre.awards
    ]
    return "；".join(parts) + "。" if parts else "无"


def _family(cadre: Cadre, names: Names, choices) -> list[dict]:
    surname = surname_of(cadre.name)
    rows = []
    if _DAY - cadre.born >= 29 * 12:
        born = cadre.born + choices.randint(-30, 30)
        rows.append(
            _relative(
                names.relative(woman=not cadre.woman),
                "丈夫" if cadre.woman else "妻子",
                born,
                choices.choice(("中共党员", "群众", "群众")),
                choices.choice(_SPOUSE_WORK),
            )
        )
        child = cadre.born + choices.randint(26, 32) * 12
        if child < _DAY - 12:
            girl = choices.random() < 0.5
            work = "学龄前儿童" if _DAY - child < 72 else "学生"
            rows.append(
                _relative(names.relative(woman=girl, surname=surname), "女儿" if girl else "儿子", child, "群众", work)
            )
    for relation, woman in (("父亲", False), ("母亲", True)):
        born = cadre.born - choices.randint(23, 29) * 12
        work = choices.choice(_PARENT_WORK) if _DAY - born < 86 * 12 else "已去世"
        rows.append(
            _relative(
                names.relative(woman=woman, surname="" if woman else surname),
                relation,
                born,
                choices.choice(("群众", "群众", "中共党员")),
                work,
            )
        )
    return rows


def _relative(name: str, relation: str, born: int, politics: str, work: str) -> dict:
    return {
        "家庭成员姓名": name,
        "称谓": relation,
        "出生日期": digits(born),
        "政治面貌": politics,
        "工作单位及职务": work,
    }


def registered(cadre: Cadre) -> str:
    """When a civil servant was registered: a year after the first post, not before the first registrations of 2006."""
    first = next(stage for stage in cadre.stages if stage.kind not in (SpellKind.STUDY, SpellKind.ARMY))
    return digits(min(max(first.began + 12, month(2006, 12)), _DAY))
