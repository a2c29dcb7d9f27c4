"""The people of a figure as their page shows them: sides with counts, filters, rows."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.rules.source_category import SourceCategory
from reports.fact_texts import LABELS, fact_text
from reports.figures import SIDES, Board, Filters, Page
from reports.presenters.figures import address

STANDINGS = {
    "yes": ("ok", gettext_lazy("计入")), "no": ("", gettext_lazy("不计入")), "missing": ("amber", gettext_lazy("缺数据")),
}
POST_SIDES = {
    "numerator": gettext_lazy("在任人员"), "denominator": gettext_lazy("已核定职数的乡镇"),
    "rest": gettext_lazy("有空缺的乡镇"), "missing": gettext_lazy("未核定职数的乡镇"),
}
TOWNSHIP_SIDES = {"numerator": gettext_lazy("已完成"), "denominator": gettext_lazy("全部"), "rest": gettext_lazy("未完成")}
EDUCATION = (
    ("graduate", gettext_lazy("研究生")), ("bachelor", gettext_lazy("大学")), ("below", gettext_lazy("大学以下")),
    ("none", gettext_lazy("缺数据")),
)  # fmt: skip
LABEL = {
    "text": gettext_lazy("姓名、拼音"), "sex": gettext_lazy("性别"), "age_from": gettext_lazy("年龄自"),
    "age_to": gettext_lazy("年龄至"), "category": gettext_lazy("主要来源"), "post": gettext_lazy("职务含"),
    "education": gettext_lazy("全日制学历"), "months_from": gettext_lazy("乡镇月数自"), "months_to": gettext_lazy("乡镇月数至"),
}  # fmt: skip


@dataclass(frozen=True)
class FilterBar:
    """What `portal/parts/filter_bar.html` shows, for lists the engine filters itself."""

    filters: list[dict]
    kept: list[tuple[str, str]]
    chips: list[dict]
    clear_href: str
    problems: list[str] = field(default_factory=list)


def sides(board: Board, identity: str, township, words: dict, now: str) -> list[dict]:
    """The sides with their counts as on the board and their addresses."""
    figure = board.figure(identity, township.pk if township else None)
    one, path = figure.indicator, reverse("figures:people", args=[identity])
    labels = POST_SIDES if one.counts == "posts" else TOWNSHIP_SIDES if one.counts == "townships" else SIDES
    counts = {
        "numerator": figure.denominator if one.average else figure.numerator, "denominator": figure.denominator,
        "rest": figure.denominator - figure.numerator - figure.missing, "missing": figure.missing,
    }
    if one.counts == "posts":
        counts |= _posts(board, identity, township)
    wanted = ("numerator", "missing") if one.average else labels
    return [
        {"side": side, "label": labels[side], "count": counts[side], "now": side == now,
         "href": address(path, words, side=side)}
        for side in wanted
    ]  # fmt: skip


def _posts(board: Board, identity: str, township) -> dict[str, int]:
    """Townships with approved posts, and with vacant ones."""
    rows = [
        board.counts[key][identity]
        for key in board.counts
        if key and identity in board.counts[key] and (township is None or key == township.pk)
    ]
    known = [(filled, posts) for filled, posts, missing in rows if not missing]
    return {"denominator": len(known), "rest": sum(filled < posts for filled, posts in known)}


def filter_bar(filters: Filters, words: dict, townships, township) -> FilterBar:
    """The filters in force; `words` are those of the question and the side."""
    category = [(str(one), one.label) for one in SourceCategory]
    choices = {
        "sex": [("1", _("男")), ("2", _("女"))], "category": category, "education": EDUCATION,
        "township": [(unit.code, unit.name) for unit in townships],
    }  # fmt: skip
    values = {name: "" if value is None else str(value) for name, value in vars(filters).items()}
    values = {"text": values.pop("text"), "township": township.code if township else "", **values}
    labels = LABEL | {"township": _("乡镇")}
    in_force = {name: value for name, value in values.items() if value}
    shown = []
    for name, value in values.items():
        options = [
            {"value": code, "label": label, "chosen": code == value, "count": None} for code, label in choices.get(name, ())
        ]
        kind = "search" if name == "text" else "choice" if name in choices else "text"
        if name != "township" or len(options) > 1:
            shown.append({"name": name, "label": labels[name], "kind": kind, "value": value, "options": options,
                          "placeholder": ""})  # fmt: skip
    chips = []
    for name, value in in_force.items():
        said = dict(choices.get(name, ())).get(value, value)
        href = address("", words, **(in_force | {name: ""}))
        chips.append({"label": f"{labels[name]}：{said}", "href": href})
    return FilterBar(shown, list(words.items()), chips, address("", words))


def shown_facts(page: Page) -> list[str]:
    """The facts that have a column: those the indicator asked for, besides what every list shows."""
    asked = page.rows[0].facts if page.rows and page.kind == "people" else ()
    return [fact for fact in LABELS if fact in asked]


def people_lines(page: Page, facts: list[str], words: dict) -> list[dict]:
    """Rows with their facts in words and the address of the reason."""
    lines = []
    for row in page.rows:
        tone, word = STANDINGS[row.standing]
        lines.append(
            {
                "row": row, "tone": tone, "word": word, "facts": fact_words(row, facts),
                "why": address(reverse("figures:why", args=[page.indicator.id, row.person_id]), words),
            }
        )  # fmt: skip
    return lines


def fact_words(row, facts: list[str]) -> list[str]:
    """The row's facts as people read them."""
    return [fact_text(fact, row.facts.get(fact)) for fact in facts]


def fact_heads(facts: list[str]) -> list[str]:
    """The heads of those columns."""
    return [str(LABELS[fact]) for fact in facts]
