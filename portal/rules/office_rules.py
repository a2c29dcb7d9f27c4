"""Rules of the portal the office may set: how far reminders look."""

from portal.rules.office import OfficeRule, RuleField

OFFICE_RULES = (
    OfficeRule(
        key="reminder_months",
        label="提醒的月份",
        question="除本月外，提前几个月显示；过了日期还没有办的，往回找几个月。",
        figures="提醒页、总览上的“本月到期”和日历订阅，不影响指标",
        fields=(
            RuleField("ahead", "提前", unit="个月", least=0, most=24),
            RuleField("overdue", "过期未办往回找", unit="个月", least=0, most=60),
        ),
        default={"ahead": 3, "overdue": 12},
        source="本项目建议值，未见统一规定",
    ),
)
