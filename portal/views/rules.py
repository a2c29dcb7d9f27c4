"""Pages of the rules an office sets itself (口径设置)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access import requires
from portal.actions.jobs import start_job
from portal.actions.rules import set_rule
from portal.forms.rules import form_for
from portal.models import RuleSetting
from portal.presenters.rule_words import cards, in_words
from portal.queries.rules import rule_values
from portal.rules.roles import Permission
from portal.views.days import as_of_day

# Rules whose change makes stored results old, and the job that makes them anew.
REBUILDS = {"township_experience": "rebuild_township_periods"}


@requires(Permission.VIEW_FIGURES)
@require_safe
def settings_list(request):
    """Every rule with its value in words on the day."""
    day = as_of_day(request)
    held = rule_values(day)
    rows = []
    for card in cards().values():
        found = held.get(card.key)
        rows.append({"card": card, "setting": found, "words": in_words(card.key, found.value) if found else []})
    shown = {"title": _("口径设置"), "as_of": day, "rows": rows, "may_edit": request.user.can(Permission.EDIT_RULES)}
    return render(request, "portal/rules/list.html", shown)


@requires(Permission.VIEW_FIGURES)
@require_http_methods(["GET", "POST"])
def setting(request, key):
    """One rule: a form for a new value from a day on, and the values there were."""
    if key not in cards():
        raise Http404
    may_edit = request.user.can(Permission.EDIT_RULES)
    history = list(RuleSetting.objects.filter(key=key).order_by("-in_force_from"))
    form = form_for(key, history[0] if history else None, timezone.localdate(), request.POST or None)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": Permission.EDIT_RULES.label})
        if form.is_valid():
            return _save(request, key, form)
    shown = {
        "title": cards()[key].label, "card": cards()[key], "form": form, "may_edit": may_edit,
        "history": [{"setting": one, "words": in_words(key, one.value)} for one in history],
    }  # fmt: skip
    return render(request, "portal/rules/setting.html", shown)


def _save(request, key, form):
    values = form.cleaned_data
    with transaction.atomic():
        set_rule(
            key=key, value=form.value, in_force_from=values["in_force_from"], source=values["source"],
            verified=values["verified"], note=values["note"], by=request.user,
        )  # fmt: skip
        job = start_job(kind=REBUILDS[key], arguments={}, by=request.user) if key in REBUILDS else None
    messages.success(request, _("口径已保存。受影响的指标：%(figures)s。") % {"figures": cards()[key].figures})
    following = reverse("portal:rule", args=[key])
    return redirect(f"{reverse('portal:job', args=[job.pk])}?next={following}" if job else following)
