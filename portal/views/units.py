"""Pages about units: the tree on a day, one unit with its history, and the changes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access import requires
from portal.actions import units as actions
from portal.actions.jobs import start_job
from portal.forms.units import (
    QUOTA_FIELDS,
    DissolveForm,
    QuotaForm,
    UnitChangeForm,
    UnitForm,
    code_typed,
    typed_unit,
)
from portal.models import Unit
from portal.queries import unit_tree
from portal.queries.quotas import approved_of, body_of
from portal.queries.units import spans_of
from portal.registers.owned import owned_tables
from portal.rules.roles import Permission
from portal.views.days import as_of_day


@requires(Permission.VIEW_RECORDS)
@require_safe
def tree(request):
    """The tree on the day: the top of the scope open, every further level when asked for; or what a search finds."""
    day, text = as_of_day(request), request.GET.get("q", "").replace("\0", "").strip()[:100]
    tops = list(unit_tree.tops(request.user, day))
    shown = {
        "title": _("机构"), "as_of": day, "q": text, "tops": tops,
        "hits": list(unit_tree.found(Unit.objects.visible_to(request.user), text, day)) if text else None,
        "first_level": list(unit_tree.level([tops[0].unit], day)) if len(tops) == 1 else [],
    }  # fmt: skip
    return render(request, "portal/units/tree.html", shown)


@requires(Permission.VIEW_RECORDS)
@require_safe
def children(request, pk):
    """The next level of the tree, as a fragment."""
    day = as_of_day(request)
    spans = list(unit_tree.level([_visible(request, pk)], day))
    return render(request, "portal/units/level.html", {"spans": spans, "as_of": day})


@require_safe
def search(request):
    """Suggestions for a unit field, with the unit above beside each; all units for whoever grants roles."""
    anywhere = request.user.can(Permission.GRANT_ROLES)
    units = Unit.objects.all() if anywhere else Unit.objects.visible_to(request.user)
    text = request.GET.get(request.GET.get("from", "q"), "").replace("\0", "").strip()[:100]
    hits = unit_tree.found(units, code_typed(text), as_of_day(request), 20) if text else []
    options = [(typed_unit(span.name, span.unit.code), span.parent) for span in hits]
    return render(request, "portal/units/options.html", {"options": options})


@requires(Permission.VIEW_RECORDS)
@require_safe
def detail(request, pk):
    """One unit: what it is, what it was, its approved numbers, what lies below."""
    unit, day = _visible(request, pk), as_of_day(request)
    shown = {
        "title": unit.name, "unit": unit, "as_of": day, "spans": spans_of(unit),
        "quotas": unit.quotas.order_by("-began"), "approved": approved_of(unit, day), "body": unit if body_of(unit) == unit.pk else unit.township,
        "children": list(unit_tree.level([unit], day)),
        "people_here": unit.people.count(),
        "people_under": Unit.objects.under(unit).filter(people__isnull=False).count(),
        "may_edit": request.user.can(Permission.EDIT_UNITS), "tables": owned_tables(unit, request.user),
    }  # fmt: skip
    return render(request, "portal/units/unit.html", shown)


@requires(Permission.EDIT_UNITS)
@require_http_methods(["GET", "POST"])
def add(request):
    """A new unit below one of the scope."""
    form = UnitForm(request.POST or None, user=request.user, initial={"parent": request.GET.get("parent", "")})
    if request.method == "POST" and form.is_valid():
        unit = _attempt(form, actions.create_unit, by=request.user, **form.cleaned_data)
        if unit:
            _read_again(request, unit)
            messages.success(request, _("已新建机构“%(name)s”。") % {"name": unit.name})
            return redirect("portal:unit", unit.pk)
    return _form_page(request, form, _("新建机构"), None, _("新建"))


@requires(Permission.EDIT_UNITS)
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """Another name, kind or parent from a day on."""
    unit = _visible(request, pk)
    now = {"name": unit.name, "short_name": unit.short_name, "kind": unit.kind, "parent": unit.parent}
    form = UnitChangeForm(request.POST or None, user=request.user, unit=unit, initial=now)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "parent" or value is not None}
        if _attempt(form, actions.change_unit, unit=unit, by=request.user, **values):
            _read_again(request, unit)
            messages.success(request, _("变更已登记。以前的名称和隶属关系保留在沿革中。"))
            return redirect("portal:unit", unit.pk)
    return _form_page(request, form, _("登记变更"), unit, _("保存变更"))


@requires(Permission.EDIT_UNITS)
@require_http_methods(["GET", "POST"])
def quota(request, pk):
    """Approved numbers from a day on."""
    unit = _visible(request, pk)
    latest = unit.quotas.order_by("-began").first()
    before = {name: getattr(latest, name) for name in QUOTA_FIELDS} if latest else {}
    form = QuotaForm(request.POST or None, initial=before)
    sent = request.method == "POST" and form.is_valid()
    if sent and _attempt(form, actions.set_quota, unit=unit, by=request.user, **form.cleaned_data):
        messages.success(request, _("编制职数已保存。"))
        return redirect("portal:unit", unit.pk)
    return _form_page(request, form, _("核定编制职数"), unit, _("保存"), _("留空表示未核定，不等于 0。"))


@requires(Permission.EDIT_UNITS)
@require_http_methods(["GET", "POST"])
def dissolve(request, pk):
    """The end of a unit nobody belongs to any more."""
    unit = _visible(request, pk)
    form = DissolveForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and _attempt(form, actions.dissolve_unit, unit=unit, by=request.user, **form.cleaned_data) is not False:
        messages.success(request, _("机构已撤销，沿革保留。"))
        return redirect("portal:unit", unit.pk)
    return _form_page(request, form, _("撤销机构"), unit, _("撤销"))


def _read_again(request, unit: Unit) -> None:
    """Records that rest on what the unit was called and was are worked out again."""
    start_job(kind="rebuild_township_periods", arguments={"unit": unit.pk}, by=request.user)


def _visible(request, pk) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.user).select_related("parent", "township"), pk=pk)


def _attempt(form, action, **values):
    """What the action gives; False with the form's errors filled in when it refuses."""
    try:
        return action(**values)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False


def _form_page(request, form, title, unit, verb, lead=""):
    shown = {"form": form, "title": title, "unit": unit, "verb": verb, "lead": lead}
    return render(request, "portal/units/form.html", shown)
