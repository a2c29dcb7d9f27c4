"""Producing papers; each one made is an event of the audit trail."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from portal import audit
from portal.queries.units import root_unit
from reports.board import Board
from reports.board import board as board_of_team
from reports.documents.filling import Answers, FilledReport, fill
from reports.documents.full_report import full_report
from reports.documents.team_paragraph import Paragraph, team_paragraph
from reports.documents.team_report import team_report
from reports.documents.template import template
from reports.populations import latest_round
from reports.queries.report_words import report_words
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import record_indicators
from reports.records.question import RecordQuestion


def office_name() -> str:
    """The office that signs: the county's, also for a paper about one township, which has none of its own."""
    county = root_unit()
    return f"中共{county.name}委组织部" if county else ""


@transaction.atomic
def produce_team_report(
    *, board: Board, dated: datetime.date, by, office: str = "", reason: str = ""
) -> tuple[bytes, Paragraph]:
    """The .docx of the team paragraph and what it says.

    `dated` is the day printed under the text. `reason` lets figures through that lack more facts than the
    office allows; it is printed in the annex and kept in the audit trail.
    """
    office = office or office_name()
    content, paragraph = team_report(board, office=office, dated=dated, reason=reason)
    audit.record(
        "report.produced",
        by=by,
        target=board.question.unit,
        detail={
            "as_of": board.question.as_of.isoformat(),
            "population": board.question.population,
            "figures": {one.indicator.id: [one.numerator, one.denominator, one.missing] for one in paragraph.used},
            "reason": reason,
        },
    )
    return content, paragraph


@dataclass(frozen=True)
class ReportDraft:
    """A report filled but not yet a paper: its text, the sentences on teams, and the question of each figure."""

    filled: FilledReport
    team: Board | None
    paragraph: Paragraph | None
    questions: dict[str, RecordQuestion]

    @property
    def red(self) -> list[str]:
        """Titles of the printed figures with more facts missing than the office allows."""
        of_team = self.paragraph.red if self.paragraph else []
        return [figure.indicator.title for figure in (*of_team, *self.filled.red)]


def draft_report(*, question: RecordQuestion, name: str = "rural_revitalisation", marked: bool = True) -> ReportDraft:
    """The report of a unit and a day with every slot filled from records; raises FigureProblem.

    `marked` puts （待核） behind figures with too much missing. The teams are those of the latest turnover round by
    the day, or those in office where there was none.
    """
    told = template(name)
    begins = dict(told.since)
    by_rule: dict[str, list] = {}
    for identity in told.figures:
        if identity in record_indicators():
            one = record_indicators()[identity]
            by_rule.setdefault(begins.get(one.family, ""), []).append(one)
    figures, questions = {}, {}
    for key, wanted in by_rule.items():
        asked = _begun(question, key)
        board = record_board(asked, wanted)
        figures |= {one.id: board.figure(one.id) for one in wanted}
        questions |= {one.id: asked for one in wanted}
    round = latest_round(question.as_of)
    team = board_of_team(
        population="slate" if round else "team", as_of=question.as_of, unit=question.unit, round=round
    )  # fmt: skip
    paragraph = team_paragraph(team, marked=marked) if team.counts[None].get("people") else None
    words = report_words(question, _begun(question, begins.get("RNK-02", "")).since)
    words[("team", "paragraph")] = paragraph.text if paragraph else ""
    digits = int(question.rules["percent_digits"])
    filled = fill(told, Answers(figures, words, digits, marked))
    return ReportDraft(filled, team, paragraph, questions)


@transaction.atomic
def produce_report(
    *, question: RecordQuestion, dated: datetime.date, by, office: str = "", reason: str = ""
) -> tuple[bytes, ReportDraft]:
    """The .docx of the whole report and what it says.

    `dated` is the day printed under the text. `reason` lets figures through that lack more facts than the office
    allows; it is printed in the annex and kept in the audit trail. Raises FigureProblem.
    """
    draft = draft_report(question=question, marked=not reason)
    content = full_report(
        draft.filled, draft.team, draft.paragraph, draft.questions, office=office or office_name(), dated=dated,
        reason=reason,
    )  # fmt: skip
    audit.record(
        "report.produced", by=by, target=question.unit,
        detail={
            "as_of": question.as_of.isoformat(), "paper": "rural_revitalisation", "reason": reason,
            "figures": {one.indicator.id: [str(one.numerator), str(one.denominator), one.missing] for one in draft.filled.used},
        },
    )  # fmt: skip
    return content, draft


def _begun(question: RecordQuestion, key: str) -> RecordQuestion:
    """The same question with another beginning, by the rule that says which."""
    if not key:
        return question
    return ask_records(
        unit=question.unit, as_of=question.as_of, since=datetime.date.fromisoformat(question.rules[key])
    )
