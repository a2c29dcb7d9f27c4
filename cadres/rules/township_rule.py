"""The settings by which township work experience (乡镇工作经历) is counted, each with its source."""

from dataclasses import dataclass, field, fields

from cadres.rules.spell_kinds import SpellKind
from portal.rules.dates import MonthConvention

COUNTABLE_KINDS = (
    SpellKind.TOWNSHIP_ORGAN,
    SpellKind.TOWNSHIP_INSTITUTION,
    SpellKind.TOWNSHIP_POSTED,
    SpellKind.VILLAGE,
    SpellKind.VILLAGE_POSTING,
    SpellKind.STREET,
)
_OWN = "本部门约定，未见全国统一规定"


def _setting(default, label: str, source: str):
    return field(default=default, metadata={"label": label, "source": source})


class RuleProblem(ValueError):
    """Settings that cannot be: `problems` maps the setting's name to a Chinese text."""

    def __init__(self, problems: dict[str, str]):
        super().__init__("；".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class TownshipRule:
    """What counts as township experience; the defaults are the office's convention, to be confirmed by it."""

    unit_kinds: tuple[str, ...] = _setting(
        tuple(str(kind) for kind in COUNTABLE_KINDS if kind != SpellKind.STREET),
        "计入的单位类型",
        "遴选实践中“乡镇机关”与“乡镇（含驻村）”两种口径并存，默认取后者，街道除外；" + _OWN,
    )
    exclude_loans_up: bool = _setting(
        True, "扣除借调到县级以上的时间", "省级遴选公告：借调上级机关时间不计算；基层工作经历口径同此"
    )
    exclude_secondments_up: bool = _setting(False, "扣除到县级以上挂职的时间", _OWN)
    exclude_full_time_study: bool = _setting(True, "扣除脱产学习时间", "基层工作经历口径：参加工作后脱产学习时间扣除")
    exclude_suspension: bool = _setting(True, "扣除停职时间", _OWN)
    leave_months_allowed: int = _setting(6, "病事假超过几个月即扣除", _OWN)
    count_secondments_down: bool = _setting(True, "计入下挂乡镇、借调到乡镇的时间", _OWN)
    secondment_min_months: int = _setting(6, "下挂满几个月才计入", _OWN)
    month_convention: str = _setting(
        str(MonthConvention.AUTO), "月数算法", "任一端只到月时按月份相减，两端到日时按足月；" + _OWN
    )
    months_required: int = _setting(
        24, "达到几个月算“2年以上”", "民法典第一千二百五十九条：“以上”包括本数（通行理解，未核原文）"
    )

    def __post_init__(self):
        problems = _problems(self)
        if problems:
            raise RuleProblem(problems)

    @classmethod
    def from_dict(cls, values: dict) -> "TownshipRule":
        """The rule of stored settings, defaults for those not given; raises RuleProblem."""
        known = {one.name for one in fields(cls)}
        unknown = {name: f"没有“{name}”这项设置" for name in values if name not in known}
        if unknown:
            raise RuleProblem(unknown)
        kinds = values.get("unit_kinds")
        if isinstance(kinds, list):
            values = values | {"unit_kinds": tuple(kinds)}
        return cls(**values)

    def to_dict(self) -> dict:
        """The settings as plain values for JSON; from_dict gives the same rule back."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


def rule_settings() -> list[dict[str, str]]:
    """Name, Chinese label and source of every setting, for the settings page."""
    return [{"name": one.name, **one.metadata} for one in fields(TownshipRule)]


def _plain(value):
    return [str(item) for item in value] if isinstance(value, tuple) else value


def _problems(rule: TownshipRule) -> dict[str, str]:
    problems = {}
    for one in fields(rule):
        value = getattr(rule, one.name)
        if isinstance(one.default, bool) and not isinstance(value, bool):
            problems[one.name] = f"“{one.metadata['label']}”只能是“是”或“否”"
        elif type(one.default) is int and (type(value) is not int or not 0 <= value <= 600):
            problems[one.name] = f"“{one.metadata['label']}”应为0至600的整数"
    if type(rule.months_required) is int and rule.months_required < 1:
        problems["months_required"] = "“达到几个月”至少为1"
    if rule.month_convention not in list(MonthConvention):
        problems["month_convention"] = f"没有“{rule.month_convention}”这种月数算法"
    if not isinstance(rule.unit_kinds, tuple) or not rule.unit_kinds:
        problems["unit_kinds"] = "至少选择一种计入的单位类型"
    elif wrong := [str(kind) for kind in rule.unit_kinds if kind not in COUNTABLE_KINDS]:
        problems["unit_kinds"] = f"“{'、'.join(wrong)}”不能作为乡镇工作经历的单位类型"
    return problems
