"""年度考核: the share of 优秀 by unit, awards and tasks made from a year's results, and the list of certificates."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cadres.actions.honours.proposing import propose_awards, propose_consequences
from cadres.exporting.people_list import write_people_list
from cadres.presenters.assessment import CERTIFICATE_HEADS, award_counts, certificate_lines, check_lines, task_counts
from cadres.queries.assessment import CERTIFIED, certificates, year_of_appraisal
from cadres.views.ranks import workbook
from portal.access import requires
from portal.audit import record
from portal.models import Unit
from portal.queries.codes import code_name
from portal.rules.roles import Permission
from portal.views.days import as_of_day

FIRST_YEAR = 1994


def year_asked(request, day) -> int:
    """The year of appraisal of the address; the last one where it names none."""
    text = request.GET.get("year", "") or request.POST.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else day.year - 1
    return year if FIRST_YEAR <= year <= day.year else day.year - 1


@requires(Permission.VIEW_RECORDS)
@require_safe
def year(request):
    """One year: results, shares by unit, proposals and tasks."""
    day = as_of_day(request)
    chosen = year_asked(request, day)
    found = year_of_appraisal(request.user, chosen, day)
    context = {
        "title": _("年度考核"), "as_of": day, "year": chosen, "years": range(day.year - 1, day.year - 7, -1),
        "results": [(code_name("ZB18", code), count) for code, count in sorted(found.results.items())],
        "certificates": any(state in CERTIFIED for _kind, state in found.awards), "checks": check_lines(found.checks), "awards": award_counts(found.awards), "tasks": task_counts(found.tasks),
        "may_edit": request.user.can(Permission.EDIT_RECORDS), "may_export": request.user.can(Permission.EXPORT_RECORDS),
    }  # fmt: skip
    return render(request, "cadres/assessment.html", context)


@requires(Permission.EDIT_RECORDS)
@require_POST
def propose(request, what):
    """Makes the proposals of awards, or the tasks, of the year within the user's scope."""
    if what not in ("awards", "tasks"):
        raise PermissionDenied
    today = timezone.localdate()
    chosen = year_asked(request, today)
    make = propose_awards if what == "awards" else propose_consequences
    made = make(year=chosen, by=request.user, today=today, units=Unit.objects.visible_to(request.user))
    told = _("新增奖励建议 %(count)d 条，请另一人审核。") if what == "awards" else _("新增考核结果运用事项 %(count)d 条。")
    messages.success(request, told % {"count": len(made)})
    return redirect(f"{reverse('cadres:assessment')}?year={chosen}")


@requires(Permission.EXPORT_RECORDS)
@require_safe
def certificate_list(request):
    """The year's awards as a workbook: one line a certificate; the export is recorded."""
    day = as_of_day(request)
    chosen = year_asked(request, day)
    found = certificates(request.user, chosen)
    record("certificates.exported", by=request.user, detail={"awards": len(found), "year": chosen})
    content = write_people_list(
        heads=CERTIFICATE_HEADS,
        lines=certificate_lines(found),
        title=_("%(year)d年度奖励证书名单") % {"year": chosen},
        note=_("共 %(count)d 件；%(name)s 导出。") % {"count": len(found), "name": request.user},
    )
    return workbook(content, _("奖励证书名单-%(year)d.xlsx") % {"year": chosen})
