"""What waits for the account as the second person."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.registers.waiting import MOST, waits_for
from portal.rules.roles import Permission


@requires(Permission.APPROVE_RECORDS)
@require_safe
def waiting(request):
    """Every record whose next step the account may take, what has waited longest first."""
    found = waits_for(request.user)
    kinds: dict[str, int] = {}
    for one in found:
        kinds[one.register.name] = kinds.get(one.register.name, 0) + 1
    asked = request.GET.get("register", "")
    shown = [one for one in found if one.register.name == asked] if asked in kinds else found
    titles = {one.register.name: one.register.title for one in found}
    context = {
        "title": _("待我复核"), "lines": shown[:MOST], "number": len(found), "more": max(0, len(shown) - MOST), "asked": asked,
        "kinds": [{"name": name, "title": titles[name], "count": count, "now": name == asked} for name, count in kinds.items()],
    }  # fmt: skip
    return render(request, "portal/waiting.html", context)
