"""Taking a file in: limits, one batch for one file, sealed before anything reads it."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cadres.actions.batches.statements import run
from portal.actions.jobs import start_job
from portal.audit import record
from portal.files import store_file
from portal.models import Batch


@transaction.atomic
def receive(
    *, content: bytes, name: str, unit, by, picture: bytes | None = None, register: str = "", background: bool = True
) -> Batch:
    """The batch of an uploaded file, with the job that reads it started; `register` names the one it is a sheet of.

    A file already applied for the same unit and not undone, or still waiting to be read, gives the earlier
    batch with `already` set, unless rows of it were left out for reasons outside the file. `picture` is the .pic beside an .lrm. With `background` off no job is started: the
    caller reads in the foreground. Raises ValidationError for an empty or too large file.
    """
    _check_size(content)
    _check_size(picture if picture is not None else content)
    digest = hashlib.sha256(content).hexdigest()
    run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"batch:{digest}"])
    earlier = _earlier(digest, picture, unit, register)
    if earlier is not None:
        earlier.already = True
        return earlier
    batch = Batch.objects.create(
        file=store_file(name=name, content=content, by=by),
        picture=None if picture is None else store_file(name=f"{name}.pic", content=picture, by=by),
        unit=unit,
        register=register,
        created_by=by,
    )
    batch.already = False
    if background:
        start_reading(batch=batch, by=by)
    record("batch.received", by=by, target=batch, detail={"size": len(content), "sha256": digest})
    return batch


def _earlier(digest: str, picture: bytes | None, unit, register: str) -> Batch | None:
    """The first batch of the same file that a new one could add nothing to."""
    known = (
        Batch.objects.filter(file__digest=digest, unit=unit, register=register)
        .filter(state__in=(Batch.State.APPLIED, Batch.State.RECEIVED))
        .exclude(job__state__in=("failed", "cancelled"), state=Batch.State.RECEIVED)
        .order_by("pk")
    )
    if picture is not None:
        known = known.filter(picture__digest=hashlib.sha256(picture).hexdigest())
    # A row left out for what stood on file then (undecided, changed meanwhile, unknown unit) may come in now.
    left_out = Q(state="doubtful") | Q(state="wrong", problems__contains=[{"severity": "error", "rehearsed": True}])
    return next((batch for batch in known if not batch.rows.filter(left_out).exists()), None)


def start_reading(*, batch: Batch, by) -> None:
    """Starts the job that reads and rehearses the batch."""
    batch.job = start_job(kind="read_batch", arguments={"batch": batch.pk}, by=by)
    batch.save(update_fields=["job"])


def _check_size(content: bytes) -> None:
    limit = settings.IMPORT_MAX_UPLOAD_BYTES
    if not content:
        raise ValidationError(_("文件是空的。"), code="file_empty")
    if len(content) > limit:
        raise ValidationError(
            _("文件有 %(size)d MB,超过上限 %(limit)d MB,请拆分后分别导入。")
            % {"size": len(content) // 1024**2, "limit": limit // 1024**2},
            code="file_too_large",
        )
