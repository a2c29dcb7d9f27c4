"""Facts in Chinese: what each is called and how its value is written."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.rules.source_category import SourceCategory
from portal.queries.codes import code_name
from portal.rules.dates import PartialDate
from reports.facts import CATEGORIES

# Facts that are only steps towards others are not shown.
LABELS = {
    "sex": gettext_lazy("性别"),
    "born": gettext_lazy("出生年月"),
    "age": gettext_lazy("年龄"),
    "ethnicity": gettext_lazy("民族"),
    "political_status": gettext_lazy("政治面貌"),
    "fulltime_rank": gettext_lazy("全日制学历"),
    "township_months": gettext_lazy("乡镇工作月数"),
    "source_rank": gettext_lazy("主要来源类别"),
}
_TABLES = {"sex": "GB2261", "ethnicity": "GB3304", "political_status": "GB4762"}
_RANKS = {0: gettext_lazy("大学以下"), 1: gettext_lazy("大学"), 2: gettext_lazy("研究生")}


def fact_text(fact: str, value) -> str:
    """The value as people read it; a dash for what is not known."""
    if fact == "township_months":
        return _("%(months)s个月") % {"months": value or 0}
    if value is None or value == "":
        return "—"
    if fact == "age":
        return _("%(age)s岁") % {"age": value}
    if fact == "born":
        return str(PartialDate.from_int(value) if isinstance(value, int) else value)
    if fact == "fulltime_rank":
        return str(_RANKS[value])
    if fact == "source_rank":
        return SourceCategory(CATEGORIES[value - 1]).label
    if fact in _TABLES:
        return code_name(_TABLES[fact], value)
    return str(value)


def fact_texts(facts: dict) -> list[tuple[str, str]]:
    """Label and text of every fact that is shown, in the order of the labels above."""
    return [(str(label), fact_text(fact, facts[fact])) for fact, label in LABELS.items() if fact in facts]
