"""Points of a village: balances, points for many households in one go, and claims that wait for their next step."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from branches.actions.points import give_points, move_on
from branches.forms.points import GivePointsForm
from branches.models import Household, PointsEntry, PointsPosting, PointsScheme
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from portal.views.days import today

State = PointsEntry.State
LINES = 100
WAITING = {
    State.CLAIMED: gettext_lazy("评议通过"), State.REVIEWED: gettext_lazy("公示"), State.NOTICED: gettext_lazy("入账"),
}  # fmt: skip


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def villages(request):
    """Villages with a scheme in force; the one there is opens at once."""
    day = today()
    schemes = PointsScheme.objects.filter(
        Q(began_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day)),
        unit__in=Unit.objects.visible_to(request.user),
    ).select_related("unit__township").order_by("unit__path")  # fmt: skip
    found = list(schemes[:1000])
    if len(found) == 1:
        return redirect("branches:points", found[0].unit_id)
    return render(request, "branches/points_villages.html", {"title": _("集中登记积分"), "schemes": found})


@requires(Permission.EDIT_ORGANIZATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def village(request, pk):
    """The page of one village; what is sent is entered for every household ticked, or for none."""
    unit, day = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk), today()
    scheme = PointsScheme.objects.filter(unit=unit, ended_on__isnull=True).first()
    form = None
    if scheme is not None:
        form = GivePointsForm(
            request.POST or None, village=unit, scheme=scheme, today=day, initial={"happened_on": day}
        )
        if request.method == "POST" and form.is_valid():
            try:
                given = give_points(by=request.user, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
            else:
                messages.success(request, _("已为%(count)d户登记积分。") % {"count": len(given)})
                return redirect("branches:points", pk)
    context = {
        "title": _("%(village)s积分") % {"village": unit.name}, "unit": unit, "scheme": scheme, "form": form,
        "households": Household.objects.filter(unit=unit).select_related("points_account").order_by("number"),
        "ticked": request.POST.getlist("households"), "waiting": _waiting(unit),
    }  # fmt: skip
    return render(request, "branches/points.html", context, status=422 if form is not None and form.errors else 200)


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def household(request, pk):
    """The account of one household: every line of its ledger with the balance after it, newest first."""
    rows = Household.objects.filter(unit__in=Unit.objects.visible_to(request.user))
    one = get_object_or_404(rows.select_related("unit", "points_account"), pk=pk)
    account = getattr(one, "points_account", None)
    lines = PointsPosting.objects.filter(account=account).select_related("entry__rule", "redemption", "posted_by")
    page = Paginator(lines.order_by("-pk"), LINES).get_page(request.GET.get("page"))
    context = {
        "title": _("%(household)s的积分账") % {"household": one}, "household": one, "page": page,
        "balance": account.balance if account else 0,
        "exchange": request.user.can(Permission.EDIT_ORGANIZATIONS),
    }  # fmt: skip
    return render(request, "branches/points_household.html", context)


@requires(Permission.EDIT_ORGANIZATIONS)
@require_POST
def onward(request, pk, state):
    """All entries of the village in a state one step further, today."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    entries = PointsEntry.objects.filter(household__unit=unit, state=state)
    try:
        count = move_on(entries=entries, on=today(), by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已办理%(count)d笔。") % {"count": count})
    return redirect("branches:points", pk)


def _waiting(unit: Unit) -> list[dict]:
    rows = PointsEntry.objects.filter(household__unit=unit, state__in=WAITING).select_related("household", "rule")
    found: dict[str, list] = {}
    for entry in rows.order_by("happened_on", "pk"):
        found.setdefault(entry.state, []).append(entry)
    return [
        {"state": state, "label": State(state).label, "step": step, "entries": found[state]}
        for state, step in WAITING.items()
        if state in found
    ]
