"""Standard tables over REST: their list, each with what every cell rests on, and each as .xlsx."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from portal.api import shapes
from portal.api.downloads import FILE, AnyAccept
from portal.api.endpoint import Endpoint
from portal.api.fields import Text
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.queries.rules import RuleMissing
from portal.rules.roles import Permission
from reports.api.figures import refused
from reports.api.questions import AS_OF, UNIT, unit_of
from reports.populations import Question, ask
from reports.presenters.tables import chosen_of, table_workbook
from reports.problems import FigureProblem
from reports.tables.catalogue import TABLES
from reports.tables.grid import Cell, Grid, StandardTable

_TABLE = shapes.record(name=shapes.TEXT, title=shapes.TEXT, subject=shapes.TEXT, purpose=shapes.TEXT)
_PARAMETERS = (UNIT, AS_OF, Text("choice", _("表中可选的一项，如晋升批次编号；默认第一项"), longest=40))


class Tables(Endpoint):
    """The tables the account may open."""

    required_permission = Permission.VIEW_FIGURES
    says = {"GET": _("标准表目录。")}
    answers = {"GET": shapes.many(_TABLE)}

    def get(self, request):
        return Response(
            [
                {"name": one.name, "title": one.title, "subject": one.subject, "purpose": one.purpose}
                for one in TABLES.values()
                if request.user.can(one.right)
            ]
        )


class OneTable(Endpoint):
    """The lines of a table; people by their numbers and the records behind a cell for whoever may see records."""

    required_permission = Permission.VIEW_FIGURES
    parameters = _PARAMETERS
    says = {"GET": _("某机构某日的一张标准表，每格附所计人员和所依据的记录。")}
    answers = {
        "GET": shapes.record(
            name=shapes.TEXT, title=shapes.TEXT, unit=shapes.TEXT, as_of=shapes.DAY, choice=shapes.TEXT,
            choices=shapes.many(shapes.ANYTHING), columns=shapes.many(shapes.ANYTHING), lines=shapes.many(shapes.ANYTHING),
            basis=shapes.many(shapes.TEXT),
        )
    }  # fmt: skip

    def get(self, request, name: str):
        table, question, choice, grid = _filled(request.user, name, self.query)
        with_people = request.user.can(Permission.VIEW_RECORDS)
        if with_people:
            detail = {"table": name, "as_of": str(question.as_of), "lines": len(grid.lines)}
            record("figure.people_viewed", by=request.user, target=question.unit, detail=detail)
        return Response(
            {
                "name": table.name, "title": table.title, "unit": question.unit.code, "as_of": question.as_of,
                "choice": choice, "basis": list(grid.basis),
                "choices": [
                    {"code": code, "label": label} for code, label in (table.choices(question) if table.choices else ())
                ],
                "columns": [{"key": one.key, "groups": list(one.groups), "head": one.head} for one in grid.heads],
                "lines": [
                    {
                        "key": line.key, "labels": list(line.labels), "weight": line.weight,
                        "cells": [_cell(cell, with_people) for cell in line.cells],
                    }
                    for line in grid.lines
                ],
            }
        )  # fmt: skip


class TableFile(Endpoint):
    """The same table laid out as it is printed."""

    content_negotiation_class = AnyAccept
    is_export = True
    required_permission = {"GET": Permission.EXPORT_RECORDS}
    parameters = _PARAMETERS
    says = {"GET": _("标准表(.xlsx)。")}
    answers = {"GET": (200, XLSX, FILE)}

    def get(self, request, name: str):
        table, question, _choice, grid = _filled(request.user, name, self.query)
        content = table_workbook(table, question, grid, request.user, timezone.localdate())
        detail = {"table": name, "as_of": str(question.as_of)}
        record("figure.table_exported", by=request.user, target=question.unit, detail=detail)
        return sent(content, XLSX, f"{table.title}-{question.as_of}.xlsx")


def _filled(user, name: str, query: dict) -> tuple[StandardTable, Question, str, Grid]:
    """The table, its question, the choice and the lines; raises Http404 for a name there is not, Problem 400."""
    table = TABLES.get(name)
    if table is None or not user.can(table.right):
        raise Http404
    unit = unit_of(query["unit"], user)
    try:
        question = ask(population="team", as_of=query["as_of"] or timezone.localdate(), unit=unit)
        choice = chosen_of(table, question, query["choice"] or "")
        return table, question, choice, table.fill(question, choice)
    except FigureProblem as problem:
        raise refused(problem) from problem
    except RuleMissing as problem:
        raise refused(FigureProblem(str(problem))) from problem


def _cell(cell: Cell, with_people: bool) -> dict:
    if not with_people:
        return {"text": cell.text}
    return {
        "text": cell.text, "people": None if cell.people is None else list(cell.people),
        "records": [{"label": one.label, "value": one.value, "detail": one.detail} for one in cell.records],
    }  # fmt: skip
