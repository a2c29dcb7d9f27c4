"""Approved, filled and kept places of every unit on a day, and the careers that selections have made."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cadres.exporting.places import write_places
from cadres.presenters.places import EXPORT_HEADS, export_lines, place_lines
from cadres.queries.careers import careers
from cadres.queries.establishment import unit_places
from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.models import Unit
from portal.queries.quotas import KIND_LABELS
from portal.rules.roles import Permission
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from portal.views.days import as_of_day

GROUPS = {
    "townships": (gettext_lazy("乡镇（街道）"), TOWNSHIP_ORGANS),
    "organs": (gettext_lazy("县直机关"), (UnitKind.COUNTY_ORGAN, UnitKind.COUNTY)),
    "institutions": (gettext_lazy("县直事业单位"), (UnitKind.COUNTY_INSTITUTION,)),
}
MOST_CAREERS = 500


@requires(Permission.VIEW_RECORDS)
@require_safe
def places(request):
    """Units of one group with their places; what is wrong stands first."""
    day = as_of_day(request)
    group = request.GET.get("group", "")
    group = group if group in GROUPS else next(iter(GROUPS))
    lines = place_lines(_found(request.user, group, day))
    context = {
        "title": _("职数编制"), "as_of": day, "group": group, "lines": lines, "kinds": [*KIND_LABELS.values()],
        "groups": [(name, label) for name, (label, _kinds) in GROUPS.items()],
        "alerts": [line for line in lines if line.alerts],
        "may_export": request.user.can(Permission.EXPORT_RECORDS),
    }  # fmt: skip
    return render(request, "cadres/places.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request):
    """The places of every group as a workbook."""
    day = as_of_day(request)
    lines = [line for group in GROUPS for line in export_lines(_found(request.user, group, day))]
    record("places.exported", by=request.user, detail={"rows": len(lines), "as_of": str(day)})
    content = write_places(
        heads=EXPORT_HEADS, lines=lines, title=_("职数编制"),
        note=_("截至 %(day)s；编制实配按现在登记的统计关系，职数实配按当日在任；%(name)s 导出。")
        % {"day": day, "name": request.user},
    )  # fmt: skip
    return sent(content, XLSX, _("职数编制-%(day)s.xlsx") % {"day": day})


@requires(Permission.VIEW_RECORDS)
@require_safe
def career_list(request):
    """People who rose from village cadre to institution staff to leader, each with the steps and their days."""
    found = careers(request.user, as_of_day(request))
    context = {
        "title": _("成长轨迹"), "people": found[:MOST_CAREERS], "number": len(found), "as_of": as_of_day(request),
        "both": sum(one.both for one in found),
    }  # fmt: skip
    return render(request, "cadres/careers.html", context)


def _found(user, group: str, day):
    units = Unit.objects.visible_to(user).filter(kind__in=GROUPS[group][1]).order_by("position", "path")
    return unit_places(units, day)
