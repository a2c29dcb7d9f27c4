"""Files uploaded and what became of each: the list of batches with the upload box."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from cadres.actions.batches import receive
from cadres.exporting.workbook import write_template
from cadres.forms.uploads import UploadForm
from cadres.presenters.batches import BATCH_TONES, format_label, rows_in
from cadres.queries.batches import batches_for
from portal.access import requires
from portal.downloads import XLSX, sent
from portal.lists import Choice, Day, Listing, Search, Sort
from portal.models import Batch
from portal.queries.codes import code_names
from portal.rules.roles import Permission

LISTING = Listing(
    filters=(
        Search("q", lazy("文件名"), fields=("file__name",)),
        Choice("state", lazy("状态"), "state", Batch.State.choices),
        Day("since", lazy("自"), "created_at__date__gte"),
    ),
    sorts=(Sort("id", lazy("导入时间"), (), descending=True),),
    limit=20,
)


@requires(Permission.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request):
    """The upload box and the batches the user may see, newest first."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        received = receive_files(request, form)
        if len(received) == 1 and not form.errors:
            return redirect("cadres:batch", received[0].pk)
        if received and not form.errors:
            return redirect("cadres:batches")
    rows = batches_for(request.user).select_related("file", "unit", "created_by", "job")
    page = LISTING.page(rows, request.GET)
    for batch in page:
        batch.tone = BATCH_TONES[batch.state]
        batch.format_label = format_label(batch)
        batch.written, batch.wrong = rows_in(batch, "new", "changed"), rows_in(batch, "wrong", "doubtful")
        batch.working = batch.job is not None and not batch.job.over
    context = {"title": _("导入"), "form": form, "page": page}
    return render(request, "cadres/batches.html", context, status=422 if form.errors else 200)


def receive_files(request, form, *, register: str = "") -> list[Batch]:
    """The batches of the files; a file that is refused is named above the form, the others go on."""
    received = []
    for file, picture in form.cleaned_data["pairs"]:
        try:
            batch = receive(
                content=file.read(), name=file.name, unit=form.cleaned_data["unit"], by=request.user,
                picture=picture.read() if picture else None, register=register,
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error("files", f"{file.name}：{' '.join(refused.messages)}")
            continue
        if batch.already:
            messages.info(request, _("“%(name)s”以前已经上传过，打开的是原来的批次。") % {"name": file.name})
        received.append(batch)
    return received


@requires(Permission.IMPORT_RECORDS)
@require_safe
def template(request):
    """An empty national workbook with drop-down lists."""
    tables = {table: list(names.values()) for table, names in code_names().items()}
    return sent(write_template(tables), XLSX, _("干部大数据信息提取表.xlsx"))
