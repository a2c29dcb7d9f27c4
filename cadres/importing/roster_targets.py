"""What a column of a free roster can mean, the words by which it is recognised, and the best guess for a set of heads."""

import difflib
import re
from dataclasses import dataclass

from cadres.importing.columns import plain_head
from cadres.importing.kinds import KINDS

IGNORE = ""
_FULL_TIME, _IN_SERVICE, _ANY = "full_time", "in_service", "any"
_MODES = {_FULL_TIME: "全日制教育", _IN_SERVICE: "在职教育", _ANY: "教育"}
_APPRAISAL_HEAD = re.compile(r"((?:19|20)\d{2})年?度?(?:年度)?(?:考核|考核结果|考核等次|考核结论|等次|考核情况)")


@dataclass(frozen=True, slots=True)
class Target:
    """A meaning a roster's column can have: its name in mappings, its label for the user."""

    name: str
    label: str


_WORDS = {
    "person.name": "姓名 名字 干部姓名",
    "person.id_number": "身份证号 身份证号码 公民身份号码 身份证 居民身份证号码 身份证件号",
    "person.sex": "性别",
    "person.born": "出生年月 出生日期 出生时间 出生年月日 生日 出生",
    "person.ethnicity": "民族",
    "person.native_place": "籍贯",
    "person.birth_place": "出生地",
    "person.health": "健康状况 健康情况 身体状况",
    "person.work_began": "参加工作时间 工作时间 参工时间 参加工作年月 参加工作日期 参加工作",
    "person.party_text": "入党时间 入党年月 入党日期 入党时间文字 加入中共时间 党派及加入时间 入党(团)时间 加入中国共产党时间",
    "person.political_status": "政治面貌 党派 政治面目",
    "person.category": "人员类别 干部类别 人员身份 身份",
    "person.status": "人员管理状态 人员状态 管理状态",
    "person.management": "管理类别 管理权限",
    "person.establishment": "编制类型 编制性质 编制",
    "person.post_text": "现任职务 工作单位及职务 单位及职务 所在单位及职务 现工作单位及职务 职务全称 单位职务 现工作单位及职务全称 现职务 任职情况",
    "person.unit_name": "单位 所在单位 工作单位 统计关系所在单位 单位名称 单位归口 乡镇 乡镇(街道)",
    "person.post_level": "现职务层次 职务层次 行政级别 职级层次",
    "person.post_level_since": "任现职务层次时间 现职务层次时间",
    "person.rank": "现职级 职级 公务员职级",
    "person.rank_since": "任现职级时间 现职级时间 现职级始任时间",
    "person.professional_title": "专业技术职务 职称 专业技术职称 技术职称",
    "person.specialty": "熟悉专业有何特长 熟悉专业有何专长 专长 特长 熟悉专业",
    "person.two_years_grassroots": "是否具有两年以上基层工作经历 两年以上基层工作经历 两年基层工作经历",
    "person.awards_text": "奖惩情况 奖惩综述 奖惩",
    "person.appraisals_text": "年度考核结果 年度考核情况 近三年年度考核结果 近三年考核情况 考核情况 年度考核结果综述 近三年考核结果",
    "person.registered": "公务员登记时间",
    "person.note": "备注 说明",
    "resume.text": "简历 工作简历 个人简历 主要简历 工作经历 履历",
    "appointment.title": "职务 职务名称 岗位",
    "appointment.unit_text": "任职机构名称 任职单位 任职机构",
    "appointment.began": "任现职时间 任职时间 现职务始任时间 任现职务时间 现任职务时间",
    "appointment.is_team_member": "是否领导成员 是否班子成员 领导班子成员 班子成员",
    "appointment.member_kind": "成员类别 正副职 正职副职",
    "appointment.document_number": "任职文号",
    "source_tag.category": "来源类别 人员来源 来源 五方面人员类别 五方面人员 干部来源",
    "supplement.recruited": "录用时间",
    "supplement.selected_graduate": "是否选调生 选调生",
    "supplement.selected_graduate_since": "进入选调生时间",
}
_EDUCATION_WORDS = {
    "level_text": "学历 学历名称 最高学历学历",
    "degree_text": "学位 学位名称",
    "level_degree": "学历学位 学历及学位 学历和学位 学历、学位 学历/学位 文化程度 教育程度",
    "school_text": "毕业院校及专业 毕业院校系及专业 院校及专业 毕业院校专业 毕业学校及专业 院校系及专业 毕业院校系专业 毕业院校、专业",
    "school": "毕业院校 毕业学校 学校 院校",
    "major": "所学专业 专业",
    "began": "入学时间",
    "ended": "毕业时间 毕业年月",
    "degree_granted": "学位授予时间",
    "mode": "教育类别 学习形式",
}
_EDUCATION_NAMES = ("level_text", "degree_text", "level_degree", "school_text", "school")
"""Columns that say which education is meant; without one of them the others have nothing to belong to."""
_EDUCATION_LABELS = {
    "level_degree": "学历学位（合写）", "school_text": "毕业院校系及专业", "level_text": "学历", "degree_text": "学位",
    "school": "学校", "major": "专业", "began": "入学时间", "ended": "毕业时间", "degree_granted": "学位授予时间",
    "mode": "教育类别",
}  # fmt: skip
_BY_WORD = {plain_head(word): name for name, words in _WORDS.items() for word in words.split()}
_EDUCATION_BY_WORD = {plain_head(word): field for field, words in _EDUCATION_WORDS.items() for word in words.split()}
_GROUPS = (
    (_FULL_TIME, re.compile(r"全日制(?:教育|学历教育)?")), (_IN_SERVICE, re.compile(r"(?<!是否)在职(?:教育|学历教育)")),
    (_IN_SERVICE, re.compile(r"在职(?=学历|学位|毕业|院校)")),
)  # fmt: skip
_NOT_TOLD = {
    "序号",
    "编号",
    "错误原因",
    "年龄",
    "任现职级年限",
    "现职务始任年限",
    "最高学历",
    "最高学位",
    "最高学历学位",
}


def targets() -> list[Target]:
    """Every meaning a column can be given, in the order a person looks for it; IGNORE leaves the column out."""
    listed = [Target(IGNORE, "不导入")]
    for name in _WORDS:
        kind, _, field = name.partition(".")
        label = KINDS[kind].column_of(field).head
        listed.append(Target(name, {"入党时间文字": "入党时间（文字或日期）", "姓名": "姓名"}.get(label, label)))
    for mode, title in _MODES.items():
        for field, label in _EDUCATION_LABELS.items():
            if field != "mode" or mode == _ANY:
                listed.append(Target(f"education.{mode}.{field}", f"{title}：{label}"))
    listed.append(Target("appraisal.YYYY", "某一年度考核结果（如appraisal.2023）"))
    return listed


def target_for(head: str) -> tuple[str, float]:
    """(target, confidence 0–1) that one head most likely means; ("", 0.0) when nothing fits."""
    bare = plain_head(head)
    if bare in _NOT_TOLD or not bare:
        return IGNORE, 1.0
    if bare in _BY_WORD:
        return _BY_WORD[bare], 1.0
    if found := _APPRAISAL_HEAD.fullmatch(bare):
        return f"appraisal.{found.group(1)}", 0.95
    for mode, pattern in _GROUPS:
        if pattern.search(bare):
            rest = pattern.sub("", bare, count=1).strip("/:-·()")
            field = _EDUCATION_BY_WORD.get(rest) or ("level_degree" if not rest else None)
            if field is None:
                field = _nearest(rest, _EDUCATION_BY_WORD)
            return (f"education.{mode}.{field}", 0.95) if field else (IGNORE, 0.0)
    if bare in _EDUCATION_BY_WORD:
        return f"education.{_ANY}.{_EDUCATION_BY_WORD[bare]}", 0.8
    short = re.sub(r"\([^()]*\)", "", bare)
    if short in _BY_WORD:
        return _BY_WORD[short], 0.9
    last = bare.rpartition("/")[2]
    if last != bare and last in _BY_WORD:
        return _BY_WORD[last], 0.7
    near = _nearest(short, _BY_WORD)
    return (near, 0.6) if near else (IGNORE, 0.0)


def _nearest(bare: str, words: dict[str, str]) -> str | None:
    close = difflib.get_close_matches(bare, words, n=1, cutoff=0.8)
    return words[close[0]] if close and len(bare) >= 3 else None


def suggest_with_confidence(heads: list[str]) -> dict[str, tuple[str, float]]:
    """Head → (target, confidence); of two heads for one target the surer one keeps it, the other is left out."""
    found = {head: target_for(head) for head in heads}
    taken: dict[str, str] = {}
    for head, (target, sure) in found.items():
        if not target:
            continue
        rival = taken.get(target)
        if rival is None:
            taken[target] = head
        elif sure > found[rival][1]:
            found[rival] = (IGNORE, 0.0)
            taken[target] = head
        else:
            found[head] = (IGNORE, 0.0)
    for head in lonely({head: target for head, (target, _) in found.items()}):
        found[head] = (IGNORE, 1.0)
    return found


def lonely(mapping: dict[str, str]) -> dict[str, str]:
    """Head → the reason why its column cannot be used: nothing in the table says what the date or flag is about."""
    chosen = set(mapping.values())
    found = {}
    for head, target in mapping.items():
        if target.startswith("appointment.") and "appointment.title" not in chosen:
            found[head] = "没有单独的“职务”一列，无法知道是哪个职务"
        elif target.startswith("education."):
            mode = target.rpartition(".")[0]
            if not {f"{mode}.{field}" for field in _EDUCATION_NAMES} & chosen:
                found[head] = "没有学历、学位或毕业院校一列，无法知道是哪段学历"
    return found


def suggest_mapping(heads: list[str]) -> dict[str, str]:
    """Head → target for every head; "" for a column that is left out."""
    return {head: target for head, (target, _) in suggest_with_confidence(heads).items()}


def mapping_for(heads: list[str], chosen: dict[str, str]) -> dict[str, str]:
    """The mapping of one table: what a person chose when the heads are those, else the suggestion."""
    return chosen if any(head in chosen for head in heads) else suggest_mapping(heads)
