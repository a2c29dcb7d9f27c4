"""职级职数: places, holders and what is free, unit by unit or pool by pool."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.exporting.people_list import write_people_list
from cadres.queries.ranks.quotas import quota_uses
from cadres.views.ranks import workbook
from portal.access import requires
from portal.audit import record
from portal.models import Unit
from portal.queries.rules import rule_value
from portal.rules.roles import Permission
from portal.views.days import as_of_day

HEADS = ["单位（统筹）", "行政编制", "职级层次", "算法", "职数", "现有", "空缺"]


@requires(Permission.VIEW_RECORDS)
@require_safe
def places(request):
    """The table of the user's units on the day; `?short=1` leaves only tiers without a place free."""
    day = as_of_day(request)
    short = request.GET.get("short") == "1"
    rows = [
        (use, one)
        for use in quota_uses(Unit.objects.visible_to(request.user), day)
        for one in use.tiers
        if (one.places or one.used) and not (short and (one.free is None or one.free > 0))
    ]
    counting, _setting = rule_value("rank_quota_counting", day)
    context = {
        "title": _("职级职数"), "as_of": day, "rows": rows, "short": short,
        "leaders_count": counting["leaders_count"], "may_export": request.user.can(Permission.EXPORT_RECORDS),
    }  # fmt: skip
    return render(request, "cadres/rank_places.html", context)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request):
    """The same table as a workbook; the export is recorded."""
    day = as_of_day(request)
    lines = [
        [use.name, _text(use.base), one.tier.label, one.how, _text(one.places), str(one.used), _text(one.free)]
        for use in quota_uses(Unit.objects.visible_to(request.user), day)
        for one in use.tiers
    ]
    record("rank_places.exported", by=request.user, detail={"rows": len(lines), "as_of": str(day)})
    note = _("截至 %(day)s；%(name)s 导出。") % {"day": day, "name": request.user}
    content = write_people_list(heads=HEADS, lines=lines, title=_("职级职数使用情况"), note=note)
    return workbook(content, _("职级职数-%(day)s.xlsx") % {"day": day})


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
