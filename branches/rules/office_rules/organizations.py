"""Rules about organizations: how many members they need, how long a term lasts, how an election is held."""

from portal.rules.office import OfficeRule, RuleField

SECTORS = (
    ("village", "建制村"), ("community", "社区（居委会）"), ("township", "乡镇机关"), ("street", "街道"), ("organ", "机关"),
    ("institution", "事业单位"), ("state_enterprise", "国有企业"), ("private_enterprise", "非公企业"),
    ("social_organization", "社会组织"),
)  # fmt: skip

ORGANIZATION_RULES = (
    OfficeRule(
        key="set_up",
        label="党组织设置条件",
        question="成立党支部、党总支、党委各需多少党员，联合党支部最多覆盖几个单位，支委会设几人。",
        figures="党组织页面上的设置情况；ORG-03 应建党组织的单位",
        fields=(
            RuleField("branch_least", "成立党支部的正式党员最少", unit="人", least=1, most=100),
            RuleField("branch_most", "党支部党员一般不超过", unit="人", least=1, most=1000),
            RuleField("joint_units_most", "联合党支部覆盖单位一般不超过", unit="个", least=1, most=100),
            RuleField("committee_from", "设支部委员会的正式党员最少", unit="人", least=1, most=100),
            RuleField("committee_least", "支部委员会最少", unit="人", least=1, most=20),
            RuleField("committee_most", "支部委员会最多", unit="人", least=1, most=20),
            RuleField("general_branch_from", "设党总支的党员数", unit="人", least=1, most=1000),
            RuleField("committee_organization_from", "设党委的党员数", unit="人", least=1, most=1000),
        ),
        default={
            "branch_least": 3,
            "branch_most": 50,
            "joint_units_most": 5,
            "committee_from": 7,
            "committee_least": 3,
            "committee_most": 7,
            "general_branch_from": 50,
            "committee_organization_from": 100,
        },
        source="《中国共产党支部工作条例（试行）》第4条、第20条（转载文本）；联合党支部、党总支、党委的条款号待核对",
        verified=True,
    ),
    OfficeRule(
        key="organization_terms",
        label="党组织任期",
        question="各类党组织每届任期几年。",
        figures="换届提醒；ORG-04 按期换届",
        fields=(
            RuleField("village", "村、社区党支部和党总支", unit="年", least=1, most=10),
            RuleField("branch", "其他党支部", unit="年", least=1, most=10),
            RuleField("general", "其他党总支", unit="年", least=1, most=10),
            RuleField("committee", "基层党委", unit="年", least=1, most=10),
        ),
        default={"village": 5, "branch": 3, "general": 3, "committee": 5},
        source="《中国共产党基层组织选举工作条例》（2020年）、《中国共产党支部工作条例（试行）》（转载文本）",
        verified=True,
    ),
    OfficeRule(
        key="organization_elections",
        label="党组织换届选举",
        question="到会人数、差额比例达到多少，最多提前或延期多久。",
        figures="换届选举的办理",
        fields=(
            RuleField("attended_percent", "到会人数不少于应到会人数的", unit="%", least=1, most=100),
            RuleField("excess_percent", "候选人多于应选人的差额不少于", unit="%", least=0, most=100),
            RuleField("postponed_months", "延期不超过", unit="个月", least=1, most=36),
        ),
        default={"attended_percent": 80, "excess_percent": 20, "postponed_months": 12},
        source="提前或延期不超过一年见《中国共产党基层组织选举工作条例》；五分之四到会、20%差额为通行理解，未核原文",
    ),
    OfficeRule(
        key="star_ratings",
        label="星级评定的参评范围",
        question="各星级的比例上限按哪些领域的党组织计算。",
        figures="星级评定的比例上限",
        fields=(RuleField("sectors", "参评的党组织", kind="choices", options=SECTORS),),
        default={"sectors": ["village", "community"]},
        source="各地星级评定办法对村（社区）党组织分档定比例；一地做法，未核",
    ),
)
