"""The sentences of 干部队伍更加专业化, each word of them bound to a figure; what has no figure is left out and said.

Rendering rules: percentages half up with the counts beside them under ten people; "完成" only when every
township of the round is; a category is named only when somebody is in it.
"""

from dataclasses import dataclass, field

from cadres.rules.age import AgeBoundary, AgeRule
from portal.rules.figures_text import percent_text
from reports.board import Board, Figure

LEAD = "干部队伍更加专业化。"
_NAMED = (
    ("CAD-05.five_side", "五方面人员"),
    ("CAD-05.three_side", "三方面人员"),
    ("CAD-05.institution_transfer", "事业编调任人员"),
)
_YOUNG = (("CAD-05.township_young", "乡镇"), ("CAD-05.city_county_unit_young", "市县直单位"))
_OTHERS = ("CAD-05.retained", "CAD-05.exchanged", "CAD-05.other")


@dataclass
class Paragraph:
    """The text, the figures printed in it, what was left out and why, and which figures may not be published yet."""

    text: str = ""
    used: list[Figure] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    marked: bool = False

    @property
    def red(self) -> list[Figure]:
        """Printed figures with more facts missing than the office allows: not to be published without a reason."""
        return [figure for figure in self.used if figure.level == "red"]

    @property
    def amber(self) -> list[Figure]:
        """Printed figures with some facts missing."""
        return [figure for figure in self.used if figure.level == "amber"]


def team_paragraph(board: Board, *, marked: bool = False) -> Paragraph:
    """The paragraph of the board's unit and day; `marked` puts （待核） behind every share with too much missing."""
    paragraph = Paragraph(marked=marked)
    sentences = [_turnover(board, paragraph), _structure(board, paragraph)]
    paragraph.text = "".join(sentence for sentence in sentences if sentence)
    return paragraph


def _turnover(board: Board, paragraph: Paragraph) -> str:
    figure = board.figure("CAD-01")
    if not figure.denominator:
        paragraph.left_out.append("换届完成情况：没有登记换届，未写入。")
        return ""
    done, townships = figure.numerator, figure.denominator
    if not done:
        paragraph.left_out.append(f"换届完成情况：本次换届的{townships}个乡镇尚无完成的，未写入。")
        return ""
    paragraph.used.append(figure)
    result = "科学有序完成了乡镇领导班子换届。" if done == townships else f"{townships}个乡镇中已有{done}个完成领导班子换届。"
    return "坚持因地配人、因事择人，" + result


def _structure(board: Board, paragraph: Paragraph) -> str:
    rules = board.question.rules
    clauses = [
        _share(board, paragraph, "CAD-02", "学历结构上，全日制大学及以上学历人员占比"),
        _share(board, paragraph, "CAD-03", f"经历结构上，具有{_long(rules.township.months_required)}以上乡镇工作经历的人员占比"),
        _share(board, paragraph, "CAD-04", f"年龄结构上，{_limit(rules.age('young_age'))}年轻干部占比", _cut_off(board)),
        _composition(board, paragraph),
    ]
    clauses = [clause for clause in clauses if clause]
    return "；".join(clauses) + "。" if clauses else ""


def _share(board: Board, paragraph: Paragraph, identity: str, words: str, beside: str = "") -> str:
    figure = board.figure(identity)
    if not figure.denominator:
        paragraph.left_out.append(f"{figure.indicator.title}：没有统计对象，未写入。")
        return ""
    paragraph.used.append(figure)
    doubt = "（待核）" if paragraph.marked and figure.level == "red" else ""
    return words + percent_text(figure.numerator, figure.denominator, board.question.rules.digits) + doubt + beside


def _long(months: int) -> str:
    """2年 for 24 months; the rule may ask for another time."""
    return f"{months}个月" if months % 12 else f"{months // 12}年"


def _limit(rule: AgeRule) -> str:
    return f"{rule.threshold}岁" + ("左右" if rule.boundary == AgeBoundary.AROUND else "以下")


def _cut_off(board: Board) -> str:
    return f"（{board.question.rules.cut_off_text('young_age')}）"


def _composition(board: Board, paragraph: Paragraph) -> str:
    named = [(identity, words) for identity, words in _NAMED if board.figure(identity).numerator]
    young = [(identity, words) for identity, words in _YOUNG if board.figure(identity).numerator]
    for identity, words in (*_NAMED[:1], *_NAMED[2:], *((one, f"{place}优秀年轻干部") for one, place in _YOUNG)):
        if not board.figure(identity).numerator:
            paragraph.left_out.append(f"人员构成中没有“{words}”，未写入。")
    words = [one for _identity, one in named]
    if young:
        words.append("和".join(one for _identity, one in young) + "优秀年轻干部")
    if not words:
        return ""
    paragraph.used += [board.figure(identity) for identity, _words in (*named, *young)]
    more = any(board.figure(identity).numerator for identity in _OTHERS)
    return "人员构成上，涵盖" + "、".join(words) + ("等" if more or len(words) > 1 else "")
