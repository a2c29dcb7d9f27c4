"""One township of a round: its slate, its steps, what its team lacks, and how it stood when it completed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.actions.turnover import Voters, advance_state, complete, set_slate
from cadres.forms.turnover import VOTES, CompletionForm, ElectionForm, SlateRows, VotersForm, slate_of
from cadres.models import Person, TurnoverUnit
from cadres.queries.post_needs import township_gaps
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from reports.presenters.turnover import STATES, member_lines, next_states, snapshot_lines, state_word, township_lines
from reports.problems import FigureProblem
from reports.rule_values import rules_on
from reports.slates import slate_facts
from reports.views.turnover import round_results


@requires(Permission.VIEW_RECORDS)
@require_safe
def township(request, pk, unit):
    """The slate as it stands with everything asked of it, and the steps open now."""
    held = _one(request.user, pk, unit)
    slate = list(held.slate.select_related("person").order_by("pk"))
    opened = set(
        Person.objects.visible_to(request.user)
        .filter(pk__in=[one.person_id for one in slate])
        .values_list("pk", flat=True)
    )
    context = {
        "title": held.unit.name, "held": held, "turnover": held.round, "number": len(slate),
        "track": _track(held), "gaps": township_gaps(held.unit, [one.person_id for one in slate]),
    }  # fmt: skip
    facts = {}
    try:
        facts = slate_facts([one.person_id for one in slate], rules_on(held.round.as_of))
        context["lines"] = township_lines(held.round, round_results(request.user, held.round), held.unit_id)
    except FigureProblem as problem:
        context["problem"] = str(problem)
    context["members"] = member_lines(slate, facts, opened, held)
    context["voted"] = any(line["votes"] for line in context["members"])
    context["kept"] = snapshot_lines(held.snapshots.all(), opened)
    if request.user.can(Permission.EDIT_UNITS) and held.state != TurnoverUnit.State.COMPLETED:
        ahead, back = next_states(held)
        day = timezone.localdate()
        context |= {
            "may_edit": True, "ahead": ahead, "ahead_word": state_word(ahead), "back": back, "back_word": state_word(back),
            "election": ElectionForm(initial={"held_on": held.held_on or day}) if ahead == "elected" else None,
            "completion": CompletionForm(initial={"on": day}) if held.state == "approved" else None,
        }  # fmt: skip
    return render(request, "reports/turnover_township.html", context)


@requires(Permission.EDIT_UNITS)
@require_http_methods(["GET", "HEAD", "POST"])
def slate(request, pk, unit):
    """The slate changed as a whole."""
    held = _one(request.user, pk, unit)
    if held.state == TurnoverUnit.State.COMPLETED:
        messages.error(request, _("换届已完成，人选不能再改。"))
        return redirect("figures:turnover-township", pk=pk, unit=unit)
    initial = [
        {"person": one.person_id, "post": one.post, "channel": one.channel, **{name: getattr(one, name) for name in VOTES}}
        for one in held.slate.order_by("pk")
    ]  # fmt: skip
    rows = SlateRows(request.POST or None, initial=initial, form_kwargs={"user": request.user})
    voters = VotersForm(request.POST or None, initial={name: getattr(held, name) for name in VotersForm.base_fields})
    if request.method == "POST" and rows.is_valid() and voters.is_valid():
        try:
            set_slate(township=held, members=slate_of(rows), by=request.user, voters=Voters(**voters.cleaned_data))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, _("名单已保存。"))
            return redirect("figures:turnover-township", pk=pk, unit=unit)
    context = {
        "title": _("%(unit)s人选名单") % {"unit": held.unit.name},
        "held": held,
        "turnover": held.round,
        "rows": rows,
        "voters": voters,
    }
    return render(request, "reports/turnover_slate.html", context)


@requires(Permission.EDIT_UNITS)
@require_POST
def advance(request, pk, unit):
    """The township one step on or back."""
    held, form = _one(request.user, pk, unit), ElectionForm(request.POST)
    state = request.POST.get("state", "")
    held_on = form.cleaned_data["held_on"] if form.is_valid() else None
    if state not in TurnoverUnit.State.values:
        raise Http404
    if state == TurnoverUnit.State.ELECTED and held.state == TurnoverUnit.State.NOTICE and held_on is None:
        messages.error(request, _("请填写选举日期。"))
    else:
        _tried(request, lambda: advance_state(township=held, state=state, by=request.user, held_on=held_on))
    return redirect("figures:turnover-township", pk=pk, unit=unit)


@requires(Permission.EDIT_UNITS)
@require_POST
def finish(request, pk, unit):
    """The township completed; the slate is kept as it stands."""
    held, form = _one(request.user, pk, unit), CompletionForm(request.POST)
    if form.is_valid():
        _tried(request, lambda: complete(township=held, **form.cleaned_data, by=request.user))
    else:
        messages.error(request, _("请填写批复日期和文号。"))
    return redirect("figures:turnover-township", pk=pk, unit=unit)


def _one(user, pk, unit) -> TurnoverUnit:
    rows = TurnoverUnit.objects.filter(unit__in=Unit.objects.visible_to(user)).select_related("round", "unit")
    found = rows.filter(round=pk, unit=unit).first()
    if found is None:
        raise Http404
    return found


def _track(held: TurnoverUnit) -> list[tuple[str, str]]:
    number = STATES.index(TurnoverUnit.State(held.state))
    return [
        (state.label, "passed" if place < number else "here" if place == number else "ahead")
        for place, state in enumerate(STATES)
    ]


def _tried(request, act) -> None:
    try:
        act()
    except (ValidationError, FigureProblem) as problem:
        messages.error(request, " ".join(getattr(problem, "messages", [str(problem)])))
    else:
        messages.success(request, _("已办理。"))
