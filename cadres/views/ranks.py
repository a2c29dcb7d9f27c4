"""职级晋升: who may be promoted on a day, why or from when, and the places there are."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.exporting.people_list import write_people_list
from cadres.models import Person
from cadres.presenters.ranks import (
    EXPORT_HEADS,
    export_lines,
    place_word,
    rank_lines,
    rank_word,
    record_link,
    sum_words,
    why_not,
    year_lines,
)
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.listing import in_state, rank_listing
from cadres.queries.ranks.quotas import quota_uses
from cadres.queries.ranks.standing import standings
from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.models import Unit
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MOST_EXPORTED = 20_000


@requires(Permission.VIEW_RECORDS)
@require_safe
def ranks(request):
    """Civil servants of the user's scope with their standing on the day, filtered by the address."""
    day = as_of_day(request)
    people = civil_servants(Person.objects.visible_to(request.user), day)
    found = standings(people, day)
    page = rank_listing(request.user, day, found).page(people.select_related("unit"), request.GET)
    counts = Counter(one.verdict.standing for one in found.values())
    counts["soon"] = sum(1 for one in found.values() if in_state(one, "soon", day))
    shown = list(page)
    context = {
        "title": _("职级晋升"), "page": page, "as_of": day, "counts": counts, "total": len(found),
        "lines": rank_lines(shown, found, _uses({one.unit_id for one in shown}, day)),
        "may_export": request.user.can(Permission.EXPORT_RECORDS), "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "cadres/ranks.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request):
    """The list under the filters of the address as a workbook; the export is recorded."""
    day = as_of_day(request)
    people = civil_servants(Person.objects.visible_to(request.user), day)
    found = standings(people, day)
    try:
        rows = rank_listing(request.user, day, found).filtered(people, request.GET)
    except ValueError:
        rows = people.none()
    shown = list(rows.select_related("unit").order_by("unit__path", "pinyin", "pk")[:MOST_EXPORTED])
    record("ranks.exported", by=request.user, detail={"people": len(shown), "as_of": str(day)})
    content = write_people_list(
        heads=EXPORT_HEADS,
        lines=export_lines(rank_lines(shown, found, _uses({one.unit_id for one in shown}, day))),
        title=_("职级晋升资格"),
        note=_("截至 %(day)s，共 %(people)d 人；%(name)s 导出。") % {"day": day, "people": len(shown), "name": request.user},
    )
    return workbook(content, _("职级晋升资格-%(day)s.xlsx") % {"day": day})


@requires(Permission.VIEW_RECORDS)
@require_safe
def rank_reason(request, pk):
    """Why, or from when, a person may be promoted: every fact used with the record it comes from."""
    day = as_of_day(request)
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("unit"), pk=pk)
    record("person.viewed", by=request.user, target=person)
    one = standings(Person.objects.filter(pk=pk), day)[pk]
    verdict = one.verdict
    use = _uses({person.unit_id}, day).get(person.unit_id)
    line = rank_lines([person], {pk: one}, {person.unit_id: use} if use else {})[0]
    context = {
        "title": _("%(name)s：何时可晋升职级") % {"name": person.name}, "as_of": day, "person": person, "line": line,
        "verdict": verdict, "years": year_lines(one, day), "sum": sum_words(one) if verdict.eligible_on else "",
        "base": rank_word(verdict.base.code) if verdict.base else "",
        "base_record": record_link(verdict.base.record, person) if verdict.base else None,
        "bars": [{"bar": bar, "record": record_link(bar.record if bar.record and bar.record[1] else None, person)}
                 for bar in verdict.bars],
        "why": why_not(one), "place": place_word(one, use), "use": use, "retires": one.retires,
        "may_edit": request.user.can(Permission.EDIT_RECORDS),
        "open_case": person.rank_cases.exclude(
            state__in=["approved", "filed", "paid", "rejected", "rolled_back"]).first(),
    }  # fmt: skip
    return render(request, "cadres/rank_reason.html", context)


def _uses(units: set, day) -> dict:
    """Places by unit of the people shown."""
    asked = Unit.objects.filter(pk__in=[pk for pk in units if pk])
    found = {}
    for use in quota_uses(asked, day):
        for member in use.members:
            found[member.pk] = use
    return found


def workbook(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download."""
    return sent(content, XLSX, name)
