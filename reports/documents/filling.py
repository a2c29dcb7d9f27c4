"""A report's template filled with figures: the sentences that stand, what each number is, and what was left out and why."""

from dataclasses import dataclass, field
from decimal import Decimal

from portal.rules.figures_text import FigureForm, count_text, percent_text
from reports.documents.template import Clause, Slot, Template
from reports.records.counting import SCALE, RecordFigure, plain


@dataclass(frozen=True)
class Answers:
    """What the slots are filled from: figures over records by id, and words by (kind, key); an empty word has none."""

    figures: dict[str, RecordFigure]
    words: dict[tuple[str, str], str]
    digits: int
    marked: bool = False


@dataclass
class FilledParagraph:
    """A paragraph as it will be printed."""

    lead: str
    text: str


@dataclass
class FilledSection:
    """A heading with its paragraphs."""

    heading: str
    level: int
    paragraphs: list[FilledParagraph]


@dataclass
class FilledReport:
    """The whole text; `used` are the figures printed, in order, `left_out` what is not there and why."""

    title: str = ""
    recipient: str = ""
    opening: str = ""
    closing: str = ""
    sections: list[FilledSection] = field(default_factory=list)
    used: list[RecordFigure] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def red(self) -> list[RecordFigure]:
        """Printed figures with more columns missing than the office allows."""
        return [figure for figure in self.used if figure.level == "red"]


def fill(template: Template, answers: Answers) -> FilledReport:
    """The report; a clause with an empty slot, or whose claim is not true, is left out and said."""
    report = FilledReport(recipient=template.recipient, closing=template.closing)
    report.title = _clause(template.title, answers, report) or ""
    report.opening = _clause(template.opening, answers, report) or ""
    for section in template.sections:
        filled = FilledSection(section.heading, section.level, [])
        for paragraph in section.paragraphs:
            text = "".join(_sentence(clauses, answers, report) for clauses in paragraph.sentences)
            if text:
                filled.paragraphs.append(FilledParagraph(paragraph.lead, text))
            elif paragraph.lead:
                report.left_out.append(f"“{paragraph.lead.rstrip('。')}”一段没有可写入的内容。")
        report.sections.append(filled)
    return report


def _sentence(clauses: tuple[Clause, ...], answers: Answers, report: FilledReport) -> str:
    texts = [text for text in (_clause(one, answers, report) for one in clauses) if text]
    if not texts:
        return ""
    text = "，".join(texts)
    return text if text.endswith(("。", "！", "？")) else text + "。"


def _clause(clause: Clause, answers: Answers, report: FilledReport) -> str | None:
    if clause.only_if and not _true(clause.only_if, answers):
        report.left_out.append(f"“{_raw(clause)}”：{clause.only_if[0]}不支持这一说法，未写入。")
        return None
    filled, used = [], []
    for part in clause.parts:
        if isinstance(part, str):
            filled.append(part)
            continue
        text = _slot(part, answers)
        if not text:
            report.left_out.append(f"“{_raw(clause)}”：{_lacks(part, answers)}，未写入。")
            return None
        filled.append(text)
        if part.kind == "figure":
            used.append(answers.figures[part.key])
    report.used += [figure for figure in used if figure not in report.used]
    return "".join(filled)


def _slot(slot: Slot, answers: Answers) -> str:
    if slot.kind != "figure":
        return answers.words.get((slot.kind, slot.key), "")
    figure = answers.figures.get(slot.key)
    if figure is None or figure.value is None or not figure.numerator:
        return ""
    doubt = "（待核）" if answers.marked and figure.level == "red" else ""
    return _printed(slot, figure, answers.digits) + doubt


def _printed(slot: Slot, figure: RecordFigure, digits: int) -> str:
    one = figure.indicator
    if one.percent:
        numerator = abs(figure.numerator) if slot.form == "fall" else figure.numerator
        unit = {"people": "人"}.get(one.measure.kind, "")
        return percent_text(int(numerator * SCALE), int(figure.denominator * SCALE), digits) if figure.denominator >= 10 else (
            _small(numerator, figure.denominator, digits, unit)
        )  # fmt: skip
    unit = slot.unit or one.unit
    whole = figure.numerator == figure.numerator.to_integral_value() and figure.denominator is None
    if slot.form in ("more", "odd", "nearly") and whole:
        return count_text(int(figure.numerator), FigureForm(slot.form), unit)
    return figure.value + ("" if slot.form == "number" else unit)


def _small(numerator: Decimal, denominator: Decimal, digits: int, unit: str) -> str:
    """A share of fewer than ten with the counts beside it, as the rendering rules want."""
    share = percent_text(int(numerator * SCALE), int(denominator * SCALE), digits)
    return f"{share}（{plain(numerator)}/{plain(denominator)}{unit}）"


def _true(only_if: tuple[str, str, int], answers: Answers) -> bool:
    identity, sign, bound = only_if
    figure = answers.figures.get(identity)
    if figure is None or figure.value is None:
        return False
    value = Decimal(figure.value)
    return value < bound if sign == "<" else value >= bound


def _raw(clause: Clause) -> str:
    return "".join("…" if isinstance(part, Slot) else part for part in clause.parts)


def _lacks(slot: Slot, answers: Answers) -> str:
    if slot.kind == "story":
        return "没有审定的典型案例"
    if slot.kind != "figure":
        return "没有登记所需名称或内容"
    figure = answers.figures.get(slot.key)
    title = figure.indicator.title if figure else slot.key
    return f"“{title}”没有记录" if figure is None or not figure.asked else f"“{title}”为零"
