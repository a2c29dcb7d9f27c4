"""The calendar feed of an account's reminders: opened by its secret address alone, renewed and ended by its owner."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.actions.reminders import read_feed, renew_feed, revoke_feed
from portal.api.throttles import ExportRate, StrangerRate
from portal.exporting.reminder_calendar import write_calendar
from portal.models import ReminderFeed
from portal.presenters.reminders import calendar_entries, lines_of
from portal.queries.reminders import reminders, shown_kinds, usual_window
from portal.views.days import today
from portal.views.reminders import may_see

_LONGEST_WORD = 100


@login_not_required
@require_safe
def feed(request):
    """The calendar; 404 for any word that opens none, 429 for whoever asks too often."""
    if not StrangerRate().allow_request(request, None):
        return _too_often()
    word = request.GET.get("key", "")  # behind the question mark, which no log keeps
    user = read_feed(word) if 0 < len(word) <= _LONGEST_WORD else None
    if user is None:
        raise Http404
    request.user = user
    if not ExportRate().allow_request(request, None):
        return _too_often()
    day = today()
    kinds = shown_kinds(user, day)
    lines = lines_of(reminders(user, usual_window(day), day), kinds, user, day)
    entries = calendar_entries(lines, kinds, request.build_absolute_uri)
    content = write_calendar(entries, name=_("组织部门户提醒"), stamp=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def settings_page(request):
    """Whether the account has a feed, and the buttons to open, renew and end it."""
    may_see(request)
    return _page(request)


@require_POST
def renew(request):
    """A new address, in this one answer and nowhere else; the old one ends."""
    may_see(request)
    word = renew_feed(by=request.user)
    return _page(request, request.build_absolute_uri(f"{reverse('portal:reminder-feed')}?key={word}"))


@require_POST
def revoke(request):
    """Ends the feed at once."""
    may_see(request)
    revoke_feed(by=request.user)
    messages.success(request, _("日历订阅已停用，原地址不能再用。"))
    return redirect("portal:reminder-feed-settings")


def _page(request, address: str = ""):
    found = ReminderFeed.objects.filter(user=request.user).first()
    context = {"title": _("日历订阅"), "feed": found, "address": address}
    return render(request, "portal/reminders/feed.html", context)


def _too_often() -> HttpResponse:
    response = HttpResponse(status=429)
    response["Retry-After"] = "3600"
    return response
