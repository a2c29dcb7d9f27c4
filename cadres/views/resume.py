"""A person's résumé text: changed, tried out, laid out officially, saved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cadres.actions.facts import write_resume as save_resume
from cadres.actions.resume_rows import read_resume
from cadres.forms.resume import ResumeForm
from cadres.models import Resume, SpellConfirmation
from cadres.presenters.resume import spell_lines
from cadres.queries.unit_names import unit_names
from cadres.rules.resume.layout import write_resume
from cadres.rules.resume.spells import parse_resume
from cadres.views.person import visible
from portal.access import requires
from portal.audit import record
from portal.rules.roles import Permission


@requires(Permission.EDIT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request, pk):
    """The text with what would be read from it; `layout` puts it into the official form, `save` keeps it."""
    person = visible(request, pk)
    if request.method == "GET":
        record("person.resume_viewed", by=request.user, target=person)
    held = Resume.objects.filter(person=person).first()
    digest = held.digest if held else ""
    form = ResumeForm(request.POST or None, initial={"text": held.text if held else "", "digest": digest})
    context = {"title": _("修改简历"), "person": person, "held": held, "digest": digest}
    status = 200
    text = held.text if held else ""
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if "save" in request.POST and form.cleaned_data["digest"] != digest:
            context["changed_text"], status = text, 409
            context["now_text"] = held.text if held else ""
        elif "save" in request.POST:
            try:
                saved = save_resume(person=person, text=text, by=request.user)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                return _after(request, person, saved)
        elif "layout" in request.POST:
            text = write_resume(parse_resume(text))
            form = ResumeForm(initial={"text": text, "digest": form.cleaned_data["digest"]})
    if form.errors:
        status = 422
    return render(request, "cadres/resume.html", context | {"form": form} | _read(person, text), status=status)


def _after(request, person, saved: Resume):
    if saved.needs_review:
        messages.warning(request, _("已保存。有读不准的地方，请核对。"))
        return redirect("cadres:resume-review-person", person.pk)
    messages.success(request, _("已保存。"))
    return redirect("cadres:person", person.pk)


def _read(person, text: str) -> dict:
    """What would be read from the text, and how the official layout writes it."""
    confirmed = {(one.line_digest, one.occurrence): one for one in SpellConfirmation.objects.filter(person=person)}
    read = read_resume(text, lookup=unit_names().find, confirmed=confirmed)
    unsaved = Resume(text=text)
    return {
        "spell_lines": spell_lines(unsaved, read.spells, {}), "problems": read.problems,
        "official": write_resume(parse_resume(text)) if text.strip() else "",
    }  # fmt: skip
