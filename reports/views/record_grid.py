"""The county as a grid: every township a row, every village a tile in the step of a chosen figure."""

from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from reports.history import as_known
from reports.presenters.record_grid import grid as grid_of
from reports.presenters.records import record_line
from reports.queries.villages import villages_on
from reports.records.counting import record_board
from reports.records.definition import record_indicators
from reports.views.asking_records import answers_problems, asked_records, one_record_indicator, right_of

FIRST = "GOV-01"


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
@answers_problems
def grid(request):
    """One figure of all villages, counted in one statement, with its table beneath."""
    known = record_indicators()
    asked = asked_records(request)
    one = one_record_indicator(request.GET.get("indicator") or (FIRST if FIRST in known else next(iter(known), "")))
    question = replace(asked.question, by_unit=True)
    visible = Unit.objects.visible_to(request.user).under(asked.unit)
    with as_known(asked.known_at):
        board = record_board(question, [one])
        spans = list(villages_on(visible, question.as_of))
    chapters: dict[str, list] = {}
    for each in known.values():
        chapters.setdefault(each.chapter, []).append(each)
    may_open = request.user.can(right_of(one.source))
    context = {
        "title": _("%(unit)s分布图：%(what)s") % {"unit": asked.unit.name, "what": one.title}, "asked": asked,
        "indicator": one, "chapters": chapters, "line": record_line(board.figure(one.id), asked.words).led(may_open),
        **grid_of(board, one, spans, asked.words, may_open),
    }  # fmt: skip
    return render(request, "reports/record_grid.html", context)
