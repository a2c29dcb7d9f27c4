"""Tokens of other systems: issued, shown once, revoked."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import requires
from portal.actions.tokens import issue_token, revoke_token
from portal.forms.users import TokenForm
from portal.models import SystemToken
from portal.rules.roles import Permission


@requires(Permission.ISSUE_TOKENS)
@require_http_methods(["GET", "POST"])
def tokens(request):
    """All tokens and the form for a new one; its secret is in this one answer and nowhere else."""
    form, secret = TokenForm(request.POST or None, today=timezone.localdate()), ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        midnight = datetime.datetime.combine(values["expires_on"], datetime.time.max)
        expires_at = timezone.make_aware(midnight)
        try:
            _token, secret = issue_token(
                name=values["name"], user=values["user"], expires_at=expires_at, by=request.user
            )
            form = TokenForm(today=timezone.localdate())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    shown = {
        "title": _("接口令牌"), "form": form, "secret": secret, "now": timezone.now(),
        "tokens": SystemToken.objects.select_related("user", "created_by").order_by("-pk")[:200],
    }  # fmt: skip
    return render(request, "portal/tokens/list.html", shown)


@requires(Permission.ISSUE_TOKENS)
@require_POST
def revoke(request, pk):
    """Ends a token at once."""
    revoke_token(token=get_object_or_404(SystemToken, pk=pk), by=request.user)
    messages.success(request, _("令牌已吊销。"))
    return redirect("portal:tokens")
