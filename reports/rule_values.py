"""The office's rules on a day, as the parameters every figures statement is bound to."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from cadres.rules.age import AgeRule, cut_off, earliest_birth_int
from cadres.rules.education import EducationSettings, counting_levels
from cadres.rules.township_rule import TownshipRule
from portal.queries.rules import rule_values
from portal.rules.dates import as_int
from reports.problems import FigureProblem

AGE_RULES = ("young_age", "under30_age")
PARTY_STATUSES = ["01", "02"]
NARROW_NON_PARTY = ["04", "05", "06", "07", "08", "09", "10", "11", "12"]
WIDE_NON_PARTY = ["03", *NARROW_NON_PARTY, "13"]
KEYS = (
    "township_experience", *AGE_RULES, "college_regular_class_counts", "graduate_class_counts", "percent_digits",
    "missing_red_share", "team_includes_streets", "wide_non_party",
)


@dataclass(frozen=True)
class RuleValues:
    """Every rule the figures use, as it holds on one day; `settings` are the rows they come from, by key."""

    as_of: datetime.date
    values: dict
    settings: dict = field(default_factory=dict, compare=False)

    @property
    def township(self) -> TownshipRule:
        """How township experience is counted."""
        return TownshipRule.from_dict(self.values["township_experience"])

    def age(self, key: str) -> AgeRule:
        """The age limit of that key."""
        return AgeRule(**self.values[key])

    def cut_off_text(self, key: str) -> str:
        """The limit as printed beside a figure: 1990年12月及以后出生."""
        return cut_off(self.age(key), self.as_of)

    @property
    def digits(self) -> int:
        """Decimals of percentages and averages."""
        return int(self.values["percent_digits"])

    @property
    def red_share(self) -> Decimal:
        """Percent of the denominator above which missing data make a figure red."""
        return Decimal(str(self.values["missing_red_share"]))

    @property
    def team_kinds(self) -> list[str]:
        """Kinds of townships whose leaders are team members."""
        return ["town", "township", *(["street"] if self.values["team_includes_streets"] else [])]

    def parameters(self) -> dict:
        """Named SQL parameters of facts and conditions."""
        day = self.as_of
        bachelor = counting_levels(
            EducationSettings(self.values["graduate_class_counts"], self.values["college_regular_class_counts"])
        )
        graduate = bachelor & {"11", "13"}
        non_party = WIDE_NON_PARTY if self.values["wide_non_party"] else NARROW_NON_PARTY
        return {
            "as_of": as_int(day), "as_of_month": day.year * 12 + day.month, "as_of_date": day,
            "bachelor_levels": sorted(bachelor), "graduate_levels": sorted(graduate), "non_party": non_party,
            "political_known": [*PARTY_STATUSES, *WIDE_NON_PARTY],
            "months_required": self.township.months_required,
            "township_rule": self.settings["township_experience"].pk,
            "team_kinds": self.team_kinds,
            **{f"born_{key}": earliest_birth_int(self.age(key), day) for key in AGE_RULES},
        }


def rules_on(as_of: datetime.date) -> RuleValues:
    """The rules that hold on the day; raises FigureProblem when one has no value or an impossible one."""
    settings = rule_values(as_of)
    absent = [key for key in KEYS if key not in settings]
    if absent:
        raise FigureProblem(f"统计口径“{'、'.join(absent)}”在{as_of}没有生效的取值，请在“口径设置”中添加。")
    rules = RuleValues(as_of, {key: settings[key].value for key in KEYS}, {key: settings[key] for key in KEYS})
    try:
        rules.parameters()
        ok = 0 <= rules.digits <= 4 and rules.red_share >= 0
    except (TypeError, ValueError, InvalidOperation, AttributeError) as problem:
        raise FigureProblem(f"统计口径的取值无法使用：{problem}") from problem
    if not ok:
        raise FigureProblem("统计口径的小数位数应为0至4，缺数据比例不得为负。")
    return rules
