"""One batch from reading to undo: its page follows its state, its buttons start the next step."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from cadres.actions.batches import blocking_cells
from cadres.actions.batches.receiving import start_reading
from cadres.actions.batches.starting import start_applying, start_undoing
from cadres.presenters.batches import (
    BATCH_TONES,
    format_label,
    kind_labels,
    kind_table,
    rows_in,
    totals,
    what_applying_does,
)
from cadres.presenters.blocking import blocking_lines
from cadres.presenters.candidates import doubts
from cadres.presenters.rows import grouped, row_lines
from cadres.queries.batches import batches_for
from portal.access import requires
from portal.lists import Choice, Filter, Listing, Sort
from portal.models import Batch, BatchRow
from portal.rules.roles import Permission

STEPS = (lazy("上传"), lazy("读取"), lazy("预演"), lazy("入库"))
STEP_OF = {
    "received": 1,
    "mapping": 1,
    "read": 1,
    "rehearsed": 2,
    "applied": 3,
    "undone": 3,
    "refused": 1,
    "cancelled": 1,
}


@requires(Permission.IMPORT_RECORDS)
@require_safe
def batch(request, pk):
    """What the batch waits for: its job, a mapping, a decision, the apply button, or the undo button."""
    found = seen(request, pk)
    if found.state == Batch.State.MAPPING and not _working(found):
        return redirect("cadres:batch-mapping", pk)
    context = {
        "title": found.file.name, "batch": found, "working": _working(found), "tone": BATCH_TONES[found.state],
        "format_label": format_label(found), "steps": STEPS, "step": STEP_OF[found.state],
        "failed": found.job is not None and found.job.state == "failed" and found.state not in ("applied", "undone"),
        "errors_waiting": rows_in(found, "wrong") > 0,
    }  # fmt: skip
    if context["working"]:
        return render(request, "cadres/batch.html", context)
    if found.counts:
        context |= _rows(request, found)
    if found.state == Batch.State.REHEARSED:
        context |= {"sentence": what_applying_does(found), "writes": rows_in(found, "new", "changed")}
    if found.state == Batch.State.APPLIED:
        context["blocking"] = blocking_lines(blocking_cells(found, limit=200))
        context["board_href"] = _board(request.user)
    return render(request, "cadres/batch.html", context)


def _rows(request, found: Batch) -> dict:
    """Numbers of the rehearsal, and the rows of the chosen state."""
    counted = totals(found)
    done = found.state in (Batch.State.APPLIED, Batch.State.UNDONE)
    wanted = ("changed", "new") if done else ("doubtful", "wrong")
    filled = [one.state for one in counted if one.rows]
    first = next((one for one in wanted if one in filled), filled[0] if filled else "new")
    state = request.GET.get("state", "")
    state = state if state in {one.state for one in counted} else first
    labels = kind_labels(found)
    kinds = [(name, labels[name]) for name, counts in found.counts.items() if counts.get(state)]
    listing = Listing(
        filters=(
            Filter("q", _("姓名"), lambda rows, value: rows.filter(name_key__contains=value), "search"),
            Choice("kind", _("信息集"), "kind", kinds),
        ),
        sorts=(Sort("position", "", ("position",)),),
    )
    rows = BatchRow.objects.filter(batch=found, state=state).select_related("batch")
    if state == BatchRow.State.DOUBTFUL:
        rows = rows.filter(person_row=F("pk"))  # the others follow the row that leads them
    page = listing.page(rows, request.GET)
    context = {"totals": counted, "kind_table": kind_table(found), "state": state, "page": page}
    if state == "doubtful":
        context["doubts"] = doubts(list(page), request.user)
    elif state in (BatchRow.State.WRONG, BatchRow.State.SKIPPED):
        context["groups"] = grouped(row_lines(list(page)))
    else:
        context["lines"] = row_lines(list(page))
    return context


@requires(Permission.IMPORT_RECORDS)
@require_POST
def apply(request, pk):
    """Starts writing the rehearsed rows; asked for twice it happens once."""
    return _started(request, pk, start_applying)


@requires(Permission.IMPORT_RECORDS)
@require_POST
def undo(request, pk):
    """Starts taking the batch back, unless cells changed since stand in the way."""
    return _started(request, pk, start_undoing)


def _started(request, pk, start):
    """The batch's page, after the work was started or with the reason why not."""
    try:
        start(batch=seen(request, pk), by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("cadres:batch", pk)


@requires(Permission.IMPORT_RECORDS)
@require_POST
def read_again(request, pk):
    """Reads and rehearses a batch again that was cancelled, failed or has become stale."""
    found = seen(request, pk)
    if found.state not in (Batch.State.APPLIED, Batch.State.UNDONE) and not _working(found):
        start_reading(batch=found, by=request.user)
    return redirect("cadres:batch", pk)


def seen(request, pk) -> Batch:
    """A batch of the user's scope, or 404."""
    rows = batches_for(request.user).select_related(
        "file", "unit", "created_by", "applied_by", "undone_by", "job"
    )
    return get_object_or_404(rows, pk=pk)


def _board(user) -> str:
    """Where the figures are shown, empty for those who may not see them."""
    try:
        return reverse("figures:board") if user.can(Permission.VIEW_FIGURES) else ""
    except NoReverseMatch:
        return ""


def _working(found: Batch) -> bool:
    return found.job is not None and not found.job.over
