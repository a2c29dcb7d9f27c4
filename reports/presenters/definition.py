"""A definition in words: conditions, rules in force, worked examples."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.rules.source_category import SourceCategory
from portal.presenters.rule_words import cards, in_words
from portal.queries.codes import code_name
from reports.figures import Indicator
from reports.rule_values import RuleValues

_ARGUMENTS = {
    "bachelor": gettext_lazy("大学（本科）及以上"), "graduate": gettext_lazy("研究生"), "young_age": gettext_lazy("35岁以下"),
    "under30_age": gettext_lazy("30岁以下"),
}  # fmt: skip
_STATES = {"approved": gettext_lazy("已批复"), "completed": gettext_lazy("已完成")}
_ANSWERS = {"yes": ("ok", gettext_lazy("计入")), "no": ("", gettext_lazy("不计入")),
            "missing": ("amber", gettext_lazy("缺数据"))}  # fmt: skip


@dataclass(frozen=True)
class RuleLine:
    """A rule the definition uses, as in force on the day."""

    key: str
    label: str
    words: list[str]
    source: str
    verified: bool
    in_force_from: object


def rule_lines(settings: dict, keys) -> list[RuleLine]:
    """The rules of those keys."""
    lines = []
    for key in keys:
        one = settings[key]
        label = cards()[key].label if key in cards() else key
        lines.append(RuleLine(key, str(label), in_words(key, one.value), one.source, one.verified, one.in_force_from))
    return lines


def condition_lines(indicator: Indicator, rules: RuleValues) -> list[str]:
    """Every condition of the numerator as a sentence."""
    lines = []
    for condition, argument in indicator.conditions:
        label = str(condition.label)
        if condition.name == "age_within":
            label = f"{label}：{rules.age(argument)}，{rules.cut_off_text(argument)}"
        elif condition.name == "township_experience":
            label = _("乡镇工作经历累计达到%(n)s个月（含本数）") % {"n": rules.township.months_required}
        elif condition.name == "primary_category":
            label = f"{label}：{SourceCategory(argument).label}"
        elif condition.name == "sex":
            label = f"{label}：{code_name('GB2261', argument)}"
        elif argument is not True:
            label = f"{label}：{_ARGUMENTS.get(argument, argument)}"
        lines.append(label)
    return lines


def example_lines(indicator: Indicator) -> list[dict]:
    """The worked examples with their answers."""
    lines = []
    for example in indicator.examples:
        tone, word = _ANSWERS[example["counts"]]
        lines.append({"as_of": example["as_of"], "facts": _facts(example["facts"]), "tone": tone, "word": word,
                      "because": example["because"]})  # fmt: skip
    return lines


def _facts(facts: dict) -> str:
    """The facts of an example in words."""
    words = []
    for name, value in facts.items():
        if name == "born":
            words.append(_("%(day)s出生") % {"day": value})
        elif name == "sex":
            words.append(code_name("GB2261", value))
        elif name == "ethnicity":
            words.append(code_name("GB3304", value))
        elif name == "political_status":
            words.append(code_name("GB4762", value))
        elif name == "education":
            words.append("；".join(_study(one) for one in value) or _("没有学历记录"))
        elif name == "work_began":
            words.append(_("%(day)s参加工作") % {"day": value})
        elif name == "study_lines":
            words += [_("简历：%(began)s至%(ended)s%(text)s") % {"ended": _("今"), **line} for line in value]
        elif name == "township":
            words.append("；".join(_stretch(one) for one in value) or _("没有乡镇经历"))
        elif name == "tags":
            words.append("；".join(_tag(one) for one in value) or _("没有来源类别"))
        elif name == "state":
            words.append(str(_STATES.get(value, value)))
        elif name == "completed_on":
            words.append(_("%(day)s完成") % {"day": value})
        elif name in ("chief_posts", "deputy_posts"):
            words.append((_("正职%(n)s名") if name == "chief_posts" else _("副职%(n)s名")) % {"n": value})
        elif name == "resume" and not value:
            words.append(_("简历没有日期"))
    return "，".join(words) or _("没有记录")


def _study(one: dict) -> str:
    mode = _("全日制") if one.get("mode") == "1" else _("在职")
    level = code_name("ZB64", one.get("level", ""))
    ended = _("%(day)s毕业") % {"day": one["ended"]} if "ended" in one else _("无毕业时间")
    outcome = "" if one.get("outcome", "1") == "1" else f"（{code_name('ZB28', one['outcome'])}）"
    return f"{mode}{level}，{ended}{outcome}"


def _stretch(one: dict) -> str:
    return _("%(a)s至%(b)s在乡镇") % {"a": one["began"], "b": one.get("ended", _("今"))}


def _tag(one: dict) -> str:
    label = SourceCategory(one["category"]).label
    return label + (_("（%(day)s认定）") % {"day": one["since"]} if "since" in one else "")
