"""The columns of every kind of row: how the head reads, where the value goes, what it must look like."""

import re
import unicodedata
from dataclasses import dataclass

_NOT_SEEN = re.compile(r"[\s\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff*＊:：]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the national head, the database column it fills, and how its text is read.

    `parser` is a name of `cadres.importing.checking`; `required` is "error", "warning" or "" for the national
    workbook (other formats soften it); `length` is the longest text allowed, 0 for no limit; an `extension` is a
    column of this portal that the national workbook does not have.
    """

    head: str
    field: str
    parser: str = "text"
    required: str = ""
    code_table: str = ""
    aliases: tuple[str, ...] = ()
    length: int = 0
    extension: bool = False


def plain_head(text: str) -> str:
    """A head as it is compared: half-width brackets, no blanks, line breaks, stars or colons."""
    return _NOT_SEEN.sub("", unicodedata.normalize("NFKC", text)).replace("【", "(").replace("】", ")")


def _text(head, field, length=0, required="", *aliases, **more):
    return Column(head, field, "text", required, "", aliases, length, **more)


def _date(head, field, required="", *aliases, **more):
    return Column(head, field, "date", required, "", aliases, 0, **more)


def _code(head, field, table, required="", *aliases, **more):
    return Column(head, field, "code", required, table, aliases, 0, **more)


def _flag(head, field, *aliases):
    return Column(head, field, "flag", "", "", aliases)


def _number(head, field, *aliases):
    return Column(head, field, "number", "", "", aliases)


OWNER = (
    Column("姓名", "name", "name", "error", "", ("名字", "姓名全称"), 50),
    Column(
        "身份证号", "id_number", "id_number", "error", "", ("身份证号码", "公民身份号码", "身份证", "居民身份证号"), 18
    ),
)

UNIT = (
    _text("机构名称", "name", 200, "error", "单位名称", "机构全称"),
    _text("机构简称", "short_name", 200),
    _text("机构编码", "code", 68, "warning", "单位编码", "机构代码"),
    _text("所在政区", "region", 60),
    _code("隶属关系", "affiliation", "ZB87"),
    _code("机构级别", "level", "ZB03"),
    _code("机构类别", "category", "ZB04"),
    _code("法人单位标识", "legal_kind", "B0194"),
    _number("行政编制数", "administrative"),
    _number("事业编制数（参照）", "institution_governed"),
    _number("事业编制数（非参照）", "institution_other"),
    _number("工勤编制数", "worker"),
    _number("其他编制数", "other"),
    _text("参照公务员法管理审批时间", "document_date", 20, "", "参公审批时间"),
    _text("参照公务员法管理审批文号", "document_number", 200, "", "参公审批文号"),
    _number("内设机构领导职数", "inner_leaders"),
    _number("正职领导职数", "chief_posts"),
    _number("副职领导职数", "deputy_posts"),
    _text("备注", "note", 500),
    _number("同级排序号", "position", "排序号"),
    _text("上级机构名称", "parent_name", 200, "", "上级机构", "上级单位", extension=True),
    _date("设立时间", "began", extension=True),
    _date("撤销时间", "ended", extension=True),
)

PERSON = (
    *OWNER,
    _code("性别", "sex", "GB2261", "error"),
    _date("出生年月", "born", "error", "出生日期", "出生时间"),
    _text("籍贯", "native_place", 100),
    _text("出生地", "birth_place", 100),
    _text("成长地", "growth_place", 100),
    _code("民族", "ethnicity", "GB3304", "error"),
    _text("健康状况", "health", 60, "error"),
    _date("参加工作时间", "work_began", "error", "工作时间", "参工时间"),
    _text("入党时间文字", "party_text", 100),
    _code("政治面貌", "political_status", "GB4762", "warning"),
    _date("入党时间", "party_joined"),
    _code("第二党派", "second_party", "GB4762"),
    _code("第三党派", "third_party", "GB4762"),
    _code("人员类别", "category", "ZB125"),
    _code("人员管理状态", "status", "ZB126"),
    _code("管理类别", "management", "ZB130", "error"),
    _text("熟悉专业有何特长", "specialty", 200, "", "熟悉专业有何专长"),
    _text("现工作单位及职务全称", "post_text", 500, "error", "现任职务", "工作单位及职务"),
    _text("现工作单位及职务简称", "post_short", 500),
    _code("现职务层次", "post_level", "ZB09"),
    _date("任现职务层次时间", "post_level_since"),
    _code("现职级", "rank", "ZB148"),
    _date("任现职级时间", "rank_since"),
    _text("专业技术职务", "professional_title", 200),
    _flag("是否具有两年以上基层工作经历", "two_years_grassroots"),
    _text("统计关系所在单位", "unit_name", 200, "warning"),
    Column("简历", "resume", "resume", "error"),
    Column("奖惩综述", "awards_text", "lines", aliases=("奖惩情况",)),
    Column("年度考核结果综述", "appraisals_text", "lines", "error", aliases=("年度考核结果",)),
    _code("级别", "civil_level", "ZB134"),
    _code("编制类型", "establishment", "ZB135"),
    _text("专业技术类公务员任职资格", "technical_grade", 100),
    _date("公务员登记时间", "registered"),
    _text("备注", "note", 500),
)

APPOINTMENT = (
    *OWNER,
    _text("任职机构名称", "unit_text", 300, "error", "任职机构", "任职单位"),
    _flag("是否领导成员", "is_team_member", "领导成员", "是否班子成员"),
    _code("成员类别", "member_kind", "ZB129"),
    _text("职务名称", "title", 200, "error", "职务"),
    Column("是否领导职务", "is_leader_post", "leader_post"),
    _number("职务排序", "post_order"),
    _number("集体内排序", "team_order"),
    _date("任职时间", "began", "error"),
    _text("任职文号", "document_number", 260),
    _code("选拔任用方式", "selection_mode", "ZB122"),
    _flag("是否破格提拔", "is_exceptional", "破格提拔"),
    Column("任职状态", "status", "in_office", "", "ZB14"),
    _date("免职时间", "ended"),
    _text("免职文号", "removal_number", 260),
    _text("职务变动原因综述", "change_reason", 300),
    _flag("职务输出标识", "shown", "输出标识", "职务输出标志"),
    _flag("主职务", "is_primary", "主职务标识", "是否主职务"),
    Column("任职性质", "nature", "nature", extension=True),
)

RANK = (
    *OWNER,
    Column("类别（职务层次、职级标志）", "sequence", "sequence", "error", aliases=("类别",)),
    Column("职务层次（职级）", "code", "rank_code", "error", aliases=("职务层次", "职级", "职务层次或职级")),
    _date("批准日期", "began", "error"),
    _text("批准文号", "document_number", 260),
    _date("终止日期", "ended"),
    _code("状态", "status", "ZB14"),
)

QUALIFICATION = (
    *OWNER,
    _code("专业技术资格代码", "code", "GB8561"),
    _text("专业技术资格名称", "name", 60, "error"),
    _date("获得资格日期", "obtained", "warning"),
    _code("取得资格途径", "obtained_by", "ZB24"),
    _text("评委会或考试名称", "body", 100),
    _flag("输出标识", "shown", "输出标志"),
)

EDUCATION = (
    *OWNER,
    _text("学历名称", "level_text", 60, "", "学历"),
    _code("学历代码", "level", "ZB64"),
    _text("学位名称", "degree_text", 60, "", "学位"),
    _code("学位代码", "degree", "GB6864"),
    _date("入学时间", "began"),
    _date("毕（肄）业时间", "ended", "", "毕业时间", "毕肄业时间"),
    _date("学位授予时间", "degree_granted"),
    _text("学校（单位）名称", "school", 120, "", "学校名称", "学校"),
    _text("所学专业名称", "major", 80, "", "所学专业", "专业"),
    _text("所学专业类别", "major_category", 60),
    _code("教育类别", "mode", "ZB123", "error"),
    _text("学制年限", "years", 8),
    _flag("输出标识", "shown", "输出标志"),
    _text("毕业院校系及专业", "school_text", 200, extension=True),
    _text("毕业院校系及专业（学位）", "degree_school_text", 200, extension=True),
    _code("学业完成情况", "outcome", "ZB28", extension=True),
)

AWARD = (
    *OWNER,
    _text("奖惩名称", "name", 120, "error"),
    _code("奖惩名称代码", "code", "ZB65"),
    _date("批准日期", "decided", "warning"),
    _text("批准机关", "decided_by", 120),
    _code("批准机关级别", "body_level", "ZB03"),
    _code("受奖惩时职务层次", "post_level", "ZB09"),
    _date("撤销日期", "revoked"),
    _code("批准机关性质", "body_kind", "ZB128"),
)

APPRAISAL = (
    *OWNER,
    _code("考核结论", "result", "ZB18", "error", "等次", "考核等次", "考核结果"),
    Column("考核年度", "year", "year", "error", aliases=("年度",)),
)

FAMILY = (
    *OWNER,
    Column("家庭成员姓名", "name", "name", "error", "", ("成员姓名",), 50),
    _text("称谓", "relation", 36, "error"),
    _date("出生日期", "born", "warning", "出生年月"),
    _text("政治面貌", "political_text", 36, "warning"),
    _text("工作单位及职务", "post_text", 250, "error"),
    _number("排序", "position"),
)

SUPPLEMENT = (
    *OWNER,
    _flag("是否考录", "recruited_by_exam"),
    _date("录用时间", "recruited"),
    Column("是否选调生", "selected_graduate", "graduate", "", "ZB137"),
    _date("进入选调生时间", "selected_graduate_since"),
)

RESUME = (*OWNER, Column("简历", "text", "resume", "error"))

FORM = (
    *OWNER,
    _text("拟任职务", "proposed_post", 400),
    _text("拟免职务", "proposed_removal", 400),
    Column("任免理由", "reason", "lines"),
    Column("呈报单位", "reporting_unit", "lines", length=300),
    _date("计算年龄时间", "age_as_of"),
    _date("填表时间", "filled"),
    _text("填表人", "filled_by", 50),
    _date("到龄年月", "retires"),
    _text("改革前任职年龄界限", "former_age_limit", 60),
    _text("版本", "version", 20),
    Column("其他标签", "extra", "tags"),
)

PHOTO = (*OWNER, Column("照片", "photo", "photo"))

SOURCE_TAG = (
    *OWNER,
    Column("来源类别", "category", "source_category", "error", "", ("人员来源", "来源"), 32),
    _text("具体类别", "subcategory", 40),
    _date("认定时间", "since"),
    _text("认定依据", "evidence", 300),
)
