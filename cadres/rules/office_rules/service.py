"""Rules of leading posts and terms that ask for a reminder."""

from portal.rules.office import OfficeRule, RuleField

_YEARS = tuple((str(years), f"{years}年") for years in range(3, 16))

OFFICE_RULES = (
    OfficeRule(
        key="post_held_years",
        label="领导职务任职满几年提醒",
        question="在同一领导职务上任满几年时，提醒研究交流。",
        figures="日程提醒，不影响指标",
        fields=(RuleField("", "提醒年数", "choices", options=_YEARS),),
        default=["5", "8", "10"],
        source="党政领导干部交流有关规定，一般了解，未见原文",
    ),
    OfficeRule(
        key="team_term_years",
        label="乡镇领导班子每届任期",
        question="换届完成后满几年任期届满。",
        figures="日程提醒，不影响指标",
        fields=(RuleField("", "任期", unit="年", least=1, most=10),),
        default=5,
        source="一般了解，未见原文",
    ),
)
