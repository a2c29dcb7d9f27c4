"""The paragraph of the board as an official paper: what it will say, then the file."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access import requires
from portal.downloads import DOCX, sent
from portal.rules.roles import Permission
from reports.actions.papers import office_name, produce_team_report
from reports.documents.team_paragraph import LEAD, team_paragraph
from reports.figures import FigureProblem, board
from reports.forms import ReportForm
from reports.presenters.figures import address, figure_card
from reports.views.asking import asked


@requires(Permission.VIEW_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """The text with every figure a link, what is left out, and the form; a post gives the .docx."""
    question = asked(request)
    context = {
        "title": _("生成报告段落"), "asked": question, "board_href": address(reverse("figures:board"), question.words),
    }  # fmt: skip
    try:
        counted = board(**question.arguments)
    except FigureProblem as problem:
        return render(request, "reports/report.html", context | {"problem": str(problem)}, status=400)
    paragraph = team_paragraph(counted)
    first = {"office": office_name(), "dated": timezone.localdate()}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=first, red=bool(paragraph.red))
    if request.method == "POST" and form.is_valid():
        content, _paragraph = produce_team_report(board=counted, by=request.user, **form.cleaned_data)
        name = _("%(unit)s乡镇领导班子建设情况-%(day)s.docx") % {"unit": question.unit.name, "day": question.as_of}
        return sent(content, DOCX, name)
    context |= {
        "form": form, "paragraph": paragraph, "sentence": LEAD,
        "cards": [figure_card(figure, question.words).led(request.user.can(Permission.VIEW_RECORDS)) for figure in paragraph.used],
    }  # fmt: skip
    return render(request, "reports/report.html", context, status=422 if form.is_bound else 200)
