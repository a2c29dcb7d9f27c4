"""A register's sheet: the empty one to fill in, and the box that takes the filled one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cadres.forms.uploads import SheetForm
from cadres.presenters.batches import BATCH_TONES, rows_in
from cadres.queries.batches import batches_for
from cadres.views.batches import receive_files
from portal.access import requires
from portal.downloads import XLSX, sent
from portal.registers.catalogue import registers
from portal.registers.declaration import Register
from portal.registers.sheets import hint, possible_words, sheet_columns, write_template
from portal.rules.roles import Permission

LATEST = 10


@requires(Permission.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, register: str):
    """The upload box of the register, what its columns mean, and the latest files that came in by it."""
    found = _register(request, register)
    form = SheetForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        received = receive_files(request, form, register=found.name)
        if received and not form.errors:
            return redirect("cadres:batch", received[0].pk) if len(received) == 1 else redirect(request.path)
    batches = batches_for(request.user).filter(register=found.name).select_related("file", "created_by", "job")
    latest = list(batches.order_by("-pk")[:LATEST])
    for batch in latest:
        batch.tone = BATCH_TONES[batch.state]
        batch.written, batch.wrong = rows_in(batch, "new", "changed"), rows_in(batch, "wrong", "doubtful")
        batch.working = batch.job is not None and not batch.job.over
    columns = [
        (column.head, hint(column), possible_words(column.field)) for column in sheet_columns(found, request.user)
    ]
    context = {
        "title": _("导入“%(title)s”") % {"title": found.title},
        "register": found, "form": form, "columns": columns, "latest": latest,
    }  # fmt: skip
    return render(request, "cadres/register_import.html", context, status=422 if form.errors else 200)


@requires(Permission.IMPORT_RECORDS)
@require_safe
def template(request, register: str):
    """The register's empty sheet."""
    found = _register(request, register)
    name = _("%(title)s-空白表.xlsx") % {"title": found.title}
    return sent(write_template(found, request.user), XLSX, name)


def _register(request, name: str) -> Register:
    """The register, 404 when none takes sheets under the name, 403 without the right to enter its records."""
    found = registers().get(name)
    if found is None or not found.sheet:
        raise Http404
    if not request.user.can(found.edit):
        raise PermissionDenied
    return found
