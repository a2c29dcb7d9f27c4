"""Rounds of turnover: the rounds, a round's board with its requirements, and who could meet a missed one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.actions.turnover import add_township, create_round
from cadres.forms.turnover import RoundForm, TownshipForm
from cadres.models import SlateMember, StructureRequirement, TurnoverRound, TurnoverUnit
from cadres.queries.establishment import places_of
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from reports.presenters.turnover import asked_words, columns_of, requirement_lines
from reports.problems import FigureProblem
from reports.rule_values import rules_on
from reports.structure import RequirementResult, candidates, judge, slate_members


@requires(Permission.VIEW_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request):
    """Every round, and a new one."""
    may_edit = request.user.can(Permission.EDIT_UNITS)
    form = RoundForm(request.POST or None) if may_edit else None
    if request.method == "POST" and form is not None and form.is_valid():
        made = create_round(**form.cleaned_data, by=request.user)
        messages.success(request, _("已建立。请选择参加换届的乡镇。"))
        return redirect("figures:turnover-round", pk=made.pk)
    found = TurnoverRound.objects.annotate(
        townships=Count("units"), done=Count("units", filter=Q(units__state=TurnoverUnit.State.COMPLETED))
    )
    context = {"title": _("乡镇领导班子换届"), "rounds": found, "form": form}
    return render(request, "reports/turnover_rounds.html", context)


@requires(Permission.VIEW_RECORDS)
@require_safe
def board(request, pk):
    """The townships of a round by how far they have come, and every requirement over them."""
    turnover = get_object_or_404(TurnoverRound, pk=pk)
    townships = visible_townships(request.user, turnover)
    context = {
        "title": turnover.name, "turnover": turnover, "done": sum(one.state == "completed" for one in townships),
        "townships": townships, "may_edit": request.user.can(Permission.EDIT_UNITS),
    }  # fmt: skip
    try:
        results = round_results(request.user, turnover)
    except FigureProblem as problem:
        results, context["problem"] = [], str(problem)
    context["columns"] = columns_of(turnover, townships, results)
    context["lines"] = requirement_lines(turnover, results, {one.unit_id: one.unit for one in townships})
    if context["may_edit"]:
        form = TownshipForm(turnover=turnover, user=request.user)
        context["form"] = form if form.fields["units"].queryset.exists() else None
    return render(request, "reports/turnover.html", context)


@requires(Permission.EDIT_UNITS)
@require_POST
def add_townships(request, pk):
    """Townships taken into the round; approved posts are those of the quota on the round's day."""
    turnover = get_object_or_404(TurnoverRound, pk=pk)
    form = TownshipForm(request.POST, turnover=turnover, user=request.user)
    if not form.is_valid():
        messages.error(request, _("请勾选要参加换届的乡镇。"))
        return redirect("figures:turnover-round", pk=pk)
    try:
        for unit in form.cleaned_data["units"]:
            add_township(turnover=turnover, unit=unit, by=request.user, approved_posts=_approved(unit, turnover))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("figures:turnover-round", pk=pk)


@requires(Permission.VIEW_RECORDS)
@require_safe
def candidate_list(request, pk, requirement):
    """People of the county who have what a missed requirement counts; a list to think about, no proposal."""
    turnover = get_object_or_404(TurnoverRound, pk=pk)
    asked = get_object_or_404(StructureRequirement, pk=requirement, round=turnover)
    taken = SlateMember.objects.filter(turnover_unit__round=turnover).values_list("person", flat=True)
    people = []
    for top in request.user.scope_units():
        people += candidates(asked, top, taken, rules_on(turnover.as_of))
    context = {
        "title": _("可供考虑的人选"), "turnover": turnover, "asked": asked, "words": asked_words(asked), "people": people,
        "most": 50,
    }  # fmt: skip
    return render(request, "reports/turnover_candidates.html", context)


def visible_townships(user, turnover: TurnoverRound) -> list[TurnoverUnit]:
    """The round's townships in the user's scope, in their order, each with how many stand on its slate."""
    rows = turnover.units.filter(unit__in=Unit.objects.visible_to(user)).select_related("unit", "round")
    return list(rows.annotate(members=Count("slate")).order_by("unit__position", "unit__path"))


def round_results(user, turnover: TurnoverRound) -> list[RequirementResult]:
    """Every requirement of the round over the slates as they stand; those of the whole county only for its own eyes."""
    rows = list(turnover.requirements.select_related("unit"))
    townships = Unit.objects.filter(pk__in=turnover.units.values("unit")).order_by("position", "path")
    results = judge(rows, slate_members(turnover), townships, rules_on(turnover.as_of))
    if user.sees_everything():
        return results
    mine = set(Unit.objects.visible_to(user).values_list("pk", flat=True))
    return [_narrowed(one, mine) for one in results if None not in one.places and mine & set(one.places)]


def _narrowed(result: RequirementResult, mine: set[int]) -> RequirementResult:
    places = {place: one for place, one in result.places.items() if place in mine}
    verdicts = [one.verdict for one in places.values()]
    worst = next((one for one in ("missed", "unknown") if one in verdicts), "met")
    return RequirementResult(result.requirement, type(result.verdict)(worst), places)


def _approved(unit: Unit, turnover: TurnoverRound) -> int | None:
    places = places_of(unit, turnover.as_of).places
    numbers = [places["chief_posts"].approved, places["deputy_posts"].approved]
    return None if None in numbers else sum(numbers)
