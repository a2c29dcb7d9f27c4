"""Rules of ranks: years, results, bars, quotas. The texts were read in copies; what was not is said so."""

from cadres.rules.ranks.ladder import RANKS
from cadres.rules.ranks.quota import TIERS, OrganLevel
from portal.rules.office import OfficeRule, RuleField

_REGULATION = "公务员职务与职级并行规定（2019年6月1日起施行）"
_DISCIPLINES = (
    ("02110", "警告"), ("02112", "记过"), ("02113", "记大过"), ("02114", "降级"), ("02117", "撤职"),
    ("02250", "党内警告"), ("02251", "党内严重警告"), ("02257", "撤销党内职务"), ("02258", "留党察看"),
)  # fmt: skip
_CATEGORIES = (
    ("1", "综合管理类公务员"), ("2", "专业技术类公务员"), ("3", "行政执法类公务员"), ("5", "参照管理的机关工作人员"),
    ("6", "参照管理的事业工作人员"), ("61", "参公综合管理类"), ("62", "参公专业技术类"), ("63", "参公行政执法类"),
    ("B1", "法官"), ("B2", "检察官"), ("B3", "执法勤务警员"), ("B4", "警务技术人民警察"),
)  # fmt: skip
_LEVELS = {
    OrganLevel.COUNTY: ("县、乡镇机关", {"researcher_2": 2, "researcher_34": 10, "researcher_3": 40,
                                         "chief_clerk_14": 60, "chief_clerk_12": 50}),
    OrganLevel.CITY: ("市级机关", {"city_researcher_14": 20, "city_researcher_12": 40, "city_researcher_1": 50,
                                   "city_chief_clerk_14": 60, "city_chief_clerk_12": 50}),
    OrganLevel.COUNTY_TEAM: ("县领导班子", {"team_inspector_2": 10, "team_researcher_12": 20}),
}  # fmt: skip


def _caps(level: OrganLevel) -> OfficeRule:
    label, default = _LEVELS[level]
    options = tuple((tier.key, tier.label) for tier in TIERS[level])
    seen = level != OrganLevel.COUNTY_TEAM
    return OfficeRule(
        key=f"rank_quota_{level}",
        label=f"职级职数比例：{label}",
        question="各职级层次最多占行政编制的百分之几；“其中”是占上一层次职数的百分之几。",
        figures="RNK-03 职级职数使用情况",
        fields=(RuleField("", "最高比例", "mapping", "%", options, 0, 100),),
        default=default,
        source=f"{_REGULATION}第十一至十三条，转载文本" if seen else "一般了解，未见原文",
    )


OFFICE_RULES = (
    OfficeRule(
        key="civil_servant_categories",
        label="公务员统计范围",
        question="哪些人员类别算公务员（另须为现职、行政或参公编制）。",
        figures="RNK-04、RNK-05，ASM-01、ASM-02，AWD-01、AWD-02",
        fields=(RuleField("", "人员类别", "choices", options=_CATEGORIES),),
        default=["1", "2", "3", "5", "6", "61", "62", "63"],
        source="组织系统代码表 ZB125；法官、检察官、警员是否计入未见规定",
    ),
    OfficeRule(
        key="rank_years",
        label="晋升职级的最低年限",
        question="晋升到每一职级，须在下一级（或对应领导职务）任职满几年。",
        figures="RNK-04 已达到晋升年限的公务员",
        fields=(RuleField("", "最低年限", "mapping", "年", RANKS[:-1], 0, 20),),
        default={"11": 4, "12": 4, "13": 3, "14": 2, "15": 2, "16": 2, "17": 2, "18": 2, "19": 2, "1A": 2, "1B": 2},
        source=f"{_REGULATION}第十七条，转载文本",
        verified=True,
    ),
    OfficeRule(
        key="rank_start_year_counts",
        label="任现职级当年的考核结果是否计算",
        question="任现职级当年的年度考核结果，是否计入缩短（优秀）和不计算（基本称职等）的年度。",
        figures="RNK-04 已达到晋升年限的公务员",
        fields=(RuleField("", "计算", "flag"),),
        default=True,
        source="一地业务系统的做法，未见全国规定",
    ),
    OfficeRule(
        key="appraisal_known_from",
        label="年度考核结果从何时起算已知",
        question="没有填写确定日期的年度考核结果，从次年几月几日起才用于计算。",
        figures="RNK-04；年度考核和奖励各项",
        fields=(RuleField("month", "月", least=1, most=12), RuleField("day", "日", least=1, most=28)),
        default={"month": 3, "day": 1},
        source="一般做法（次年一季度确定），未见规定",
    ),
    OfficeRule(
        key="discipline_months",
        label="处分影响期",
        question="受处分后多少个月内不得晋升职务、职级；空白表示不按期限计算。",
        figures="RNK-04 中有限制情形的人数",
        fields=(RuleField("", "影响期", "mapping", "个月", _DISCIPLINES, 0, 60),),
        default={"02110": 6, "02112": 12, "02113": 18, "02114": 24, "02117": 24},
        source="公务员法第六十四条，转载文本；党纪处分影响期未见原文",
        verified=True,
    ),
    OfficeRule(
        key="probation_months",
        label="新录用公务员试用期",
        question="录用后多少个月为试用期，期内不晋升职级。",
        figures="RNK-04 中有限制情形的人数",
        fields=(RuleField("", "试用期", "whole", "个月", least=0, most=36),),
        default=12,
        source="公务员法第三十四条，一般了解，未见原文",
    ),
    *(_caps(level) for level in OrganLevel),
    OfficeRule(
        key="rank_quota_counting",
        label="职级职数怎样计算",
        question="小数怎样取整，领导干部兼任的职级是否占用职数。",
        figures="RNK-03 职级职数使用情况",
        fields=(
            RuleField("rounding", "取整", "choice", options=(
                ("floor", "舍去小数"), ("half_up", "四舍五入"), ("ceiling", "进一"))),
            RuleField("leaders_count", "领导干部兼任的职级占用职数", "flag"),
        ),
        default={"rounding": "floor", "leaders_count": False},
        source="未见规定；统筹时在统筹单位取整",
    ),
)  # fmt: skip
