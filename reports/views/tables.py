"""Standard tables of township teams: on a page where every cell leads to its people, and as a workbook."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.audit import record
from portal.rules.roles import Permission
from reports.exporting.standard_table import write_standard_table
from reports.figures import FigureProblem
from reports.populations import ask
from reports.presenters.figures import address
from reports.tables.team_tables import TABLES, TableLine, TeamTable, table_lines
from reports.views.asking import Asked, asked, township_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.VIEW_FIGURES)
@require_safe
def table(request, name):
    """The table of a unit and a day."""
    chosen, question = _table(name), asked(request)
    context = _context(chosen, question)
    try:
        lines, _people = _lines(chosen, question)
    except FigureProblem as problem:
        return render(request, "reports/table.html", context | {"problem": str(problem)}, status=400)
    context |= {
        "groups": _groups(chosen), "lines": [_shown(chosen, line, question) for line in lines],
        "columns": chosen.columns, "export_href": address(reverse("figures:table-export", args=[name]), question.words)
        if request.user.can(Permission.EXPORT_RECORDS) else "",
    }  # fmt: skip
    return render(request, "reports/table.html", context)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_RECORDS)
@require_safe
def cell(request, name):
    """The people who stand in one cell."""
    chosen, question, township = _table(name), asked(request), township_of(request)
    try:
        column = chosen.column(request.GET.get("column", ""))
        lines, people = _lines(chosen, question)
    except (KeyError, FigureProblem) as problem:
        raise Http404 from problem
    wanted = next((line for line in lines if line.unit == township), None)
    if wanted is None or column.key not in wanted.people:
        raise Http404
    found = [people[number] for number in wanted.people[column.key]]
    record(
        "figure.people_viewed", by=request.user, target=question.unit,
        detail={"table": name, "column": column.key, "as_of": str(question.as_of), "rows": len(found)},
    )  # fmt: skip
    context = _context(chosen, question) | {
        "title": f"{column.group}：{column.head}", "table_title": chosen.title, "people": found,
        "place": township.name if township else _("合计"),
        "table_href": address(reverse("figures:table", args=[name]), question.words),
    }
    return render(request, "reports/table_cell.html", context)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request, name):
    """The table as .xlsx; the export is recorded."""
    chosen, question = _table(name), asked(request)
    try:
        lines, _people = _lines(chosen, question)
    except FigureProblem as problem:
        return HttpResponse(str(problem), status=400, content_type="text/plain; charset=utf-8")
    content = write_standard_table(
        title=chosen.title, note=_("%(unit)s 截至%(day)s") % {"unit": question.unit.name, "day": question.as_of},
        groups=[(group["label"], group["heads"]) for group in _groups(chosen)],
        lines=[[line.unit.name if line.unit else _("合计"), *line.cells] for line in lines],
    )  # fmt: skip
    record("figure.table_exported", by=request.user, target=question.unit, detail={"table": name, "as_of": str(question.as_of)})
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{chosen.title}-{question.as_of}.xlsx")
    return response


def _table(name: str) -> TeamTable:
    try:
        return TABLES[name]
    except KeyError:
        raise Http404 from None


def _lines(chosen: TeamTable, question: Asked):
    return table_lines(chosen, ask(population="team", as_of=question.as_of, unit=question.unit))


def _context(chosen: TeamTable, question: Asked) -> dict:
    return {
        "title": chosen.title, "asked": question, "name": chosen.name,
        "board_href": address(reverse("figures:board"), question.words),
        "switch": [
            {"label": one.title, "now": one is chosen, "href": address(reverse("figures:table", args=[one.name]), question.words)}
            for one in TABLES.values()
        ],
    }  # fmt: skip


def _groups(chosen: TeamTable) -> list[dict]:
    grouped = groupby(chosen.columns, key=lambda column: column.group)
    return [{"label": label, "heads": [column.head for column in columns]} for label, columns in grouped]


def _shown(chosen: TeamTable, line: TableLine, question: Asked) -> dict:
    words = question.words | ({"township": line.unit.code} if line.unit else {})
    path = reverse("figures:table-cell", args=[chosen.name])
    return {
        "unit": line.unit,
        "cells": [
            {"text": text, "href": address(path, words, column=column.key) if column.test else ""}
            for column, text in zip(chosen.columns, line.cells, strict=True)
        ],
    }
