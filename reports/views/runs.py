"""Frozen runs: take one, look at it and its people, withdraw it, compare two."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access import requires
from portal.audit import record
from portal.lists import Filter, Listing, Search, Sort
from portal.presenters.rule_words import cards, in_words
from portal.rules.roles import Permission
from reports.actions.runs import freeze, withdraw
from reports.fact_texts import fact_texts
from reports.figures import SIDES, FigureProblem
from reports.forms import FreezeForm
from reports.models import Run
from reports.presenters.figures import SHORT
from reports.presenters.people import STANDINGS
from reports.presenters.runs import change_groups, changed_lines, frozen_lines, township_table
from reports.queries.runs import compare
from reports.views.asking import asked, one_indicator

RUNS = Listing(filters=(Search("q", _("名称"), fields=("name",)),), sorts=(Sort("id", "", (), descending=True),))
IN_TABLE = ("CAD-02", "CAD-03", "CAD-04", "CAD-10", "CAD-11.women", "CAD-11.average_age")


@requires(Permission.VIEW_FIGURES)
@require_safe
def runs(request):
    """The runs of the scope, newest first; two of them can be chosen to compare."""
    page = RUNS.page(_visible(request.user), request.GET)
    pair = sorted(page.rows[:2], key=lambda one: (one.as_of, one.pk))
    context = {"title": _("已固化的统计"), "page": page, "old": pair[0] if pair else None, "new": pair[-1] if pair else None}
    return render(request, "reports/runs.html", context)


@requires(Permission.FREEZE_FIGURES)
@require_POST
def freeze_board(request):
    """The board of the address, kept under a name."""
    question, form = asked(request), FreezeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请为本次固化起一个名称。"))
        return redirect(f"/figures/?{question.query}")
    arguments = question.arguments
    arguments.pop("known_at")
    try:
        made = freeze(name=form.cleaned_data["name"], by=request.user, **arguments)
    except FigureProblem as problem:
        messages.error(request, str(problem))
        return redirect(f"/figures/?{question.query}")
    messages.success(request, _("已固化。数值和名单不再随数据变动。"))
    return redirect("figures:run", pk=made.pk)


@requires(Permission.VIEW_FIGURES)
@require_safe
def run(request, pk):
    """One run as it was taken; nothing is computed again."""
    found = _one(request.user, pk)
    figures = list(found.figures.select_related("township"))
    rules = [
        {"label": cards()[key].label if key in cards() else key, "words": in_words(key, held["value"]), "source": held["source"]}
        for key, held in sorted(found.rules.items())
    ]  # fmt: skip
    others = _visible(request.user).filter(unit=found.unit).exclude(pk=pk)[:50]
    context = {
        "title": found.name, "run": found, "lines": frozen_lines(found, figures),
        "townships": township_table(figures, IN_TABLE), "heads": [SHORT[one] for one in IN_TABLE], "rules": rules,
        "others": others, "may_withdraw": request.user.can(Permission.FREEZE_FIGURES) and not found.withdrawn_at,
    }  # fmt: skip
    return render(request, "reports/run.html", context)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_RECORDS)
@require_safe
def run_people(request, pk, identity):
    """The frozen people of one figure with the facts used then."""
    found, indicator = _one(request.user, pk), one_indicator(identity)
    if indicator.counts != "persons":
        raise Http404
    page = _people_listing(identity).page(found.members.select_related("township"), request.GET)
    lines = []
    for member in page:
        side = "yes" if identity in member.numerators else "missing" if identity in member.missing else "no"
        facts = [text for _label, text in fact_texts({k: v for k, v in member.facts.items() if k in indicator.facts})]
        lines.append({"member": member, "facts": "，".join(facts), "standing": STANDINGS[side]})
    record("run.people_viewed", by=request.user, target=found, detail={"indicator": identity, "rows": len(lines)})
    context = {"title": indicator.title, "run": found, "indicator": indicator, "page": page, "lines": lines}
    return render(request, "reports/run_people.html", context)


@requires(Permission.FREEZE_FIGURES)
@require_POST
def withdraw_run(request, pk):
    """The run marked as no longer valid; it stays readable."""
    found = _one(request.user, pk)
    try:
        withdraw(run=found, by=request.user)
        messages.success(request, _("已作废，内容仍可查看。"))
    except FigureProblem as problem:
        messages.error(request, str(problem))
    return redirect("figures:run", pk=pk)


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_RECORDS)
@require_safe
def compare_runs(request):
    """Two runs side by side: every figure old and new, and under one of them who changed."""
    before, after = (_chosen(request, name) for name in ("a", "b"))
    if before.pk == after.pk:
        messages.error(request, _("请选择两次不同的固化。"))
        return redirect("figures:runs")
    indicator = one_indicator(request.GET.get("indicator", "CAD-03"))
    lines = changed_lines(before.figures.all(), after.figures.all(), {"a": before.pk, "b": after.pk})
    groups = change_groups(compare(before, after, indicator.id))
    record("run.compared", by=request.user, target=after, detail={"with": before.pk, "indicator": indicator.id})
    context = {
        "title": _("两次固化对比"), "before": before, "after": after, "lines": lines, "groups": groups,
        "indicator": indicator, "nobody": not any(group["rows"] for group in groups),
        "query": urlencode({"as_of": after.as_of, "unit": after.unit.code, "population": after.population,
                            "round": after.round_id or ""}),
    }  # fmt: skip
    return render(request, "reports/compare.html", context)


def _visible(user):
    return Run.objects.visible_to(user).select_related("unit", "round", "created_by")


def _one(user, pk) -> Run:
    return get_object_or_404(_visible(user), pk=pk)


def _chosen(request, name: str) -> Run:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return _one(request.user, int(text))


def _people_listing(identity: str) -> Listing:
    def on_side(rows, side):
        counted, unknown = Q(numerators__contains=[identity]), Q(missing__contains=[identity])
        wanted = {"numerator": counted, "missing": unknown, "rest": ~counted & ~unknown}
        return rows.filter(wanted[side]) if side in wanted else rows

    return Listing(
        filters=(
            Search("q", _("姓名"), fields=("person_name",)),
            Filter("side", _("哪一侧"), on_side, kind="choice", choices=lambda: list(SIDES.items())),
            Filter("township", _("乡镇"), lambda rows, name: rows.filter(township__name__contains=name)),
        ),
        sorts=(Sort("name", _("姓名"), ("person_name",)),),
    )
