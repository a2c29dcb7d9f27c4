"""One's own account: rights, password, sessions."""

import datetime

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.actions.users import end_sessions, set_password
from portal.audit import record
from portal.forms.account import PasswordForm
from portal.middleware import SEEN_AT, SIGNED_IN_AT


@require_safe
def account(request):
    """Who I am here, what I may do and where I am signed in."""
    return render(request, "portal/account.html", {"title": _("我的账号"), "sessions": _sessions(request)})


@require_http_methods(["GET", "POST"])
def change_password(request):
    """A new password; every other session of the account ends."""
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        set_password(user=request.user, password=form.cleaned_data["new"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("密码已修改，其他设备上的登录已全部退出。"))
        return redirect("portal:home")
    return render(request, "portal/password.html", {"title": _("修改密码"), "form": form})


@require_POST
def end_other_sessions(request):
    """Ends every session of the account but this one."""
    here = dict(request.session.items())
    end_sessions(request.user)
    request.session.flush()
    request.session.update(here)
    record("session.others_ended", by=request.user)
    messages.success(request, _("其他登录已全部退出。"))
    return redirect("portal:account")


def _sessions(request) -> list[dict]:
    """Sessions of the account, the present one marked, newest first."""
    found = []
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        values = session.get_decoded()
        if values.get("_auth_user_id") == str(request.user.pk):
            found.append(
                {
                    "began": _moment(values.get(SIGNED_IN_AT)),
                    "seen": _moment(values.get(SEEN_AT)),
                    "current": session.session_key == request.session.session_key,
                }
            )
    return sorted(found, key=lambda one: one["began"] or timezone.now(), reverse=True)


def _moment(seconds: int | None) -> datetime.datetime | None:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if seconds else None
