"""Rules of organization life the office may set: cycles, late records, hours of training, the cap of an appraisal."""

from portal.rules.office import OfficeRule, RuleField

_EVERY = (("month", "每月"), ("quarter", "每季度"), ("half", "每半年"), ("year", "每年"), ("never", "不作要求"))
_ARTICLE = "《中国共产党支部工作条例（试行）》（2018年）"

LIFE_RULES = (
    OfficeRule(
        key="life_cycles",
        label="组织生活召开周期",
        question="每类组织生活多久至少开展一次？",
        figures="LIFE-01、LIFE-02、LIFE-03、LIFE-04",
        fields=tuple(
            RuleField(kind, label, "choice", options=_EVERY)
            for kind, label in (
                ("member_assembly", "支部党员大会"),
                ("branch_committee", "支部委员会（设支委会的）"),
                ("group_meeting", "党小组会（设党小组的）"),
                ("party_lecture", "党课"),
                ("theme_day", "主题党日"),
                ("org_life_meeting", "组织生活会"),
                ("member_appraisal", "民主评议党员"),
                ("democratic_life_meeting", "民主生活会（党委、党工委领导班子）"),
            )
        ),
        default={
            "member_assembly": "quarter", "branch_committee": "month", "group_meeting": "month",
            "party_lecture": "quarter", "theme_day": "month", "org_life_meeting": "year", "member_appraisal": "year",
            "democratic_life_meeting": "year",
        },
        source=f"{_ARTICLE}第十一至十七条；党课每季度一次、组织生活会每年一次为通行做法，请核对",
    ),
    OfficeRule(
        key="life_late_record",
        label="组织生活补录界限",
        question="应开期间结束后多少天内记录不算补录？",
        figures="LIFE-01的补录数",
        fields=(RuleField("days", "天数", unit="天", most=90),),
        default={"days": 10},
        source="本项目建议值，未见全国统一规定",
    ),
    OfficeRule(
        key="democratic_meeting_times",
        label="民主生活会报告时限",
        question="会议方案会前多少天报上级党组织？会后多少天内报告情况？",
        figures="登记民主生活会时的提醒",
        fields=(
            RuleField("plan_days", "会议方案提前", unit="天", most=60),
            RuleField("report_days", "会后报告情况", unit="天", most=90),
        ),
        default={"plan_days": 15, "report_days": 15},
        source="《县以上党和国家机关党员领导干部民主生活会若干规定》：方案会前15日（另一说10日）报上级；会后15日报告为通行说法，均请核对",
    ),
    OfficeRule(
        key="member_training_hours",
        label="党员年度学时要求",
        question="党员、党支部书记和班子成员每年应参加多少学时集中培训？",
        figures="MEM-02",
        fields=(
            RuleField("member", "党员", unit="学时", most=500),
            RuleField("leader", "书记和班子成员", unit="学时", most=500),
        ),
        default={"member": 32, "leader": 56},
        source="《中国共产党党员教育管理工作条例》（2019年）第二十条等，转引自公开文本，请核对",
    ),
    OfficeRule(
        key="member_appraisal_cap",
        label="民主评议优秀等次上限",
        question="评为优秀的党员最多占参加评定等次党员的几分之几？",
        figures="LIFE-05",
        fields=(RuleField("one_in", "几分之一", least=1, most=20),),
        default={"one_in": 3},
        source="民主评议党员有关规定：优秀等次一般不超过三分之一，转引自公开文本，请核对",
    ),
)  # fmt: skip
