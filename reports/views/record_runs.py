"""Frozen figures over records: take one, look at it and its records, withdraw it, compare two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access import requires
from portal.audit import record
from portal.lists import Filter, Listing, Search, Sort
from portal.presenters.rule_words import cards, in_words
from portal.rules.roles import Permission
from reports.actions.record_runs import freeze_records, withdraw_records
from reports.forms import FreezeForm
from reports.models import RecordRun
from reports.presenters.record_runs import changed_record_lines, frozen_record_lines
from reports.problems import FigureProblem
from reports.queries.record_runs import compare_records
from reports.records.asking import ask_records
from reports.records.listing import SIDES
from reports.records.shown_texts import text_readers
from reports.views.asking_records import asked_records, one_record_indicator, right_of
from reports.views.records import STANDINGS

RUNS = Listing(filters=(Search("q", _("名称"), fields=("name",)),), sorts=(Sort("id", "", (), descending=True),))


@requires(Permission.VIEW_FIGURES)
@require_safe
def runs(request):
    """The runs of the scope, newest first; two of them can be chosen to compare."""
    page = RUNS.page(_visible(request.user), request.GET)
    pair = sorted(page.rows[:2], key=lambda one: (one.as_of, one.pk))
    context = {"title": _("已固化的工作指标"), "page": page, "old": pair[0] if pair else None, "new": pair[-1] if pair else None}
    return render(request, "reports/record_runs.html", context)


@requires(Permission.FREEZE_FIGURES)
@require_POST
def freeze(request):
    """Every figure of the address, kept under a name."""
    form = FreezeForm(request.POST)
    try:
        question = asked_records(request).question
        if not form.is_valid():
            raise FigureProblem(_("请为本次固化起一个名称。"))
        made = freeze_records(
            name=form.cleaned_data["name"], unit=question.unit, as_of=question.as_of, since=question.since, by=request.user
        )
    except FigureProblem as problem:
        messages.error(request, str(problem))
        return redirect("figures:records")
    messages.success(request, _("已固化。数值和记录不再随数据变动。"))
    return redirect("figures:record-run", pk=made.pk)


@requires(Permission.VIEW_FIGURES)
@require_safe
def run(request, pk):
    """One run as it was taken; nothing is computed again."""
    found = _one(request.user, pk)
    rules = [
        {"label": cards()[key].label if key in cards() else key, "words": in_words(key, held["value"]), "source": held["source"]}
        for key, held in sorted(found.rules.items())
    ]  # fmt: skip
    context = {
        "title": found.name, "run": found, "lines": frozen_record_lines(found, found.figures.all()), "rules": rules,
        "others": _visible(request.user).filter(unit=found.unit).exclude(pk=pk)[:50],
        "may_withdraw": request.user.can(Permission.FREEZE_FIGURES) and not found.withdrawn_at,
    }  # fmt: skip
    return render(request, "reports/record_run.html", context)


@requires(Permission.VIEW_FIGURES)
@require_safe
def run_rows(request, pk, identity):
    """The frozen records of one figure with where each stood."""
    found, one = _one(request.user, pk), one_record_indicator(identity)
    if not request.user.can(right_of(one.source)):
        raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": right_of(one.source).label})
    rows = found.rows.filter(source=one.source.name, asked__contains=[identity]).select_related("place")
    page = _listing(identity).page(rows, request.GET)
    readers = _readers(one, found)
    lines = [
        {"row": row, "shown": _read(readers, row.shown), "mark": STANDINGS[_standing(row, identity)]} for row in page
    ]
    record("record_run.rows_viewed", by=request.user, target=found, detail={"indicator": identity, "rows": len(lines)})
    context = {
        "title": one.title, "run": found, "indicator": one, "page": page, "lines": lines,
        "heads": [head for _lookup, head in one.source.shown],
    }  # fmt: skip
    return render(request, "reports/record_run_rows.html", context)


@requires(Permission.FREEZE_FIGURES)
@require_POST
def withdraw(request, pk):
    """The run marked as no longer valid; it stays readable."""
    try:
        withdraw_records(run=_one(request.user, pk), by=request.user)
        messages.success(request, _("已作废，内容仍可查看。"))
    except FigureProblem as problem:
        messages.error(request, str(problem))
    return redirect("figures:record-run", pk=pk)


@requires(Permission.VIEW_FIGURES)
@require_safe
def compare(request):
    """Two runs side by side: every figure old and new, and under one of them which records changed."""
    before, after = (_chosen(request, name) for name in ("a", "b"))
    if before.pk == after.pk:
        messages.error(request, _("请选择两次不同的固化。"))
        return redirect("figures:record-runs")
    identity = request.GET.get("indicator", "")
    one = one_record_indicator(identity) if identity else None
    changes = []
    if one and request.user.can(right_of(one.source)):
        readers = _readers(one, after)
        changes = [
            {"shown": _read(readers, change.shown), "before": STANDINGS.get(change.before), "after": STANDINGS.get(change.after)}
            for change in compare_records(before, after, one.id)
        ]
    record("record_run.compared", by=request.user, target=after, detail={"with": before.pk, "indicator": identity})
    context = {
        "title": _("两次固化对比"), "before": before, "after": after, "lines": changed_record_lines(before, after),
        "indicator": one, "changes": changes, "heads": [head for _lookup, head in one.source.shown] if one else [],
    }  # fmt: skip
    return render(request, "reports/record_compare.html", context)


def _readers(one, run: RecordRun) -> list:
    """How the kept texts of the figure's records are read today."""
    return text_readers(one.source, one.source.rows(ask_records(unit=run.unit, as_of=run.as_of)).model)


def _read(readers: list, shown: list) -> list[str]:
    """A run of an earlier definition may have kept fewer or more texts; those are shown as they are."""
    if len(shown) != len(readers):
        return [text or "" for text in shown]
    return [read(text) for read, text in zip(readers, shown, strict=True)]


def _standing(row, identity: str) -> str:
    return "numerator" if identity in row.numerators else "missing" if identity in row.missing else "rest"


def _visible(user):
    return RecordRun.objects.visible_to(user).select_related("unit", "created_by")


def _one(user, pk) -> RecordRun:
    return get_object_or_404(_visible(user), pk=pk)


def _chosen(request, name: str) -> RecordRun:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return _one(request.user, int(text))


def _listing(identity: str) -> Listing:
    def on_side(rows, side):
        counted, unknown = {"numerators__contains": [identity]}, {"missing__contains": [identity]}
        if side == "numerator":
            return rows.filter(**counted)
        if side == "missing":
            return rows.filter(**unknown)
        return rows.exclude(**counted).exclude(**unknown) if side == "rest" else rows

    return Listing(
        filters=(
            Filter("q", _("文字"), lambda rows, text: rows.filter(shown__icontains=text), "search"),
            Filter("side", _("哪一侧"), on_side, kind="choice", choices=lambda: list(SIDES.items())),
        ),
        sorts=(Sort("id", "", (), descending=True),),
    )
