"""The card of an indicator: what its number means and by which rules."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.rules.roles import Permission
from reports.figures import FigureProblem, board
from reports.presenters.definition import condition_lines, example_lines, rule_lines
from reports.presenters.figures import address, figure_card
from reports.views.asking import asked, one_indicator


@requires(Permission.VIEW_FIGURES)
@require_safe
def definition(request, identity):
    """Wording, basis, rounding, version, rules in force and worked examples."""
    indicator, question = one_indicator(identity), asked(request)
    context = {
        "title": indicator.title, "indicator": indicator, "asked": question, "examples": example_lines(indicator),
        "board_href": address(reverse("figures:board"), question.words), "mean": bool(indicator.average),
        "lead": _("%(id)s · 第%(version)d版") % {"id": indicator.id, "version": indicator.version},
    }  # fmt: skip
    try:
        counted = board(**question.arguments)
    except FigureProblem as problem:
        return render(request, "reports/definition.html", context | {"problem": str(problem)})
    rules = counted.question.rules
    context |= {
        "card": figure_card(counted.figure(indicator.id), question.words),
        "conditions": condition_lines(indicator, rules), "rules": rule_lines(rules.settings, indicator.rules),
    }  # fmt: skip
    return render(request, "reports/definition.html", context)
