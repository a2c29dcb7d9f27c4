"""Rules of talks: whom one must talk to, how often, after which events."""

from cadres.rules.talks import PERIODS, RECORDED_OCCASIONS, TalkeeRole
from portal.rules.office import OfficeRule, RuleField

_TALKERS = {
    "chief": "县委或县委组织部负责同志", "deputy": "本单位主要负责同志", "leader": "分管领导",
    "seconded": "派出单位负责同志",
}  # fmt: skip

TALK_DUTY = OfficeRule(
    key="talk_duty",
    label="谈心谈话要求",
    question="哪些人每个周期至少谈几次，职务变动、受奖受罚后多少天内要谈。",
    figures="TLK-01 谈心谈话覆盖率，“谈话覆盖”页，到期提醒",
    fields=(
        RuleField("period", "周期", "choice", options=PERIODS),
        RuleField("least", "每个周期至少谈几次（空为不要求）", "mapping", "次", tuple(TalkeeRole.pairs()), 0, 12),
        RuleField("group_counts", "集体谈话也算", "flag"),
        RuleField(
            "days_after", "事情发生后多少天内要谈（空为不要求）", "mapping", "天",
            tuple((one.value, one.label) for one in RECORDED_OCCASIONS), 0, 365,
        ),
        RuleField("days_before", "事前多少天内谈的也算", unit="天", most=365),
        *(
            RuleField(f"talker_{role.value}", f"{role.label}应由谁谈", "text")
            for role in TalkeeRole
        ),
    ),
    default={
        "period": "year", "least": {"chief": 1, "deputy": 1, "leader": 1, "seconded": 1}, "group_counts": False,
        "days_after": {"post_change": 30, "discipline": 30}, "days_before": 30,
        **{f"talker_{role}": text for role, text in _TALKERS.items()},
    },
    source="各地谈心谈话制度“六必谈”及《支部工作条例（试行）》“一般每年不少于一次”；次数、天数为本部门约定，请核定",
)  # fmt: skip

OFFICE_RULES = (TALK_DUTY,)
