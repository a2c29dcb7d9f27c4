"""Lines of résumés that could not be read with certainty: a person confirms or corrects, one after the other."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.actions.resume import confirm_spell, withdraw_confirmation
from cadres.forms.resume import SpellForm
from cadres.models import Person, Resume, Spell, SpellConfirmation
from cadres.presenters.resume import KINDS, NATURES, spell_lines, text_lines
from cadres.views.person import visible
from portal.access import requires
from portal.lists import Listing, Search, Sort
from portal.rules.roles import Permission

LISTING = Listing(
    filters=(Search("q", lazy("姓名"), fields=("name", "pinyin", "initials")),),
    sorts=(Sort("name", lazy("姓名"), ("pinyin",)),),
)


@requires(Permission.EDIT_RECORDS)
@require_safe
def queue(request):
    """The people of the user's scope whose résumés wait, with how many lines each."""
    rows = (
        _waiting(request.user)
        .select_related("unit")
        .annotate(lines=Count("spells", filter=Q(spells__state="doubtful")))
    )
    page = LISTING.page(rows, request.GET)
    return render(request, "cadres/resume_queue.html", {"title": _("履历核对"), "page": page})


@requires(Permission.EDIT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """One person's résumé with the form of one doubtful line; the last one done leads to the next person."""
    person = visible(request, pk)
    spells = list(person.spells.select_related("unit").order_by("position"))
    doubtful = [spell for spell in spells if spell.state == Spell.State.DOUBTFUL]
    current = _current(request.GET.get("spell", ""), spells, doubtful)
    form = SpellForm.of(current, request.POST or None) if current else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            confirm_spell(spell=current, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(_onward(request, person, current.position))
    resume = Resume.objects.filter(person=person).first()
    context = {
        "title": _("核对履历：%(name)s") % {"name": person.name}, "person": person, "current": current, "form": form,
        "resume": resume, "text_lines": text_lines(resume, spells), "doubtful": doubtful,
        "line": spell_lines(resume, [current], {})[0] if current else None,
        "next_href": _following(request, person, current.position if current else -1, doubtful),
        "confirmations": _confirmations(person), "spell_lines": spell_lines(resume, spells, {}),
    }  # fmt: skip
    return render(
        request, "cadres/resume_review.html", context, status=422 if form is not None and form.errors else 200
    )


@requires(Permission.EDIT_RECORDS)
@require_POST
def withdraw(request, pk, confirmation):
    """A confirmation taken back: the line is read by the rules again."""
    person = visible(request, pk)
    withdraw_confirmation(
        confirmation=get_object_or_404(SpellConfirmation, pk=confirmation, person=person), by=request.user
    )
    messages.success(request, _("已撤回，该行改由规则判定。"))
    return redirect("cadres:resume-review-person", pk)


def _waiting(user):
    return Person.objects.visible_to(user).filter(resume__needs_review=True)


def _current(text: str, spells: list[Spell], doubtful: list[Spell]) -> Spell | None:
    """The spell the address names, whatever its state; else the first doubtful one."""
    named = [spell for spell in spells if text.isdecimal() and str(spell.position) == text]
    return (named or doubtful or [None])[0]


def _onward(request, person: Person, position: int) -> str:
    left = list(person.spells.filter(state=Spell.State.DOUBTFUL).order_by("position"))
    if not left:
        messages.success(request, _("%(name)s 的履历已核对完。") % {"name": person.name})
    return _following(request, person, position, left)


def _following(request, person: Person, position: int, doubtful: list[Spell]) -> str:
    """The next doubtful line of the person, else the next person who waits, else the queue."""
    here = reverse("cadres:resume-review-person", args=[person.pk])
    later = [spell for spell in doubtful if spell.position > position]
    if later:
        return f"{here}?spell={later[0].position}"
    after = Q(pinyin__gt=person.pinyin) | Q(pinyin=person.pinyin, pk__gt=person.pk)
    following = _waiting(request.user).filter(after).order_by("pinyin", "pk").values_list("pk", flat=True).first()
    return reverse("cadres:resume-review-person", args=[following]) if following else reverse("cadres:resume-review")


def _confirmations(person: Person) -> list[dict]:
    rows = (
        SpellConfirmation.objects.filter(person=person)
        .select_related("confirmed_by")
        .order_by(F("began").asc(nulls_last=True))
    )
    return [
        {"pk": one.pk, "began": one.began, "ended": one.ended, "kind": KINDS.get(one.kind, one.kind),
         "nature": NATURES.get(one.nature, one.nature), "by": one.confirmed_by, "at": one.confirmed_at, "note": one.note}
        for one in rows
    ]  # fmt: skip
