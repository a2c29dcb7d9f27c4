"""Entering a Party member or an applicant on one short form: the person is found or made, then the record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from branches.actions.entering import person_entered
from branches.forms.changes import EnterMemberForm
from branches.models import PartyOrganization
from branches.registers.admissions import ADMISSION_CASES
from branches.registers.members import PARTY_MEMBERS
from portal.access import requires
from portal.registers.actions import add_record
from portal.rules.roles import Permission
from portal.views.days import today

_WHAT = {"member": (_("登记党员"), PARTY_MEMBERS), "applicant": (_("登记入党申请人"), ADMISSION_CASES)}


@requires(Permission.EDIT_ORGANIZATIONS)
@require_http_methods(["GET", "POST"])
def enter(request, pk, what):
    """A new member of the organization, or somebody who applied to it."""
    if what not in _WHAT:
        raise Http404
    title, register = _WHAT[what]
    organization = get_object_or_404(PartyOrganization.objects.visible_to(request.user), pk=pk, ended=None)
    form = EnterMemberForm(request.POST or None, applicant=what == "applicant")
    if request.method == "POST" and form.is_valid():
        try:
            made = _entered(register, organization, dict(form.cleaned_data), request.user)
        except ValidationError as refused:
            _take_over(form, refused)
        else:
            messages.success(request, _("已登记%(name)s。") % {"name": made.person.name})
            if what == "applicant":
                return redirect("branches:admission", made.pk)
            return redirect("branches:organization", organization.pk)
    context = {"title": title, "form": form, "organization": organization}
    return render(request, "branches/enter.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _entered(register, organization: PartyOrganization, given: dict, user):
    asked = 1 + sum(value not in (None, "") for value in given.values())  # the organization is known
    person = person_entered(
        organization=organization, name=given.pop("name"), id_number=given.pop("id_number"),
        sex_given=given.pop("sex"), born=given.pop("born"), by=user,
    )  # fmt: skip
    values = {"person": person, "organization": organization, **given}
    return add_record(register=register, values=values, by=user, today=today(), asked={"asked": asked, "known": 1})


def _take_over(form, refused: ValidationError) -> None:
    for name, errors in getattr(refused, "error_dict", {None: [refused]}).items():
        form.add_error(name if name in form.fields else None, errors)
