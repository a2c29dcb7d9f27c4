"""The shape of what a subject tells of a village."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models.expressions import BaseExpression

from portal.rules.unit_kinds import UnitKind
from reports.records.question import RecordQuestion
from reports.records.source import SourceColumn

VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class VillageFact:
    """One column of the villages' rows; `expression(question)` is judged on the question's day, over `Unit`."""

    column: SourceColumn
    expression: Callable[[RecordQuestion], BaseExpression]
