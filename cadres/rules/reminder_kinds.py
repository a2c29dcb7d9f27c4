"""Kinds of reminders about cadres: word and Chinese name."""

KINDS = (
    ("retirement", "到龄退休"),
    ("probation_ends", "试用期满"),
    ("post_held", "任职年限"),
    ("term_ends", "班子届满"),
    ("rank_eligible", "可晋升职级"),
    ("secondment_ends", "挂职借调期满"),
    ("agreement_ends", "合作协议到期"),
    ("notice_ends", "公示期满"),
    ("objection_open", "反映未办结"),
    ("place_kept_long", "保留名额过久"),
    ("talk_planned", "计划谈话"),
    ("talk_after_event", "变动后谈话"),
    ("issue_due", "困难办理期限"),
)
