"""Rules of the report itself that the office may set."""

from portal.rules.office import OfficeRule, RuleField

OFFICE_RULES = (
    OfficeRule(
        "cumulative_since",
        "“近年来”从哪天算起",
        "报告中“近年来”“累计”的起算日，写成 2021-07-01。通常为本届县委任期开始之日。",
        "所有累计数",
        (RuleField("", "起算日", "text"),),
        "2021-07-01",
        "报告样例“近年来”未写明起点；取本届县委任期开始，由本部门核定",
    ),
    OfficeRule(
        "rank_promotions_since",
        "职级晋升从哪天起累计",
        "报告“201x年以来有序开展职级晋升”的起算日，写成 2019-06-01。",
        "RNK-02 公务员职级晋升（报告中）",
        (RuleField("", "起算日", "text"),),
        "2019-06-01",
        "公务员职务与职级并行规定自2019年6月1日起施行；报告样例的年份被遮盖，由本部门核定",
    ),
    OfficeRule(
        "structure_due",
        "结构要求的比例怎样折成应配人数",
        "按比例提出的结构要求（如35岁以下成员不少于30%），以什么人数为基数，小数怎样取整。",
        "标准表的应配、缺配",
        (
            RuleField("base", "基数", "choice", options=(("approved", "核定职数"), ("filled", "实配人数"))),
            RuleField("rounding", "取整", "choice", options=(
                ("ceiling", "进一"), ("half_up", "四舍五入"), ("floor", "舍去小数"))),
        ),
        {"base": "approved", "rounding": "ceiling"},
        "一地表样的应配数以核定职数计；取整方式未见",
    ),
)
