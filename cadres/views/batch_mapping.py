"""The columns of a roster and what they mean: suggested, corrected, remembered."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cadres.actions.batches.reading import set_mapping
from cadres.forms.mapping import MappingForm
from cadres.presenters.mapping import grouped_targets, mapped_columns
from cadres.views.batch import seen
from portal.access import requires
from portal.models import Batch
from portal.rules.roles import Permission

_OVER = (Batch.State.APPLIED, Batch.State.UNDONE, Batch.State.REFUSED)


@requires(Permission.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request, pk):
    """The mapping of a roster's batch; once confirmed the file is read with it."""
    batch = seen(request, pk)
    working = batch.job is not None and not batch.job.over
    if batch.format != "roster" or batch.state in _OVER or working:
        return redirect("cadres:batch", pk)
    year = timezone.localdate().year
    columns = mapped_columns(batch)
    form = MappingForm(request.POST or None, columns=columns, groups=grouped_targets(range(year, year - 8, -1)))
    if request.method == "POST" and form.is_valid():
        try:
            set_mapping(batch=batch, mapping=form.cleaned_data["mapping"], by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("cadres:batch", pk)
    context = {"title": _("列对应"), "batch": batch, "form": form}
    return render(request, "cadres/batch_mapping.html", context, status=422 if form.errors else 200)
