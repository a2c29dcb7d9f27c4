"""The first page: what there is to do next."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    """What waits for the user, with links; for an empty portal the three steps to the first figure."""
    return render(request, "portal/home.html", {"title": _("总览")})
