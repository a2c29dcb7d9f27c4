"""The people as rows of the national workbook's sheets, every value a name as the drop-downs give it."""

from cadres.demo.facts import Cadre
from cadres.demo.months import digits
from cadres.demo.particulars import appraisal_words, award_words, registered
from cadres.demo.resume_text import resume_text


def person_row(cadre: Cadre) -> dict:
    """The row of the sheet A01人员."""
    level = next((rank for rank in cadre.ranks if rank.sequence == "职务层次" and rank.ended is None), None)
    rank = next((rank for rank in cadre.ranks if rank.sequence == "职级" and rank.ended is None), None)
    joined = digits(cadre.joined) if cadre.joined else ""
    return {
        **_owner(cadre),
        "性别": "女" if cadre.woman else "男",
        "出生年月": cadre.born_text or digits(cadre.born),
        "籍贯": cadre.native_place,
        "出生地": "青岚临溪",
        "民族": cadre.ethnicity,
        "健康状况": "健康",
        "参加工作时间": digits(cadre.work_began),
        "入党时间文字": joined
        if cadre.party == "中共党员"
        else cadre.party
        if cadre.party not in ("群众", "共青团员")
        else "",
        "政治面貌": cadre.party,
        "入党时间": joined if cadre.party == "中共党员" else "",
        "人员类别": cadre.category,
        "人员管理状态": cadre.status,
        "管理类别": cadre.management,
        "现工作单位及职务全称": cadre.post_text,
        "现工作单位及职务简称": cadre.post_text.removeprefix("临溪县"),
        "现职务层次": level.name if level else "",
        "任现职务层次时间": digits(level.began) if level else "",
        "现职级": rank.name if rank else "",
        "任现职级时间": digits(rank.began) if rank else "",
        "专业技术职务": cadre.qualifications[-1][1] if cadre.qualifications else "",
        "统计关系所在单位": cadre.home,
        "简历": resume_text(cadre),
        "奖惩综述": award_words(cadre),
        "年度考核结果综述": appraisal_words(cadre),
        "编制类型": cadre.establishment,
        "公务员登记时间": registered(cadre) if cadre.civil_servant else "",
        "备注": cadre.note,
    }


def post_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A02职务: posts held now, then earlier ones."""
    rows = []
    main = False
    for order, post in enumerate(cadre.posts(), 1):
        primary = post.primary and not post.ended and not main
        main = main or primary
        rows.append(
            {
                **_owner(cadre),
                "任职机构名称": post.unit,
                "是否领导成员": "是" if post.member else "否",
                "成员类别": post.member,
                "职务名称": post.title,
                "是否领导职务": "领导职务" if post.leader else "非领导职务",
                "职务排序": order,
                "集体内排序": order if post.member else "",
                "任职时间": post.began,
                "选拔任用方式": post.selection,
                "是否破格提拔": "否",
                "任职状态": "已免" if post.ended else "在任",
                "免职时间": post.ended,
                "职务变动原因综述": post.reason,
                "职务输出标识": "否" if post.ended else "是",
                "主职务": "是" if primary else "否",
            }
        )
    return rows


def rank_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A05职务职级."""
    return [
        {
            **_owner(cadre),
            "类别（职务层次、职级标志）": rank.sequence,
            "职务层次（职级）": rank.name,
            "批准日期": digits(rank.began),
            "终止日期": digits(rank.ended) if rank.ended else "",
            "状态": "已免" if rank.ended else "在任",
        }
        for rank in cadre.ranks
    ]


def qualification_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A06专业技术."""
    return [
        {
            **_owner(cadre),
            "专业技术资格代码": code,
            "专业技术资格名称": name,
            "获得资格日期": digits(obtained),
            "取得资格途径": "评审",
            "评委会或考试名称": "云川市专业技术资格评审委员会",
            "输出标识": "是",
        }
        for code, name, obtained in cadre.qualifications
    ]


def study_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A08学历学位."""
    return [
        {
            **_owner(cadre),
            "学历名称": study.level_text,
            "学历代码": study.level,
            "学位名称": study.degree_text,
            "学位代码": study.degree,
            "入学时间": digits(study.began),
            "毕（肄）业时间": digits(study.ended),
            "学位授予时间": digits(study.ended) if study.degree else "",
            "学校（单位）名称": study.school,
            "所学专业名称": study.major,
            "教育类别": study.mode,
            "输出标识": "是",
        }
        for study in cadre.studies
    ]


def award_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A14奖惩."""
    return [{**_owner(cadre), **award} for award in cadre.awards]


def appraisal_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A15考核."""
    return [{**_owner(cadre), "考核结论": result, "考核年度": str(year)} for year, result in cadre.appraisals]


def family_rows(cadre: Cadre) -> list[dict]:
    """Rows of the sheet A36家庭及社会关系."""
    return [{**_owner(cadre), **member, "排序": order} for order, member in enumerate(cadre.family, 1)]


def supplement_rows(cadre: Cadre) -> list[dict]:
    """The row of the sheet A99Z1补充, for those recruited by exam."""
    if cadre.by_exam is None:
        return []
    chosen = cadre.selected_graduate
    return [
        {
            **_owner(cadre),
            "是否考录": "是",
            "录用时间": digits(cadre.by_exam),
            "是否选调生": "是" if chosen else "否",
            "进入选调生时间": digits(chosen) if chosen else "",
        }
    ]


def _owner(cadre: Cadre) -> dict:
    return {"姓名": cadre.name, "身份证号": cadre.id_number}


ROWS_OF = {
    "person": lambda cadre: [person_row(cadre)],
    "appointment": post_rows,
    "rank": rank_rows,
    "qualification": qualification_rows,
    "education": study_rows,
    "award": award_rows,
    "appraisal": appraisal_rows,
    "family": family_rows,
    "supplement": supplement_rows,
}
