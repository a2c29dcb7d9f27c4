"""Rules of yearly appraisal, appraisal through the year and awards."""

from cadres.rules.honours.awards import WINDOWS
from cadres.rules.honours.shares import OVER_CAP
from portal.rules.office import OfficeRule, RuleField

_BODIES = (
    ("107", "县级党委、政府"),
    ("105", "市（地）级党委、政府"),
    ("104A", "省级党委、政府"),
)

OFFICE_RULES = (
    OfficeRule(
        key="excellent_share",
        label="年度考核优秀比例",
        question="优秀人数一般不超过参加考核人数的百分之几，经批准可到百分之几，人数少于多少的单位合并计算。",
        figures="ASM-01 年度考核优秀比例",
        fields=(
            RuleField("normal", "一般比例", unit="%", most=100),
            RuleField("approved", "经批准的比例", unit="%", most=100),
            RuleField("pool_below", "合并计算的人数线", unit="人", most=100),
        ),
        default={"normal": 20, "approved": 25, "pool_below": 5},
        source="公务员考核规定（2020），转载文本；合并计算的人数线为一般了解",
    ),
    OfficeRule(
        key="excellent_over_cap",
        label="登记的优秀超过上限时",
        question="登记或导入优秀等次时，所在单位的优秀人数超过上限，还能不能保存。",
        figures="不影响指标；决定年度考核登记和导入时怎样提示",
        fields=(RuleField("", "处理", "choice", options=OVER_CAP),),
        default="tell",
        source="未见规定写明登记时如何处理；先提示、由单位报批",
    ),
    OfficeRule(
        key="good_share",
        label="平时考核“好”等次比例",
        question="“好”等次人数不超过参加考核人数的百分之几。",
        figures="ASM-03 平时考核等次",
        fields=(RuleField("", "最高比例", unit="%", most=100),),
        default=40,
        source="公务员平时考核办法，转载文本",
    ),
    OfficeRule(
        key="third_class_window",
        label="连续三年优秀记三等功怎样计算",
        question="已经用于三等功的年度能否再用，两次之间隔几年，同一年度能否既嘉奖又记三等功。",
        figures="AWD-02 连续三年优秀记三等功",
        fields=(
            RuleField("window", "年度的使用", "choice", options=WINDOWS),
            RuleField("gap_years", "间隔", unit="年", least=1, most=20),
            RuleField("both_in_a_year", "同一年度可以同时给予嘉奖和三等功", "flag"),
        ),
        default={"window": "non_overlapping", "gap_years": 3, "both_in_a_year": False},
        source="未见全国规定；一地业务系统为间隔三年以上",
    ),
    OfficeRule(
        key="award_authority",
        label="奖励批准机关的最低级别",
        question="各种奖励至少由哪一级机关批准。",
        figures="奖励办理的批准一步",
        fields=tuple(
            RuleField(code, label, "choice", options=_BODIES)
            for code, label in (
                ("01115", "嘉奖"), ("01114", "记三等功"), ("01113", "记二等功"), ("01112", "记一等功"),
                ("01111", "授予荣誉称号"))
        ),
        default={"01115": "107", "01114": "107", "01113": "105", "01112": "104A", "01111": "104A"},
        source="公务员奖励规定（2020），一般了解，未见原文",
    ),
    OfficeRule(
        key="award_bonus",
        label="奖金标准",
        question="决定奖励时预填的奖金。",
        figures="奖励办理的奖金一栏",
        fields=(RuleField("", "奖金", "mapping", "元", (("01115", "嘉奖"), ("01114", "记三等功")), 0, 100_000),),
        default={"01115": 1500, "01114": 3000},
        source="一地做法",
    ),
    OfficeRule(
        key="notice_working_days",
        label="奖励和职级晋升的公示期",
        question="公示不少于几个工作日。",
        figures="奖励办理、职级晋升的公示一步",
        fields=(RuleField("", "公示期", unit="个工作日", least=1, most=30),),
        default=5,
        source="一般了解，未见原文",
    ),
    OfficeRule(
        key="consequence_due_month",
        label="年度考核结果何时落实",
        question="年度考核结果的运用事项，应在次年几月底前落实。",
        figures="ASM-04 考核结果运用落实率",
        fields=(RuleField("", "月份", unit="月", least=1, most=12),),
        default=6,
        source="本单位约定",
    ),
)  # fmt: skip
