"""Changing a person's own row and dated facts; a second editor sees what the first one changed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cadres.actions.facts import add_fact, change_fact, fact_model, remove_fact
from cadres.actions.people import VersionChanged, change_person
from cadres.forms.records import FactForm, PersonForm
from cadres.presenters.conflicts import conflicts
from cadres.presenters.facts import TITLES
from cadres.queries.people import version_of as person_version
from cadres.views.person import visible
from portal.access import requires
from portal.queries.versions import version_of
from portal.registers.catalogue import register_of
from portal.registers.cautions import caution_of
from portal.rules.roles import Permission
from portal.views.days import today


@requires(Permission.EDIT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request, pk):
    """The person's own row as a form."""
    person = visible(request, pk)
    version = person_version(person)
    form = PersonForm(request.POST or None, record=person, user=request.user, initial=_initial(person, version))
    context = {"title": _("修改基本信息"), "person": person, "form": form, "version": version}
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        if form.cleaned_data["id_number"]:
            changes["id_number"] = form.cleaned_data["id_number"]
        try:
            change_person(person=person, changes=changes, by=request.user, version=form.cleaned_data["version"] or None)
        except VersionChanged:
            context["conflicts"] = conflicts(person, form)
            return render(request, "cadres/person_edit.html", context, status=409)
        except ValidationError as refused:
            _take_over(form, refused)
        else:
            messages.success(request, _("已保存。") if changes else _("没有改动。"))
            return redirect("cadres:person", pk)
    return render(request, "cadres/person_edit.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def fact(request, pk, kind, fact=None):
    """One dated fact as a form: new, changed or taken out."""
    person = visible(request, pk)
    _check_kind(kind, request.user)
    held = get_object_or_404(fact_model(kind), pk=fact, person=person) if fact else None
    version = version_of(held) if held else ""
    form = FactForm(request.POST or None, kind=kind, record=held, user=request.user)
    context = {"title": _("修改%(what)s") % {"what": TITLES[kind]} if held else _("新增%(what)s") % {"what": TITLES[kind]},
               "person": person, "form": form, "version": version, "fact": held, "kind": kind}  # fmt: skip
    if request.method == "POST" and held and "remove" in request.POST:
        remove_fact(fact=held, kind=kind, by=request.user)
        messages.success(request, _("已删除。"))
        return redirect("cadres:person", pk)
    if request.method == "POST" and form.is_valid():
        if held and form.cleaned_data["version"] not in ("", version):
            context["conflicts"] = conflicts(held, form)
            return render(request, "cadres/fact_edit.html", context, status=409)
        try:
            if held:
                saved = change_fact(fact=held, kind=kind, changes=form.changes(), by=request.user, today=today())
            else:
                saved = add_fact(person=person, kind=kind, values=form.changes(), by=request.user, today=today())
        except ValidationError as refused:
            _take_over(form, refused)
        else:
            messages.success(request, _("已保存。"))
            if caution := caution_of(register_of(type(saved)), saved, today()):
                messages.warning(request, f"{caution.message}。{caution.remedy}。")
            return redirect("cadres:person", pk)
    return render(request, "cadres/fact_edit.html", context, status=422 if form.errors else 200)


def _check_kind(kind: str, user) -> None:
    if kind not in TITLES or (kind == "family" and not user.can(Permission.VIEW_FAMILY)):
        raise Http404


def _initial(person, version: str) -> dict:
    return {field.name: getattr(person, field.name) for field in person._meta.concrete_fields} | {"version": version}


def _take_over(form, refused: ValidationError) -> None:
    """The action's refusals at the fields they are about."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
