"""Producing papers; each one made is an event of the audit trail."""

import datetime

from django.db import transaction

from portal import audit
from portal.queries.units import root_unit
from reports.board import Board
from reports.documents.team_paragraph import Paragraph
from reports.documents.team_report import team_report


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
