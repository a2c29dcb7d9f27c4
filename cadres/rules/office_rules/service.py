"""Rules of leading posts and terms that ask for a reminder."""

from portal.rules.office import OfficeRule, RuleField
from portal.rules.unit_kinds import UnitKind

_YEARS = tuple((str(years), f"{years}年") for years in range(3, 16))

_CATEGORIES = (
    ("A0", "机关工勤人员"), ("A1", "事业单位工勤人员"), ("A6", "企业工勤人员"), ("A2", "临时人员"),
)  # fmt: skip
_MANAGED = tuple(
    (kind.value, kind.label)
    for kind in UnitKind
    if kind not in (UnitKind.COUNTY, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.HIGHER, UnitKind.OTHER)
)

OFFICE_RULES = (
    OfficeRule(
        key="worker_categories",
        label="占用工勤编制的人员类别",
        question="哪些人员类别算占用工勤编制；其余人员按编制类型算行政、参公、事业或其他编制。",
        figures="职数编制、编制与人员配备情况表",
        fields=(RuleField("", "人员类别", "choices", options=_CATEGORIES),),
        default=["A0"],
        source="编制类型代码（ZB135）没有工勤一项，按人员类别（ZB125）区分；事业单位工勤人员占事业编制，一般了解，未见原文",
    ),
    OfficeRule(
        key="managed_unit_kinds",
        label="县管领导职数的机构范围",
        question="哪些性质的机构，其领导职数列入县管干部队伍情况表。",
        figures="县管干部队伍情况表",
        fields=(RuleField("", "机构性质", "choices", options=_MANAGED),),
        default=["town", "township", "street", "county_organ", "county_institution", "enterprise"],
        source="乡科级机构的领导班子一般由县委管理；股级单位、学校不列入。一般了解，未见原文",
    ),
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
