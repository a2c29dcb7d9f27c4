"""Rules of selecting cadres that an office sets."""

from portal.rules.office import OfficeRule, RuleField

PUBLISHED = (
    ("name", "姓名"), ("sex", "性别"), ("born", "出生年月"), ("ethnicity", "民族"), ("education", "学历"),
    ("party", "政治面貌"), ("post", "现任职务"), ("proposed_post", "拟任职务"),
)  # fmt: skip

OFFICE_RULES = (
    OfficeRule(
        key="public_notice",
        label="任前公示期限和内容",
        question="任前公示至少几个工作日，发布当天算不算第一天，公示哪些内容？身份证号和家庭情况一律不公示。",
        figures="公示截止日；公示期未满不能批准任用",
        fields=(
            RuleField("working_days", "工作日数", unit="个工作日", least=1, most=30),
            RuleField("first_day_counts", "发布当天计入", "flag"),
            RuleField("published", "公示内容", "choices", options=PUBLISHED),
        ),
        default={
            "working_days": 5, "first_day_counts": True,
            "published": ["name", "sex", "born", "education", "party", "post", "proposed_post"],
        },
        source="任前公示不少于5个工作日为通行做法，未见条文；公务员法第三十二条对录用公示规定为5个工作日",
    ),
    OfficeRule(
        key="exclude_overlap",
        label="企事业单位调任不重复计算三（五）方面人员",
        question="已作为三方面、五方面人员选拔到乡镇领导岗位的，是否不再计入“从企事业单位择优调任”？",
        figures="CAD-08",
        fields=(RuleField("", "不重复计算", "flag"),),
        default=True,
        source="本部门约定，未见全国统一规定；重叠人数另行列出",
    ),
    OfficeRule(
        key="selection_probation",
        label="任职（聘用）试用期",
        question="领导职务任职试用期和事业编制聘用试用期各为几个月？",
        figures="试用期届满提醒；试用期内退出的不计入选聘人数",
        fields=(
            RuleField("leader_months", "领导职务", unit="个月", least=0, most=36),
            RuleField("institution_months", "事业编制聘用", unit="个月", least=0, most=36),
        ),
        default={"leader_months": 12, "institution_months": 12},
        source="公务员法第四十八条规定试用期制度；一年为通行做法，未见条文",
    ),
    OfficeRule(
        key="place_kept_days",
        label="拟使用名额的最长保留时间",
        question="批准任用后占用的编制、职数保留多少天还没有任职的，要提醒？",
        figures="到期提醒，不影响统计",
        fields=(RuleField("", "保留天数", unit="天", least=1, most=730),),
        default=90,
        source="本部门约定，未见全国统一规定",
    ),
)  # fmt: skip
