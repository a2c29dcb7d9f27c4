"""The .docx of a filled report: an official paper, and the table that proves every figure of it."""

import datetime

from portal.office import official_paper as paper_of
from portal.rules.figures_text import DASH
from reports.board import Board
from reports.documents.filling import FilledReport
from reports.documents.team_paragraph import Paragraph
from reports.documents.team_report import board_row, chinese_day
from reports.records.counting import RecordFigure, plain
from reports.records.question import PERIODS, RecordQuestion

_HEADS = ["序号", "指标", "数值", "分子／分母", "期间", "统计口径", "缺数据"]
_WIDTHS = [11, 42, 20, 26, 32, 89, 20]


def full_report(
    report: FilledReport, team: Board | None, paragraph: Paragraph | None, begun: dict[str, RecordQuestion], *,
    office: str, dated: datetime.date, reason: str = "",
) -> bytes:  # fmt: skip
    """The document; `begun` holds for each figure the question it answers, `reason` why incomplete ones stand."""
    paper = paper_of.new_paper()
    paper_of.title(paper, report.title)
    paper_of.recipient(paper, report.recipient)
    paper_of.body(paper, report.opening)
    for section in report.sections:
        paper_of.heading(paper, section.heading, level=section.level)
        for one in section.paragraphs:
            paper_of.body(paper, one.text, lead=one.lead)
    paper_of.body(paper, report.closing)
    paper_of.attachment_note(paper, ["数据说明"])
    paper_of.signature(paper, office, chinese_day(dated))
    paper_of.attachment(paper, "附件", "数据说明", landscape=True)
    rows = [board_row(number, team, figure) for number, figure in enumerate(paragraph.used, 1)] if paragraph else []
    rows += [_row(number, figure, begun) for number, figure in enumerate(report.used, len(rows) + 1)]
    paper_of.table(paper, _HEADS, rows, _WIDTHS)
    if reason:
        paper_of.body(paper, f"缺数据超过规定比例的指标经说明后使用，理由：{reason}")
    for text in (*(paragraph.left_out if paragraph else ()), *report.left_out):
        paper_of.body(paper, f"未写入正文：{text}")
    return paper_of.as_bytes(paper)


def _row(number: int, figure: RecordFigure, begun: dict[str, RecordQuestion]) -> list[str]:
    one, question = figure.indicator, begun[figure.indicator.id]
    value = DASH if figure.value is None else figure.value + ("%" if one.percent else one.unit)
    sides = plain(figure.numerator) + ("" if figure.denominator is None else f"／{plain(figure.denominator)}")
    wording = f"{one.numerator_text}。" + (f"分母：{one.denominator_text}。" if one.denominator_text else "")
    return [
        str(number), f"{one.id} {one.title}", value, sides, _period(one, question),
        f"{wording}依据：{one.basis}" + ("" if one.verified else "（未核实）") + f"。第{one.version}版",
        f"{figure.missing}条" if figure.missing else "无",
    ]  # fmt: skip


def _period(one, question: RecordQuestion) -> str:
    first, last = question.span(one.period)
    if one.period == "as_of" or not one.source.day:
        return chinese_day(question.as_of)
    return f"{PERIODS[one.period]}（{chinese_day(first)}—{chinese_day(last)}）"
