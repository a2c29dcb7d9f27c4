"""Which reminders about Party organizations and villages are shown, and when their matters are due."""

from branches.rules.reminder_kinds import KINDS
from portal.rules.office import OfficeRule, RuleField

REMINDER_RULES = (
    OfficeRule(
        key="branch_reminder_kinds",
        label="党组织和乡村治理的提醒",
        question="提醒页和日历订阅显示哪些事项。",
        figures="提醒页、总览上的“本月到期”和日历订阅，不影响指标",
        fields=(RuleField("", "显示的事项", "choices", options=KINDS),),
        default=[word for word, _label in KINDS],
        source="本项目建议值，未见统一规定",
    ),
    OfficeRule(
        key="term_reminder_months",
        label="党组织届满前的提醒",
        question="届满前几个月各提醒一次。",
        figures="提醒页和日历订阅，不影响指标",
        fields=(
            RuleField("", "届满前", "choices", options=tuple((str(one), f"{one}个月") for one in (12, 9, 6, 3, 2, 1))),
        ),
        default=["6", "3", "1"],
        source="届满前六个月、三个月、一个月提醒，为本项目建议值",
    ),
    OfficeRule(
        key="open_matter_days",
        label="协调和议事事项的办理期限",
        question="从提出（开会）之日起多少天应办结。",
        figures="提醒页和日历订阅，不影响指标",
        fields=(
            RuleField("chain", "产业链协调事项", unit="天", least=1, most=730),
            RuleField("council", "村民议事会采纳的事项", unit="天", least=1, most=730),
            RuleField("committee", "乡村治理委员会研究的问题", unit="天", least=1, most=730),
        ),
        default={"chain": 90, "council": 90, "committee": 90},
        source="本项目建议值，未见统一规定",
    ),
)
