"""Rules of training: hours to be reached, leave."""

from portal.rules.office import OfficeRule, RuleField

_CATEGORIES = (
    ("1", "综合管理类公务员"), ("2", "专业技术类公务员"), ("3", "行政执法类公务员"), ("5", "参照管理的机关工作人员"),
    ("6", "参照管理的事业工作人员"), ("61", "参照管理（综合管理类）"), ("62", "参照管理（专业技术类）"),
    ("63", "参照管理（行政执法类）"), ("B1", "法官"), ("B2", "检察官"), ("B3", "执法勤务警员"), ("B4", "警务技术人民警察"),
    ("7", "事业单位管理人员"), ("8", "事业单位专业技术人员"), ("B5", "在机关工作的事业编制人员"),
)  # fmt: skip

TRAINING_HOURS = OfficeRule(
    key="training_hours",
    label="培训学时要求",
    question="哪些人必须达到多少学时，怎样计入。",
    figures="TRN-09 学时达标率，“学时达标”页",
    fields=(
        RuleField("annual_hours", "乡科级以下、一级主任科员以下每年学时", unit="学时", least=1),
        RuleField("total_hours", "县处级以上、四级调研员以上累计学时", unit="学时", least=1),
        RuleField("years", "累计学时按几年算（含本年往前推）", unit="年", least=1, most=10),
        RuleField("categories", "须达标的人员类别", "choices", options=_CATEGORIES),
        RuleField("managed", "县管干部不论人员类别都须达标", "flag"),
        RuleField("attended_counts", "参加但未结业的也计学时", "flag"),
    ),
    default={
        "annual_hours": 90, "total_hours": 550, "years": 5, "managed": True, "attended_counts": False,
        "categories": ["1", "2", "3", "5", "6", "61", "62", "63", "B1", "B2", "B3", "B4"],
    },
    source="《干部教育培训工作条例》（2023年）第十四条：每年90学时、每5年550学时；人员范围和滚动5年的算法为本部门约定",
)  # fmt: skip

TRAINING_LEAVE = OfficeRule(
    key="training_leave",
    label="培训请假上限",
    question="请假超过班次总学时的几分之几不予结业；恰好等于的可以结业。",
    figures="参训记录能否登记为“已结业”，从而影响 TRN-08、TRN-09",
    fields=(
        RuleField("numerator", "分子", least=0, most=100),
        RuleField("denominator", "分母", least=1, most=100),
    ),
    default={"numerator": 1, "denominator": 7},
    source="《干部教育培训工作条例》（2023年）第十五条：请假累计不超过总学时的1/7；超过不予结业为通行做法",
)

OFFICE_RULES = (TRAINING_HOURS, TRAINING_LEAVE)
