"""Hours of training: who is behind, and how one person's hours come about; the roster of a class in one go."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from cadres.actions.training import mark_roster
from cadres.models import Enrolment, Person, TrainingClass
from cadres.queries.training_hours import hours_reckoning, hours_rule, people_who_must, with_hours
from cadres.queries.training_hours_list import hours_list, hours_totals, units_behind
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from portal.views.days import as_of_day

_MARKS = {Enrolment.State.ATTENDED.value: _lazy("签到"), Enrolment.State.COMPLETED.value: _lazy("结业")}


def _year(request, day) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isascii() and text.isdecimal() and 2000 <= int(text) <= day.year else day.year


@requires(Permission.VIEW_RECORDS)
@require_safe
def hours(request):
    """Everybody in scope who must reach hours in the year of the address, as of a day, who is behind first."""
    day = as_of_day(request)
    year = _year(request, day)
    rule = hours_rule(day)
    people = with_hours(people_who_must(rule, day), rule, year, day)
    if not request.user.sees_everything():
        people = people.filter(unit__in=Unit.objects.visible_to(request.user))
    listing = hours_list(request.user)
    page = listing.page(people.select_related("unit"), request.GET)
    try:
        chosen = listing.filtered(people, request.GET, without="state")
    except ValueError:
        chosen = people.none()
    context = {
        "title": _("学时达标"), "page": page, "as_of": day, "year": year, "rule": rule,
        "totals": hours_totals(chosen), "units": units_behind(chosen), "years": range(day.year, day.year - 5, -1),
    }  # fmt: skip
    return render(request, "cadres/training_hours.html", context)


@requires(Permission.VIEW_RECORDS)
@require_safe
def person_hours(request, pk):
    """Every class of a person's reckoning: what counts, how much, and why the others do not."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    day = as_of_day(request)
    year = _year(request, day)
    context = {
        "title": _("%(name)s：%(year)d年学时") % {"name": person.name, "year": year}, "person": person, "as_of": day,
        "year": year, "reckoning": hours_reckoning(person, hours_rule(day), year, day),
        "years": range(day.year, day.year - 5, -1),
    }  # fmt: skip
    return render(request, "cadres/person_hours.html", context)


@requires(Permission.EDIT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request, pk):
    """The people of a class with a box each: signed in, or completed, in one go."""
    classes = TrainingClass.objects.all()
    if not request.user.sees_everything():
        classes = classes.filter(unit__in=Unit.objects.visible_to(request.user))
    held = get_object_or_404(classes, pk=pk)
    places = Enrolment.objects.filter(training_class=held, person__in=Person.objects.visible_to(request.user))
    sessions = list(held.sessions.order_by("held_on", "pk"))
    mark = request.POST.get("mark") or request.GET.get("mark") or Enrolment.State.ATTENDED
    if mark not in _MARKS:
        raise Http404
    problems, status = [], 200
    if request.method == "POST":
        shown = _numbers(request, "shown") & set(places.values_list("pk", flat=True))
        ticked = _numbers(request, "place") & shown
        session = next((one for one in sessions if str(one.pk) == request.POST.get("session")), None)
        try:
            changed = mark_roster(
                training_class=held, places=shown, ticked=ticked, state=mark, by=request.user,
                today=timezone.localdate(), session=session,
            )  # fmt: skip
        except ValidationError as refused:
            problems, status = refused.messages, 422
        else:
            messages.success(request, _("已保存，改动 %(changed)d 人。") % {"changed": changed})
            return redirect(f"{request.path}?mark={mark}")
    rows = places.select_related("person__unit").order_by("person__unit__path", "person__pinyin", "pk")
    kept = ticked if problems else None
    lines = [(one, (one.pk in kept) if kept is not None else _ticked(one), _fixed(one, mark)) for one in rows]
    context = {
        "title": _("%(name)s：签到与结业") % {"name": held.name}, "held": held, "lines": lines, "mark": mark,
        "marks": _MARKS.items(), "sessions": sessions, "problems": problems,
        "ticked": sum(one[1] for one in lines),
    }  # fmt: skip
    return render(request, "cadres/class_roster.html", context, status=status)


def _numbers(request, name: str) -> set[int]:
    return {int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdecimal() and len(one) < 19}


def _ticked(one: Enrolment) -> bool:
    """Who has signed in; when a class is closed, whoever took part is taken to complete until unticked."""
    return one.state in (Enrolment.State.ATTENDED, Enrolment.State.COMPLETED)


def _fixed(one: Enrolment, mark: str) -> bool:
    """Whoever withdrew, and whoever has completed while people sign in, stays as they are."""
    withdrew = one.state == Enrolment.State.WITHDRAWN
    return withdrew or (mark == Enrolment.State.ATTENDED and one.state == Enrolment.State.COMPLETED)
