"""Standard tables: their list, each on a page where every cell leads to what it rests on, and as a workbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.queries.rules import RuleMissing
from portal.rules.roles import Permission
from reports.figures import FigureProblem
from reports.populations import Question, ask
from reports.presenters.figures import address
from reports.presenters.tables import (
    cell_people,
    chosen_of,
    head_rows,
    label_width,
    line_rows,
    table_workbook,
)
from reports.tables.catalogue import TABLES
from reports.tables.grid import StandardTable
from reports.views.asking import Asked, asked


@requires(Permission.VIEW_FIGURES)
@require_safe
def index(request):
    """Every standard table the account may open, by subject, with a unit and a day for all of them."""
    question = asked(request)
    subjects: dict[str, list] = {}
    for one in TABLES.values():
        if request.user.can(one.right):
            subjects.setdefault(one.subject, []).append({"table": one, **_addresses(one, question.words, request.user)})
    context = {"title": _("标准表"), "asked": question, "subjects": subjects.items()}
    return render(request, "reports/tables.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
def table(request, name):
    """The table of a unit and a day."""
    chosen, question = _table(request, name), asked(request)
    context = _context(chosen, question)
    try:
        asking = _question(question)
        choice = chosen_of(chosen, asking, request.GET.get("choice", ""))
        grid = chosen.fill(asking, choice)
    except (FigureProblem, RuleMissing) as problem:
        return render(request, "reports/table.html", context | {"problem": str(problem)}, status=400)
    if chosen.right == Permission.VIEW_RECORDS:  # it names people
        detail = {"table": name, "as_of": str(question.as_of), "choice": choice, "rows": len(grid.lines)}
        record("figure.people_viewed", by=request.user, target=question.unit, detail=detail)
    words = _words(chosen, question, choice)
    may_open = request.user.can(chosen.opens)
    context |= {
        "grid": grid, "head_rows": head_rows(grid), "choice": choice, "labels": label_width(grid),
        "choices": chosen.choices(asking) if chosen.choices else (),
        "lines": line_rows(grid, chosen.name, words) if may_open else line_rows(grid, chosen.name, None),
        **_addresses(chosen, words, request.user),
    }  # fmt: skip
    return render(request, "reports/table.html", context)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_RECORDS)
@require_safe
def cell(request, name):
    """What one cell rests on: the people counted, and the records of the approved numbers or of the requirements."""
    chosen, question = _table(request, name), asked(request)
    try:
        asking = _question(question)
        choice = chosen_of(chosen, asking, request.GET.get("choice", ""))
        line, head, found = chosen.fill(asking, choice).cell(request.GET.get("line", ""), request.GET.get("column", ""))
    except (KeyError, FigureProblem, RuleMissing) as problem:
        raise Http404 from problem
    if not found.leads:
        raise Http404
    people, more = cell_people(found, question.as_of)
    record(
        "figure.people_viewed", by=request.user, target=question.unit,
        detail={"table": name, "column": head.key, "line": line.key, "as_of": str(question.as_of), "rows": len(people)},
    )  # fmt: skip
    context = _context(chosen, question) | {
        "title": head.words, "table_title": chosen.title, "people": people, "more": more, "cell": found,
        "place": " ".join(filter(None, line.labels)),
        "table_href": address(reverse("figures:table", args=[name]), _words(chosen, question, choice)),
        "records": [(one, reverse(one.page[0], args=one.page[1]) if one.page[0] else "") for one in found.records],
    }  # fmt: skip
    return render(request, "reports/table_cell.html", context)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request, name):
    """The table as .xlsx; the export is recorded."""
    chosen, question = _table(request, name), asked(request)
    try:
        asking = _question(question)
        grid = chosen.fill(asking, chosen_of(chosen, asking, request.GET.get("choice", "")))
    except (FigureProblem, RuleMissing) as problem:
        return HttpResponse(str(problem), status=400, content_type="text/plain; charset=utf-8")
    content = table_workbook(chosen, asking, grid, request.user, timezone.localdate())
    record(
        "figure.table_exported",
        by=request.user,
        target=question.unit,
        detail={"table": name, "as_of": str(question.as_of)},
    )
    return sent(content, XLSX, f"{chosen.title}-{question.as_of}.xlsx")


def _table(request, name: str) -> StandardTable:
    found = TABLES.get(name)
    if found is None or not request.user.can(found.right):
        raise Http404
    return found


def _question(question: Asked) -> Question:
    return ask(population="team", as_of=question.as_of, unit=question.unit)


def _words(chosen: StandardTable, question: Asked, choice: str) -> dict:
    return question.words | ({"choice": choice} if chosen.choices else {})


def _addresses(chosen: StandardTable, words: dict, user) -> dict:
    return {
        "href": address(reverse("figures:table", args=[chosen.name]), words),
        "export_href": address(reverse("figures:table-export", args=[chosen.name]), words)
        if user.can(Permission.EXPORT_RECORDS) else "",
    }  # fmt: skip


def _context(chosen: StandardTable, question: Asked) -> dict:
    return {
        "title": chosen.title, "asked": question, "table": chosen,
        "tables_href": address(reverse("figures:tables"), question.words),
    }  # fmt: skip
