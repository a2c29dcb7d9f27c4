"""Starting the long steps of a batch: once, whoever asks and however often."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.actions.batches.blocking import blocking_cells
from cadres.actions.batches.undoing import BatchBlocked
from portal.actions.jobs import start_job
from portal.models import Batch, Job


@transaction.atomic
def start_applying(*, batch: Batch, by, skip_wrong: bool = True) -> Job:
    """The job that writes the rehearsed rows; a running one is given back, not doubled.

    Raises ValidationError when the batch is not rehearsed or is busy with another step.
    """
    return _start(batch, Batch.State.REHEARSED, "apply_batch", by, skip_wrong=skip_wrong)


@transaction.atomic
def start_undoing(*, batch: Batch, by) -> Job:
    """The job that takes the batch back; raises BatchBlocked at once when touched cells stand in the way."""
    if batch.state == Batch.State.APPLIED and (cells := blocking_cells(batch)):
        raise BatchBlocked(cells)
    return _start(batch, Batch.State.APPLIED, "undo_batch", by)


def _start(batch: Batch, state: str, kind: str, by, **arguments) -> Job:
    # The job is read after the lock is held: joined to the locked row it would be the job of before the wait.
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.job is not None and not held.job.over:
        if held.job.kind == kind:
            return held.job
        raise ValidationError(_("批次正在处理，请等它完成。"), code="batch_busy")
    if held.state != state:
        raise ValidationError(
            _("批次当前状态为“%(state)s”，不能进行这一步。") % {"state": held.get_state_display()}, code="batch_state"
        )
    held.job = start_job(kind=kind, arguments={"batch": held.pk, **arguments}, by=by)
    held.save(update_fields=["job"])
    return held.job
