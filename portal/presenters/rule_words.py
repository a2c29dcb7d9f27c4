"""The rules an office may set, described for its pages: what each is, what it moves, and its value in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.queries.office_rules import office_rules
from portal.rules.office import OfficeRule, RuleField

UNIT_KINDS = (
    ("township_organ", gettext_lazy("乡镇机关")), ("township_institution", gettext_lazy("乡镇事业单位")),
    ("township_posted", gettext_lazy("派驻乡镇机构（司法所、派出所等）")), ("village", gettext_lazy("村（社区）任职")),
    ("village_posting", gettext_lazy("驻村、第一书记")), ("street", gettext_lazy("街道")),
)  # fmt: skip
CONVENTIONS = (
    ("AUTO", gettext_lazy("自动：两端都到日的按足月，否则按月份相减")),
    ("MONTH_DIFF", gettext_lazy("月份相减（终止月减起始月）")),
    ("FULL_MONTHS", gettext_lazy("足月（满一个整月才算一个月）")),
    ("INCLUSIVE_MONTHS", gettext_lazy("首尾月都算")),
)
BOUNDARIES = (
    ("NOT_FULL_NEXT", gettext_lazy("不满 N+1 岁（“35岁以下”即不满36岁）")),
    ("LT", gettext_lazy("不满 N 岁")),
    ("AROUND", gettext_lazy("N 岁左右（不满 N+2 岁）")),
    ("LE_DAY", gettext_lazy("N 周岁生日未过")),
)
PRECISIONS = (("month", gettext_lazy("按出生年月")), ("day", gettext_lazy("按出生年月日")))


@dataclass(frozen=True)
class RuleCard:
    """One rule for the settings page: key, name, what it decides, and the figures it moves."""

    key: str
    label: str
    question: str
    figures: str


CARDS = (
    RuleCard(
        "township_experience", gettext_lazy("乡镇工作经历"),
        gettext_lazy("哪些经历算乡镇工作经历，怎样折算月数，满多少个月算“2年以上”。"),
        gettext_lazy("CAD-03 具有2年以上乡镇工作经历的占比"),
    ),
    RuleCard(
        "young_age", gettext_lazy("“35岁以下”怎样算"), gettext_lazy("年龄线、边界和精度。"),
        gettext_lazy("CAD-04 35岁以下占比"),
    ),
    RuleCard(
        "under30_age", gettext_lazy("“30岁以下”怎样算"), gettext_lazy("年龄线、边界和精度。"),
        gettext_lazy("CAD-11 班子结构中的30岁以下"),
    ),
    RuleCard(
        "college_regular_class_counts", gettext_lazy("大学普通班是否计入大学本科"),
        gettext_lazy("代码 3B 在国家标准中属本科，在组织系统代码中列入专科。"),
        gettext_lazy("CAD-01、CAD-02 大学以上学历占比，CAD-11 全日制大学"),
    ),
    RuleCard(
        "graduate_class_counts", gettext_lazy("研究生班是否计入研究生"), gettext_lazy("代码 13 研究生班的学历层次。"),
        gettext_lazy("CAD-01、CAD-02、CAD-11 全日制大学"),
    ),
    RuleCard(
        "team_includes_streets", gettext_lazy("班子统计是否含街道"), gettext_lazy("“乡镇领导班子”的范围是否包括街道。"),
        gettext_lazy("以乡镇领导班子成员为范围的全部指标"),
    ),
    RuleCard(
        "wide_non_party", gettext_lazy("党外干部是否含群众和团员"),
        gettext_lazy("“是”：中共党员、预备党员以外都算；“否”：只算民主党派成员和无党派人士。"),
        gettext_lazy("CAD-11 党外干部"),
    ),
    RuleCard(
        "percent_digits", gettext_lazy("百分比保留几位小数"), gettext_lazy("四舍五入到这一位。"),
        gettext_lazy("全部百分比和平均数的显示"),
    ),
    RuleCard(
        "missing_red_share", gettext_lazy("缺数据超过百分之几标红"),
        gettext_lazy("缺少所需信息的人数占分母的比例超过它，指标标红，不宜对外使用。"),
        gettext_lazy("全部指标的数据质量标记"),
    ),
)  # fmt: skip


def cards() -> dict[str, RuleCard | OfficeRule]:
    """Every rule of the settings page by its key, the declared ones after the portal's own."""
    return {card.key: card for card in CARDS} | office_rules()


def in_words(key: str, value) -> list[str]:
    """The value as short sentences a reader can check; an unknown shape is shown as it is stored."""
    if (rule := office_rules().get(key)) is not None:
        return _declared(rule, value)
    if key == "township_experience" and isinstance(value, dict):
        return _township(value)
    if isinstance(value, dict) and "threshold" in value:
        precision = dict(PRECISIONS).get(value.get("precision"), value.get("precision"))
        return [_age_limit(value["threshold"], value.get("boundary")), f"{precision}"]
    if isinstance(value, bool):
        return [_("是") if value else _("否")]
    if key == "percent_digits":
        return [_("%(digits)s 位小数") % {"digits": value}]
    if key == "missing_red_share":
        return [_("超过 %(share)s%%") % {"share": value}]
    return [str(value)]


def _age_limit(age: int, boundary) -> str:
    if boundary == "LE_DAY":
        return _("%(age)d 周岁生日未过") % {"age": age}
    extra = {"NOT_FULL_NEXT": 1, "AROUND": 2}.get(boundary, 0)
    return _("不满 %(age)d 岁") % {"age": age + extra}


def _township(value: dict) -> list[str]:
    kinds = [str(label) for code, label in UNIT_KINDS if code in value.get("unit_kinds", ())]
    excluded = [
        text
        for name, text in (
            ("exclude_loans_up", _("借调到县级以上")), ("exclude_secondments_up", _("到县级以上挂职")),
            ("exclude_full_time_study", _("脱产学习")), ("exclude_suspension", _("停职")),
        )
        if value.get(name)
    ]  # fmt: skip
    lines = [
        _("计入：%(kinds)s") % {"kinds": "、".join(kinds)},
        _("扣除：%(kinds)s") % {"kinds": "、".join(excluded) or _("无")},
        _("病事假超过 %(months)s 个月即扣除") % {"months": value.get("leave_months_allowed")},
    ]
    if value.get("count_secondments_down"):
        lines.append(_("下挂、借调到乡镇满 %(months)s 个月计入") % {"months": value.get("secondment_min_months")})
    else:
        lines.append(_("下挂、借调到乡镇不计入"))
    lines.append(_("月数算法：%(way)s") % {"way": dict(CONVENTIONS).get(value.get("month_convention"), "—")})
    lines.append(_("累计满 %(months)s 个月算“2年以上”") % {"months": value.get("months_required")})
    return lines


def _declared(rule: OfficeRule, value) -> list[str]:
    """A line for each part of a declared rule's value."""
    if any(not one.name for one in rule.fields):
        return [_part(rule.fields[0], value)]
    parts = value if isinstance(value, dict) else {}
    return [f"{one.label}：{_part(one, parts.get(one.name))}" for one in rule.fields]


def _part(one: RuleField, value) -> str:
    words = dict(one.options)
    if value is None:
        return "—"
    if one.kind == "flag":
        return _("是") if value else _("否")
    if one.kind == "choices":
        return "、".join(str(words.get(code, code)) for code in value) or _("无")
    if one.kind == "mapping":
        return "，".join(f"{words.get(code, code)} {number}{one.unit}" for code, number in value.items()) or _("无")
    return f"{words.get(value, value)}{one.unit}"
