"""Numbers of venues, industry chains and village income that no national text sets."""

from portal.rules.office import OfficeRule, RuleField

_LOCAL = "各地做法不一，未见全国统一规定；默认值取自地方公开做法，请本部门核定"
VENUE_FUNCTIONS = (
    ("holds_meetings", "党员议事"),
    ("holds_training", "教育培训"),
    ("gives_service", "便民服务"),
    ("holds_culture", "文体活动"),
)

VILLAGE_RULES = (
    OfficeRule(
        key="venue_standard",
        label="活动阵地达标标准",
        question="活动阵地的面积和功能达到什么标准算达标？",
        figures="阵地达标率",
        fields=(
            RuleField("main_area", "主体建筑面积不少于", unit="㎡"),
            RuleField("hall_area", "便民服务大厅面积不少于", unit="㎡"),
            RuleField("room_area", "党员活动室面积不少于", unit="㎡"),
            RuleField("square_area", "活动广场面积不少于", unit="㎡"),
            RuleField("functions", "应具备的功能", kind="choices", options=VENUE_FUNCTIONS),
        ),
        default={
            "main_area": 300,
            "hall_area": 50,
            "room_area": 100,
            "square_area": 1000,
            "functions": ["holds_meetings", "holds_training", "gives_service"],
        },
        source=_LOCAL,
    ),
    OfficeRule(
        key="collective_income_threshold",
        label="村集体经营性收入标准",
        question="村集体经营性收入达到多少万元算达标村？",
        figures="经营性收入达标村",
        fields=(RuleField("", "村集体经营性收入不少于", unit="万元"),),
        default=10,
        source=_LOCAL,
    ),
    OfficeRule(
        key="chain_meetings_per_month",
        label="产业链党组织会议次数",
        question="产业链党组织每月至少开几次会？",
        figures="产业链党组织按月开会率",
        fields=(RuleField("", "每月不少于", unit="次", least=1, most=31),),
        default=1,
        source=_LOCAL,
    ),
)
