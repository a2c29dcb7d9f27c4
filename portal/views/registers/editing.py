"""The form of a record: new, changed, taken out; a second editor sees what the first one changed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.presenters.conflicts import conflicts
from portal.queries.versions import version_of
from portal.registers.actions import VersionChanged, add_record, change_record, remove_record
from portal.registers.catalogue import registers
from portal.registers.choosers import chooser_of, suggestions, typed
from portal.registers.columns import field_at, names_one
from portal.registers.declaration import Register
from portal.registers.forms import RecordForm, take_over
from portal.registers.new_form import asked_and_known, new_form
from portal.registers.openings import tell_opened
from portal.registers.record_page import asked_by_steps
from portal.views.days import today
from portal.views.registers.opening import opens_register, owner_in, tell_caution, visible_record


@opens_register("view", "edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, register):
    """A new record, filled in from its owner in the address and from what is known."""
    given = _given(register, request)
    title = _("登记%(what)s") % {"what": register.title}
    if request.method != "POST" or "refill" in request.POST:
        form = new_form(register, request.user, today(), given, request.POST)
        return _form_page(request, register, form, title, {"filled": form.filled()})
    form = RecordForm(request.POST, register=register, record=register.model(), user=request.user)
    if form.is_valid():
        try:
            asked = asked_and_known(form, request.POST, given)
            made = add_record(register=register, values=form.values(), by=request.user, today=today(), asked=asked)
        except ValidationError as refused:
            take_over(form, refused)
        else:
            messages.success(request, _("已保存：%(name)s。") % {"name": made})
            tell_caution(request, register, made)
            if "again" in request.POST:
                owners = {name: getattr(made, made._meta.get_field(name).attname) for name in given}
                return redirect(f"{reverse('portal:register-new', args=[register.name])}?{urlencode(owners)}")
            return redirect("portal:register-record", register.name, made.pk)
    return _form_page(request, register, form, title, {"filled": request.POST.get("filled", "")})


@opens_register("view", "edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, register, pk):
    """A record as a form."""
    held = visible_record(register, request.user, pk)
    version = version_of(held)
    form = RecordForm(request.POST or None, register=register, record=held, user=request.user)
    context = {"record": held, "version": version}
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        try:
            changed = change_record(
                register=register, record=held, changes=changes, by=request.user, today=today(),
                version=form.cleaned_data["made_from"] or None,
            )  # fmt: skip
        except VersionChanged:
            context["conflicts"] = conflicts(held, changes)
            return _form_page(request, register, form, _("修改%(what)s") % {"what": register.title}, context, 409)
        except ValidationError as refused:
            take_over(form, refused)
        else:
            messages.success(request, _("已保存。") if changes else _("没有改动。"))
            tell_caution(request, register, changed)
            return redirect("portal:register-record", register.name, pk)
    if form.is_bound:
        context["version"] = form.data.get("made_from", "")  # a page sent back is still the one it was made from
    else:
        tell_opened(register, request.user, held)
    return _form_page(request, register, form, _("修改%(what)s") % {"what": register.title}, context)


@opens_register("view", "edit")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, register, pk):
    """Asks once more, then takes the record out."""
    held = visible_record(register, request.user, pk)
    problem = ""
    if request.method == "POST":
        name = str(held)
        try:
            version = request.POST.get("made_from") or None
            remove_record(register=register, record=held, by=request.user, version=version)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _("已删除：%(name)s。") % {"name": name})
            return redirect("portal:register", register.name)
    context = {
        "title": _("删除%(what)s") % {"what": register.title}, "register": register, "record": held,
        "problem": problem, "version": version_of(held),
    }  # fmt: skip
    return render(request, "portal/registers/remove.html", context, status=409 if problem else 200)


@require_safe
def choose(request, label):
    """Suggestions for a column that names another record, out of the user's scope."""
    models = {}
    for register in registers().values():
        if not request.user.can(register.edit):
            continue
        for name in (*register.field_names, *asked_by_steps(register)):
            field = field_at(register.model, name)
            if field.is_relation:
                models[field.related_model._meta.label_lower] = field.related_model
    if not models:
        raise PermissionDenied
    if label not in models:
        raise Http404
    text = request.GET.get(request.GET.get("from", "q"), "").replace("\0", "").strip()[:100]
    describe = chooser_of(models[label]).describe
    found = suggestions(models[label], text, request.user) if text else []
    found = [one for one in found if str(one.pk) != request.GET.get("without")]
    options = [{"value": typed(one), "name": str(one), "about": describe(one)} for one in found]
    return render(request, "portal/registers/options.html", {"options": options, "text": text})


choose.required_permission = ("edit",)


def _given(register: Register, request) -> dict:
    """What the address fills in: relations (`?person=12`) within the account's scope, and choices (`?kind=theme_day`)."""
    found = {}
    for name in register.field_names:
        column, text = register.model._meta.get_field(name), request.GET.get(name, "")
        if text and names_one(column):
            found[name] = owner_in(register, name, text, request.user)
        elif text and text in dict(column.flatchoices):
            found[name] = text
    return {name: value for name, value in found.items() if value}


def _form_page(request, register: Register, form: RecordForm, title: str, context: dict, status: int | None = None):
    context = {"title": title, "register": register, "form": form, **context}
    status = status or (422 if form.errors else 200)
    return render(request, "portal/registers/form.html", context, status=status)
