"""The tree of Party organizations on a day, one organization, and what changes it from a day on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from branches.actions import organizations as actions
from branches.forms.changes import KINDS, ChangeForm
from branches.models import OrganizationChange, PartyOrganization
from branches.presenters import organization as shown
from branches.queries import organization_tree
from branches.registers.fitting import holds_members, is_chain
from portal.access import requires
from portal.registers.attachments import attachment_box
from portal.registers.catalogue import registers
from portal.registers.choosers import link_to
from portal.registers.owned import owned_tables
from portal.rules.roles import Permission
from portal.views.days import as_of_day, today

Kind = OrganizationChange.Kind


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def tree(request):
    """The tree on the day: the top of the scope, every further level when asked for; or what a search finds."""
    day, text = as_of_day(request), request.GET.get("q", "").replace("\0", "").strip()[:100]
    tops = list(organization_tree.tops(request.user, day))
    context = {
        "title": _("党组织"), "as_of": day, "q": text, "tops": tops,
        "hits": list(organization_tree.found(request.user, text, day)) if text else None,
        "first_level": list(organization_tree.level([tops[0].organization], day)) if len(tops) == 1 else [],
        "may_edit": request.user.can(Permission.EDIT_ORGANIZATIONS),
    }  # fmt: skip
    return render(request, "branches/tree.html", context)


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def children(request, pk):
    """The next level of the tree, as a fragment."""
    day = as_of_day(request)
    spans = list(organization_tree.level([_visible(request, pk)], day))
    return render(request, "branches/level.html", {"spans": spans, "as_of": day})


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def organization(request, pk):
    """One organization on the day: numbers, set-up, term, what stands below, its records and how it came to be so."""
    found, day = _visible(request, pk), as_of_day(request)
    span = found.spans.as_of(day).select_related("organization", "parent", "unit").first()
    counted = shown.numbers(found, day)
    context = {
        "title": span.name if span else found.name, "organization": found, "as_of": day, "span": span,
        "numbers": counted, "findings": shown.findings(span, counted, day) if span else [],
        "secretaries": shown.secretaries(found, day), "term": shown.term_of(found, day),
        "children": list(organization_tree.level([found], day)), "timeline": shown.timeline(found),
        "tables": owned_tables(found, request.user), "register": registers()["party_organizations"],
        "attachments": attachment_box(registers()["party_organizations"], found, request.user),
        "may_edit": request.user.can(Permission.EDIT_ORGANIZATIONS) and found.ended is None,
        "unit_href": link_to(span.unit, request.user) if span else "",
        "holds_members": holds_members(found), "chain": shown.chain_numbers(found, day) if is_chain(found) else [],
        "kinds": [(kind.value, kind.label) for kind in KINDS],
    }  # fmt: skip
    return render(request, "branches/organization.html", context)


@requires(Permission.EDIT_ORGANIZATIONS)
@require_http_methods(["GET", "POST"])
def change(request, pk, kind):
    """One change from a day on: renamed, moved, upgraded, merged, split, dissolved."""
    if kind not in {one.value for one in KINDS}:
        raise Http404
    found = _visible(request, pk)
    form = ChangeForm(request.POST or None, organization=found, kind=kind, user=request.user, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            target = _changed(found, Kind(kind), form.cleaned_data, request.user)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("已办理“%(kind)s”。以前的情况保留。") % {"kind": Kind(kind).label})
            return redirect("branches:organization", target.pk)
    context = {"title": Kind(kind).label, "form": form, "organization": found, "kind": kind}
    return render(request, "branches/change.html", context, status=422 if form.errors else 200)


def _changed(found: PartyOrganization, kind, values: dict, user) -> PartyOrganization:
    """The organization whose page is shown afterwards."""
    if kind == Kind.MERGE:
        actions.merge(organization=found, by=user, **values)
        return values["into"]
    if kind == Kind.SPLIT:
        return actions.split(organization=found, by=user, **values | {"members": list(values["members"])})
    if kind == Kind.DISSOLVE:
        actions.dissolve(organization=found, by=user, **values)
    else:
        actions.change_organization(organization=found, kind=kind, by=user, **values)
    return found


def _visible(request, pk) -> PartyOrganization:
    visible = PartyOrganization.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("parent", "unit"), pk=pk)
