"""Which reminders about cadres are shown."""

from cadres.rules.reminder_kinds import KINDS
from portal.rules.office import OfficeRule, RuleField

OFFICE_RULES = (
    OfficeRule(
        key="reminder_kinds",
        label="干部工作的提醒",
        question="提醒页和日历订阅显示哪些事项。",
        figures="提醒页、总览上的“本月到期”和日历订阅，不影响指标",
        fields=(RuleField("", "显示的事项", "choices", options=KINDS),),
        default=[word for word, _label in KINDS],
        source="本项目建议值，未见统一规定",
    ),
)
