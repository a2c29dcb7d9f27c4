"""The whole report: what it will say, each figure a link, what is left out and why; then the file."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access import requires
from portal.downloads import DOCX, sent
from portal.rules.roles import Permission
from reports.actions.papers import draft_report, office_name, produce_report
from reports.forms import ReportForm
from reports.presenters.figures import address, figure_card
from reports.presenters.records import record_line
from reports.views.asking_records import answers_problems, asked_records, right_of


@requires(Permission.VIEW_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@answers_problems
def report(request):
    """The draft on a page; a post gives the .docx."""
    question = asked_records(request)
    draft = draft_report(question=question.question)
    first = {"office": office_name(), "dated": timezone.localdate()}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=first, red=bool(draft.red))
    if request.method == "POST" and form.is_valid():
        content, _draft = produce_report(question=question.question, by=request.user, **form.cleaned_data)
        name = _("%(title)s-%(day)s.docx") % {"title": draft.filled.title, "day": question.question.as_of}
        return sent(content, DOCX, name)
    team = draft.team.question
    words = {"as_of": str(team.as_of), "unit": question.unit.code, "population": team.population}
    words |= {"round": str(team.round.pk)} if team.round else {}
    opens = request.user.can(Permission.VIEW_RECORDS)
    context = {
        "title": _("生成工作报告"), "asked": question, "form": form, "filled": draft.filled, "red": draft.red,
        "board_href": address(reverse("figures:records"), question.words),
        "left_out": [*(draft.paragraph.left_out if draft.paragraph else ()), *draft.filled.left_out],
        "cards": [figure_card(one, words).led(opens) for one in (draft.paragraph.used if draft.paragraph else ())],
        "lines": [
            record_line(one, _words(draft, one, question)).led(request.user.can(right_of(one.indicator.source)))
            for one in draft.filled.used
        ],
    }  # fmt: skip
    return render(request, "reports/full_report.html", context, status=422 if form.is_bound else 200)


def _words(draft, figure, question) -> dict:
    return question.words | {"since": str(draft.questions[figure.indicator.id].since)}
