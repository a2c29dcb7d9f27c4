"""Rules of village governance the office may set: quorums, cycles, days for disputes, the window of a campaign."""

from portal.rules.office import OfficeRule, RuleField

_SHARES = (("over_half", "过半数"), ("two_thirds", "三分之二以上"), ("any", "不限"))

GOVERNANCE_RULES = (
    OfficeRule(
        key="village_assembly_quorum",
        label="村民会议、村民代表会议的法定人数",
        question="到会多少人，会议才算有效召开？",
        figures="GOV-08",
        fields=(
            RuleField("villagers", "村民会议（十八周岁以上村民）", "choice", options=_SHARES),
            RuleField("households", "村民会议（户代表）", "choice", options=_SHARES),
            RuleField("representatives", "村民代表会议", "choice", options=_SHARES),
        ),
        default={"villagers": "over_half", "households": "two_thirds", "representatives": "two_thirds"},
        source="《村民委员会组织法》（2018年修正）第二十二条、第二十六条；2025年修订后条款序号可能变动，请核对",
    ),
    OfficeRule(
        key="village_assembly_cycle",
        label="村民代表会议召开次数",
        question="村民代表会议每年应召开几次？全年按次数平均分期，每期至少一次。",
        figures="GOV-08",
        fields=(
            RuleField(
                "per_year",
                "每年次数",
                "choice",
                "次",
                options=tuple((n, f"每年{n}次") for n in ("1", "2", "4", "6", "12")),
            ),
        ),
        default={"per_year": "4"},
        source="《村民委员会组织法》（2018年修正）第二十六条：每季度召开一次；2025年修订后条款序号可能变动，请核对",
    ),
    OfficeRule(
        key="dispute_days",
        label="矛盾纠纷办理期限",
        question="从排查之日起多少天内应化解？在每一层级停留多少天仍未化解应上报上一级？",
        figures="矛盾纠纷的应化解日期和应上报日期",
        fields=(
            RuleField("settle", "应化解", unit="天", least=1, most=365),
            RuleField("grid", "网格", unit="天", least=1, most=365),
            RuleField("village", "村（社区）", unit="天", least=1, most=365),
            RuleField("township", "乡镇（街道）", unit="天", least=1, most=365),
        ),
        default={"settle": 30, "grid": 3, "village": 7, "township": 15},
        source="本项目建议值，未见全国统一规定",
    ),
    OfficeRule(
        key="law_campaign_window",
        label="法治宣传教育月前后纠纷对比期",
        question="与活动前后多少天的纠纷数相比？",
        figures="GOV-14",
        fields=(RuleField("days", "天数", unit="天", least=1, most=366),),
        default={"days": 90},
        source="本项目建议值，未见全国统一规定",
    ),
)
