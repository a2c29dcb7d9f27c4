"""A person's choice for a doubtful row, and the wrong rows as a workbook to correct."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cadres.actions.batches import decide
from cadres.presenters.candidates import doubts
from cadres.presenters.rows import row_lines
from cadres.presenters.wrong_rows import wrong_rows
from cadres.views.batch import seen
from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.models import BatchRow
from portal.rules.roles import Permission


@requires(Permission.IMPORT_RECORDS)
@require_POST
def decided(request, pk, row):
    """The row as the chosen person, or as somebody new; with htmx only its card is answered."""
    batch = seen(request, pk)
    found = get_object_or_404(BatchRow, pk=row, batch=batch)
    problem = ""
    try:
        found = decide(row=found, person_id=_number(request.POST.get("person", "")), by=request.user)
    except ValidationError as refused:
        problem = " ".join(refused.messages)
    if not request.htmx:
        return redirect(f"{reverse('cadres:batch', args=[pk])}?state=doubtful")
    found.refresh_from_db()
    context = {"batch": batch, "problem": problem}
    if found.state == BatchRow.State.DOUBTFUL:
        context["doubt"] = doubts([found], request.user)[0]
        return render(request, "cadres/parts/doubt.html", context)
    context["line"] = row_lines([found])[0]
    return render(request, "cadres/parts/decided.html", context)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise ValidationError(_("请选择一位人员，或选择“新增人员”。"), code="choice_missing")
    return int(text)


@requires(Permission.IMPORT_RECORDS)
@require_safe
def errors(request, pk):
    """The wrong rows in the form of the file, cells marked, the column 错误原因 last."""
    batch = seen(request, pk)
    record("batch.errors_exported", by=request.user, target=batch)
    name = _("%(name)s-错误行.xlsx") % {"name": batch.file.name.rsplit(".", 1)[0]}
    return sent(wrong_rows(batch), XLSX, name)
