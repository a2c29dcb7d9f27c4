"""Why one person counts under an indicator or does not."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.models import Person
from portal.access import requires
from portal.audit import record
from portal.rules.roles import Permission
from reports.figures import FigureProblem, why
from reports.presenters.figures import address
from reports.presenters.why import conditions, verdict
from reports.views.asking import asked, one_indicator


@requires(Permission.VIEW_FIGURES)
@requires(Permission.VIEW_RECORDS)
@require_safe
def why_page(request, identity, pk):
    """The account of one person of the user's scope on the day; the view is recorded."""
    indicator, question = one_indicator(identity), asked(request)
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("unit"), pk=pk)
    words = question.words
    context = {
        "title": _("%(name)s：为什么") % {"name": person.name}, "person": person, "indicator": indicator,
        "asked": question, "board_href": address(reverse("figures:board"), words),
        "people_href": address(reverse("figures:people", args=[indicator.id]), words, side="denominator"),
        "may_edit": request.user.can(Permission.EDIT_RECORDS), "own_address": reverse("figures:why", args=[identity, pk]),
        "kept": [(name, value) for name, value in words.items() if name != "as_of"],
    }  # fmt: skip
    try:
        answer = why(person, indicator.id, question.as_of)
    except FigureProblem as problem:
        return render(request, "reports/why.html", context | {"problem": str(problem)}, status=400)
    record(
        "figure.why_viewed", by=request.user, target=person,
        detail={"indicator": indicator.id, "as_of": str(question.as_of)},
    )  # fmt: skip
    context |= {
        "answer": answer, "verdict": verdict(answer, question.population, question.round),
        "conditions": conditions(answer, request.user),
    }  # fmt: skip
    return render(request, "reports/why.html", context)
