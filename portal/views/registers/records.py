"""One record of a register: facts, the track of its states, the steps taken and to take, history, what it owns."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.presenters.sources import sources
from portal.registers.actions import VersionChanged, take_step
from portal.registers.attachments import attachment_box
from portal.registers.choosers import address_of
from portal.registers.columns import with_relations
from portal.registers.declaration import Register
from portal.registers.forms import StepForm, take_over
from portal.registers.history import record_history
from portal.registers.openings import tell_opened
from portal.registers.owned import owned_tables
from portal.registers.record_page import (
    asked_by_steps,
    facts,
    open_steps,
    owner_facts,
    steps_of_others,
    steps_taken,
    track,
)
from portal.registers.scope import visible
from portal.registers.steps import previous_steps
from portal.views.days import today
from portal.views.registers.opening import opens_register, tell_caution


@opens_register("view")
@require_safe
def record(request, register, pk):
    """Everything of one record; opening guarded content is recorded."""
    found = _found(register, request.user, pk)
    address = address_of(found, request.user)
    if address and address != request.path:
        return redirect(address)  # a kind of record with a page of its own
    tell_opened(register, request.user, found)
    return _page(request, register, found)


@opens_register("view")
@require_POST
def step(request, register, pk, step):
    """Takes a step, with the columns it asks for."""
    found = _found(register, request.user, pk)
    try:
        wanted = register.flow.step(step) if register.flow else None
    except KeyError:
        wanted = None
    if wanted is None:
        raise Http404
    form = StepForm(request.POST, step=wanted, record=found, user=request.user)
    if form.is_valid():
        try:
            taken = take_step(
                register=register, record=found, step=step, values=form.values(), by=request.user,
                reason=form.cleaned_data.get("reason", ""), today=today(),
                version=form.cleaned_data["made_from"] or None,
            )  # fmt: skip
        except VersionChanged as refused:
            messages.error(request, refused.messages[0])
            return redirect("portal:register-record", register.name, pk)
        except ValidationError as refused:
            take_over(form, refused)
        else:
            messages.success(request, _("已办理：%(step)s。") % {"step": wanted.label})
            tell_caution(request, register, taken)
            return redirect("portal:register-record", register.name, pk)
    return _page(request, register, found, refused=form)


@opens_register("view")
@require_safe
def history(request, register, pk):
    """Every change of the record; with htmx only the list."""
    found = get_object_or_404(visible(register, request.user), pk=pk)
    tell_opened(register, request.user, found)
    context = {"title": _("%(name)s：变更记录") % {"name": found}, "register": register, "record": found,
               "events": record_history(register, found, request.user)}  # fmt: skip
    part = "portal/registers/events.html" if request.htmx else "portal/registers/history.html"
    return render(request, part, context)


def _found(register: Register, user, pk: int):
    names = [*register.field_names, *asked_by_steps(register), *((register.flow.field,) if register.flow else ())]
    return get_object_or_404(with_relations(register, visible(register, user), names), pk=pk)


def _page(request, register: Register, found, refused: StepForm | None = None):
    user = request.user
    row = getattr(found, "source_row_id", None)
    taken = list(previous_steps(found)) if register.flow else []
    context = {
        "title": str(found) or register.title, "register": register, "record": found, "facts": facts(register, found, user),
        "tables": owned_tables(found, user), "attachments": attachment_box(register, found, user), "source": sources([found], user).get(row) if row else None,
        "pages": register.pages(found, user) if register.pages else (),
        "may_edit": user.can(register.edit), "owners": owner_facts(register, found, user),
        "track": track(register, found, taken), "taken": steps_taken(register, found),
        "of_others": steps_of_others(register, found, user),
        "steps": open_steps(register, found, user, today(), refused), "tracked": hasattr(register.model, "pgh_event_model"),
    }  # fmt: skip
    return render(request, "portal/registers/record.html", context, status=422 if refused else 200)
