"""来源类别复核: which source categories nobody confirmed yet, confirmed many at once by a second person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cadres.actions.source_tags import confirm_tags
from cadres.presenters.values import shown_value
from cadres.queries.source_tags import tag_list, visible_tags
from portal.access import requires
from portal.rules.roles import Permission
from portal.views.days import today

MOST = 200


@requires(Permission.VIEW_RECORDS)
@require_safe
def tags(request):
    """The source categories of the user's scope with who confirmed them when."""
    rows = visible_tags(request.user)
    page = tag_list(request.user).page(
        rows.select_related("person__unit", "confirmed_by", "source_row__batch__file"), request.GET
    )
    context = {
        "title": _("来源类别复核"), "page": page, "anyone": bool(page) or rows.exists(), "query": request.GET.urlencode(),
        "waiting": rows.filter(confirmed_on__isnull=True)[:1001].count(),
        "may_confirm": request.user.can(Permission.APPROVE_RECORDS),
        "lines": [
            (
                one,
                shown_value("cadres.sourcetag", "category", one.category, units={}),
                shown_value("cadres.sourcetag", "subcategory", one.subcategory, units={}),
            )
            for one in page
        ],
    }  # fmt: skip
    return render(request, "cadres/source_tags.html", context)


@requires(Permission.APPROVE_RECORDS)
@require_POST
def confirm(request):
    """Confirms the ticked ones; one of one's own refuses them all."""
    numbers = [int(text) for text in request.POST.getlist("tag") if text.isdecimal() and len(text) < 18][:MOST]
    try:
        found = visible_tags(request.user).filter(pk__in=numbers)
        count = confirm_tags(tags=found, by=request.user, today=today())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已复核 %(count)d 条。") % {"count": count})
    query = request.POST.get("query", "").replace("\0", "")[:1000]
    return redirect(f"{reverse('cadres:source-tags')}?{query}" if query else "cadres:source-tags")
