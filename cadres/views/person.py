"""One person's life on one page, as of a day; the photograph, the full number, the history."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cadres.actions.people import reveal_id_number
from cadres.documents.appointment_form import LAYOUTS
from cadres.models import Person, Photo
from cadres.presenters.facts import fact_tables
from cadres.presenters.history import person_history
from cadres.presenters.resume import spell_lines, text_lines
from cadres.presenters.timeline import timeline
from cadres.queries.card import person_card
from cadres.queries.why import township_reason
from portal.access import requires
from portal.audit import record
from portal.files import read_file
from portal.presenters.sources import sources
from portal.registers.attachments import owned_attachments
from portal.registers.owned import owned_tables
from portal.rules.roles import Permission
from portal.views.days import as_of_day

# Shown in the head of the page, so not again in the list of everything.
IN_HEAD = {"name", "id_masked", "sex", "born", "ethnicity", "unit", "post_text", "note", "status"}


@requires(Permission.VIEW_RECORDS)
@require_safe
def person(request, pk):
    """Everything on file of one person; the view is recorded."""
    found = visible(request, pk)
    day = as_of_day(request)
    card = person_card(found, day, request.user)
    reason = township_reason(found, day)
    spells = [share.spell for share in reason.shares]
    spells = sorted(spells, key=lambda one: one.position) + list(found.spells.filter(began__isnull=True))
    shares = {share.spell.position: (share.months, share.reason) for share in reason.shares}
    records = [found, card.resume, card.form, *(one for rows in card.facts.values() for one in rows or ())]
    known = sources(records, request.user)
    items = {item.name: item for item in card.items}
    record("person.viewed", by=request.user, target=found)
    context = {
        "title": found.name, "person": found, "card": card, "as_of": day, "reason": reason, "items": items,
        "more": [item for item in card.items if item.text and item.name not in IN_HEAD],
        "tables": fact_tables(card, known), "source": known.get(found.source_row_id), "timeline": timeline(spells, day),
        "resume_source": known.get(card.resume.source_row_id) if card.resume else None,
        "spell_lines": spell_lines(card.resume, spells, shares), "text_lines": text_lines(card.resume, spells),
        "has_photo": Photo.objects.filter(person=found).exists(), "extra": sorted((found.extra or {}).items()),
        "may_edit": request.user.can(Permission.EDIT_RECORDS), "owned": owned_tables(found, request.user), "documents": owned_attachments(found, request.user),
        "may_reveal": request.user.can(Permission.VIEW_FULL_ID) and found.id_cipher is not None,
        "may_export": request.user.can(Permission.EXPORT_RECORDS), "layouts": LAYOUTS.items(),
    }  # fmt: skip
    return render(request, "cadres/person.html", context)


@requires(Permission.VIEW_FULL_ID)
@require_http_methods(["GET", "HEAD", "POST"])
def id_number(request, pk):
    """The full ID number, once, for a reason that is recorded."""
    found = visible(request, pk)
    context = {
        "title": _("查看完整身份证号"),
        "person": found,
        "reason": request.POST.get("reason", "")[:200],
        "problem": "",
    }
    if request.method == "POST":
        try:
            context["number"] = reveal_id_number(person=found, reason=context["reason"], by=request.user)
        except ValidationError as refused:
            context["problem"] = " ".join(refused.messages)
    return render(request, "cadres/id_number.html", context, status=422 if context["problem"] else 200)


@requires(Permission.VIEW_RECORDS)
@require_safe
def photo(request, pk):
    """The person's photograph."""
    held = Photo.objects.filter(person=visible(request, pk)).select_related("file").first()
    if held is None:
        raise Http404
    return HttpResponse(read_file(held.file), content_type=held.file.content_type or "image/jpeg")


@requires(Permission.VIEW_RECORDS)
@require_safe
def history(request, pk):
    """Every change of the person's records; with htmx only the list."""
    found = visible(request, pk)
    record("person.history_viewed", by=request.user, target=found)
    events = person_history(found, family=request.user.can(Permission.VIEW_FAMILY))
    context = {"title": _("%(name)s：变更记录") % {"name": found.name}, "person": found, "events": events}
    return render(request, "cadres/parts/history.html" if request.htmx else "cadres/history.html", context)


def visible(request, pk) -> Person:
    """A person of the user's scope, or 404."""
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("unit"), pk=pk)
