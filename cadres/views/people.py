"""The list of people: every filter in the address, as of a day, and the same list as a workbook."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.exporting.people_list import write_people_list
from cadres.models import Person
from cadres.presenters.people import EXPORT_HEADS, export_lines, people_lines
from cadres.queries.people_list import people_list
from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MOST_EXPORTED = 20_000


@requires(Permission.VIEW_RECORDS)
@require_safe
def people(request):
    """One page of the people in the user's scope, filtered and sorted by the address."""
    day = as_of_day(request)
    rows = Person.objects.visible_to(request.user)
    page = people_list(request.user, day).page(rows.select_related("unit"), request.GET)
    context = {
        "title": _("干部"), "page": page, "as_of": day, "lines": people_lines(list(page), day),
        "may_export": request.user.can(Permission.EXPORT_RECORDS), "query": request.GET.urlencode(),
        "may_edit": request.user.can(Permission.EDIT_RECORDS) and request.user.can(Permission.IMPORT_RECORDS),
        "anyone": bool(page) or rows.exists(),
    }  # fmt: skip
    return render(request, "cadres/people.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request):
    """All people under the filters of the address, as a workbook; the export is recorded."""
    day = as_of_day(request)
    listing = people_list(request.user, day)
    try:
        rows = listing.filtered(Person.objects.visible_to(request.user), request.GET)
    except ValueError:
        rows = Person.objects.none()
    found = list(rows.select_related("unit").order_by("pinyin", "pk")[:MOST_EXPORTED])
    filters = sorted(one.name for one in listing.filters if request.GET.get(one.name))
    record("people.exported", by=request.user, detail={"people": len(found), "filters": filters, "as_of": str(day)})
    content = write_people_list(
        heads=EXPORT_HEADS, lines=export_lines(found, day), title=_("干部名单"),
        note=_("截至 %(day)s，共 %(people)d 人；%(name)s 导出。") % {"day": day, "people": len(found), "name": request.user},
    )  # fmt: skip
    return sent(content, XLSX, _("干部名单-%(day)s.xlsx") % {"day": day})
