"""What one cell of a statistics table counted: the records, page by page."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.audit import record
from portal.rules.roles import Permission
from reports.presenters.figures import address
from reports.presenters.records import reasons
from reports.records.listing import record_page
from reports.statistics.counting import question_of
from reports.statistics.definition import statistics_cell
from reports.views.asking_records import answers_problems, asked_records
from reports.views.records import check_right, page_after, record_href


@requires(Permission.VIEW_FIGURES)
@require_safe
@answers_problems
def cell(request, number, place):
    """The records of a cell, named as on the form: row 7, column C is 7C."""
    try:
        table, row, one = statistics_cell(number, place)
    except KeyError:
        raise Http404 from None
    check_right(request.user, one)
    asked, after = asked_records(request), page_after(request)
    page = record_page(one, "numerator", question_of(table, row, asked.question), after=after)
    record(
        "figure.records_viewed", by=request.user, target=asked.unit,
        detail={"table": number, "cell": place, "as_of": str(asked.question.as_of), "rows": len(page.rows)},
    )  # fmt: skip
    here = reverse("figures:statistics-cell", args=[number, place])
    context = {
        "title": one.numerator_text, "asked": asked, "table_title": _("表%(number)s %(title)s") % {"number": number, "title": table.title},
        "heads": [head for _lookup, head in one.source.shown], "has_day": bool(one.source.day),
        "has_unit": _("单位") in [head for _lookup, head in one.source.shown], "place": place,
        "lines": [{"row": each, "because": reasons(one, each), "href": record_href(one, each, request.user)} for each in page.rows],
        "next_href": address(here, asked.words, after=page.next) if page.next else "",
        "first_href": address(here, asked.words) if after is not None else "",
        "table_href": address(reverse("figures:table", args=[f"party-{number}"]), asked.words),
        "tables_href": address(reverse("figures:tables"), asked.words),
    }  # fmt: skip
    return render(request, "reports/statistics_cell.html", context)
