"""The .docx of the team paragraph: the text as an official paper and a table that proves every figure of it."""

import datetime

from portal.office import official_paper as paper_of
from portal.rules.figures_text import DASH
from portal.rules.unit_kinds import TOWNSHIP_ORGANS
from reports.board import Board, Figure
from reports.documents.team_paragraph import LEAD, Paragraph, team_paragraph

_HEADS = ["序号", "指标", "数值", "分子／分母", "基准日", "统计口径", "缺数据"]
_WIDTHS = [11, 42, 20, 26, 26, 95, 20]
_UNITS = {"percent": "%", "persons": "人", "years": "岁", "townships": "个"}


def chinese_day(day: datetime.date) -> str:
    """The day as official papers write it: 2026年6月30日, no leading noughts."""
    return f"{day.year}年{day.month}月{day.day}日"


def team_report(board: Board, *, office: str, dated: datetime.date, reason: str = "") -> tuple[bytes, Paragraph]:
    """The document and what it says; `reason` is why figures with too many missing facts are published all the same.

    Without a reason such a figure is followed by （待核） in the text, so that a draft cannot pass as final.
    """
    paragraph = team_paragraph(board, marked=not reason)
    paper = paper_of.new_paper()
    unit = board.question.unit
    teams = "领导班子" if unit.kind in TOWNSHIP_ORGANS else "乡镇领导班子"
    paper_of.title(paper, f"{unit.name}{teams}建设情况")
    paper_of.heading(paper, "（一）建强县乡领导班子和干部队伍方面", level=2)
    paper_of.body(paper, paragraph.text or "（没有可以写入的数据，原因见附件。）", lead=LEAD)
    if paragraph.red and not reason:
        titles = "、".join(f"“{figure.indicator.title}”" for figure in paragraph.red)
        paper_of.body(paper, f"（待核：{titles}缺少数据的人数超过规定比例，补齐前不得对外使用。）")
    paper_of.attachment_note(paper, ["数据说明"])
    paper_of.signature(paper, office, chinese_day(dated))
    paper_of.attachment(paper, "附件", "数据说明", landscape=True)
    paper_of.table(paper, _HEADS, _rows(board), _WIDTHS)
    for line in _notes(board, paragraph, reason):
        paper_of.body(paper, line)
    return paper_of.as_bytes(paper), paragraph


def _rows(board: Board) -> list[list[str]]:
    return [board_row(number, board, figure) for number, figure in enumerate(board.figures, 1)]


def board_row(number: int, board: Board, figure: Figure) -> list[str]:
    """One figure of the board as a row of the annex."""
    one = figure.indicator
    value = DASH if figure.value is None else f"{figure.value}{_UNITS.get(one.unit, '')}"
    return [
        str(number), f"{one.id} {one.title}", value, f"{figure.numerator}／{figure.denominator}",
        chinese_day(board.question.as_of), f"{one.numerator_text}。{_rule_text(board, one)}依据：{one.basis}"
        + ("" if one.verified else "（未核实）") + f"。第{one.version}版", f"{figure.missing}人" if figure.missing else "无",
    ]  # fmt: skip


def _rule_text(board: Board, one) -> str:
    keys = [key for key in one.rules if key.endswith("_age")]
    return "".join(f"界限：{board.question.rules.cut_off_text(key)}。" for key in keys)


def _notes(board: Board, paragraph: Paragraph, reason: str) -> list[str]:
    question = board.question
    lines = [
        f"人群：{'换届当选的班子成员（' + question.round.name + '）' if question.round else '乡镇领导班子成员'}，"
        f"统计单位：{question.unit.name}。百分数按分子、分母整数四舍五入；缺数据的人计入分母、不计入分子。"
    ]
    if reason:
        lines.append(f"缺数据超过规定比例的指标经说明后使用，理由：{reason}")
    return lines + [f"未写入正文：{text}" for text in paragraph.left_out]
