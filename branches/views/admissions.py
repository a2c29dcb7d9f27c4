"""One admission case: the twenty-five steps, what is next and when, and the form of the next step."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from branches.models import AdmissionCase, AdmissionStep, PartyOrganization
from branches.presenters.admission import by_stage, when
from branches.queries.admission import case_observation_due, case_outlook
from branches.registers.admissions import ADMISSION_CASES, ADMISSION_STEPS
from branches.rules.admission import next_step
from portal.access import requires
from portal.registers.actions import add_record
from portal.registers.attachments import attachment_box
from portal.registers.forms import ColumnsForm, take_over
from portal.registers.owned import owned_tables
from portal.registers.record_page import facts
from portal.rules.roles import Permission
from portal.views.days import today

_LASTING = (7, 11)


@requires(Permission.VIEW_ORGANIZATIONS)
@require_http_methods(["GET", "POST"])
def admission(request, pk):
    """The case; a posted step is the next one."""
    cases = AdmissionCase.objects.filter(organization__in=PartyOrganization.objects.visible_to(request.user))
    case = get_object_or_404(cases.select_related("person", "organization").prefetch_related("steps"), pk=pk)
    day = today()
    steps = case_outlook(case, day)
    following = None if case.state == AdmissionCase.State.STOPPED else next_step(steps)
    may_edit = request.user.can(Permission.EDIT_ORGANIZATIONS)
    form = _form(request, case, following) if following and may_edit and following.state in ("open", "late") else None
    if request.method == "POST" and form is not None and form.is_valid():
        values = {"case": case, "number": following.number, **form.values()}
        try:
            known = 2 + (values["done_on"] == day)  # the case, the step and the day
            asked = {
                "asked": known + sum(value not in (None, "", day) for value in form.values().values()),
                "known": known,
            }
            add_record(register=ADMISSION_STEPS, values=values, by=request.user, today=day, asked=asked)
        except ValidationError as refused:
            take_over(form, refused)
        else:
            messages.success(request, _("已登记第%(number)d步“%(name)s”。") % {
                "number": following.number, "name": following.name,
            })  # fmt: skip
            return redirect("branches:admission", case.pk)
    context = {
        "title": case.person.name, "case": case, "stages": by_stage(steps, {one.number: one.pk for one in case.steps.all()}), "next": following,
        "next_when": when(following) if following else "", "form": form, "may_edit": may_edit,
        "facts": facts(ADMISSION_CASES, case, request.user), "tables": [one for one in owned_tables(case, request.user) if one.register.name != "admission_steps"],
        "attachments": attachment_box(ADMISSION_CASES, case, request.user),
        "observation_due": case_observation_due(case, day), "today": day,
        "done": sum(step.state == "done" for step in steps),
    }  # fmt: skip
    return render(request, "branches/admission.html", context, status=422 if form and form.errors else 200)


def _form(request, case: AdmissionCase, following) -> ColumnsForm:
    names = ["done_on", *(["ended_on"] if following.number in _LASTING else []), "document_number", "note"]
    return ColumnsForm(
        request.POST or None, record=AdmissionStep(case=case), names=names, user=request.user,
        initial={"done_on": today()},
    )  # fmt: skip
