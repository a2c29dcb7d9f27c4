"""Pages about villages and communities: all of them by township, and everything about one."""

import datetime

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from branches.models import PartyOrganization
from portal.access import requires
from portal.models import Unit
from portal.registers.owned import OwnedTable, owned_tables
from portal.rules.roles import Permission
from portal.views.days import as_of_day
from reports.presenters.figures import address
from reports.presenters.records import record_line
from reports.presenters.village_events import disputes_by_month, events, lane_counts
from reports.presenters.village_timeline import village_timeline
from reports.problems import FigureProblem
from reports.queries.villages import member_count, organizations_of, villages_on
from reports.records.asking import ask_records
from reports.records.counting import record_board
from reports.records.definition import chapters as order_of_chapters
from reports.records.definition import record_indicators
from reports.sources.village_facts import VILLAGES
from reports.views.asking_records import right_of

YEARS = 3
MOST_OF_CHAPTER = 6
MOST_OF_REGISTER = 5


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def villages(request):
    """The villages and communities of the day by township, those a search finds."""
    day, text = as_of_day(request), request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = list(villages_on(Unit.objects.visible_to(request.user), day, text))
    context = {"title": _("村（社区）"), "as_of": day, "q": text, "villages": found}
    return render(request, "reports/villages.html", context)


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def village(request, pk):
    """One village as of a day: organizations, members, what happened in three years, figures, its registers."""
    visible = Unit.objects.visible_to(request.user).select_related("township")
    unit, day = get_object_or_404(visible, pk=pk, kind__in=VILLAGES), as_of_day(request)
    first = datetime.date(day.year - YEARS + 1, 1, 1)
    found, disputes = events(unit, first, day, request.user), disputes_by_month(unit, first, day, request.user)
    context = {
        "title": unit.name, "unit": unit, "as_of": day, "first": first,
        "organizations": list(organizations_of(unit, day)), "members": member_count(unit, day),
        "events": found, "timeline": village_timeline(found, disputes, first, day),
        "years": _("%(year)d年以来的大事") % {"year": first.year},
        "lanes": lane_counts(found, disputes), "tables": _tables(unit, request.user),
    }  # fmt: skip
    if request.user.can(Permission.VIEW_FIGURES):
        context |= _figures(unit, day, request.user)
    return render(request, "reports/village.html", context)


def _tables(unit: Unit, user) -> list[OwnedTable]:
    """The village's own registers; what is about cadres stands here only while it holds something of the village."""
    found = owned_tables(unit, user, most=MOST_OF_REGISTER, suits=lambda one: one.view == Permission.VIEW_ORGANIZATIONS)
    return [table for table in found if table.register.model is not PartyOrganization]  # they head the page


def _figures(unit: Unit, day: datetime.date, user) -> dict:
    """The first figures of every chapter that has any record of the village, and the address of all of them."""
    try:
        question = ask_records(unit=unit, as_of=day)
    except FigureProblem as problem:
        return {"problem": str(problem)}
    words = {"unit": unit.code, "as_of": str(day), "since": str(question.since)}
    board, chapters = record_board(question), {}
    for one in record_indicators().values():
        figure = board.figure(one.id)
        if figure.asked:
            chapters.setdefault(one.chapter, []).append(record_line(figure, words).led(user.can(right_of(one.source))))
    here = reverse("figures:records")
    return {
        "figures_href": address(here, words),
        "chapters": [
            {"name": name, "lines": lines[:MOST_OF_CHAPTER], "href": address(here, words, chapter=name)}
            for name in order_of_chapters() if (lines := chapters.get(name))
        ],
    }  # fmt: skip
