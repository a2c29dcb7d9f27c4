"""Documents put with a record and taken away again.

A document goes into the record's unit and scope; the caller has looked the record up within them and checked the right.
"""

import base64
import hashlib
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.audit import record as audit
from portal.files import read_file, safe_name, store_file
from portal.models import Attachment
from portal.office.limits import Limits, read_in_child
from portal.office.refusal import FileRefused
from portal.queries.attachments import attachments_of

READER = "portal.office.attached.read"
LIMITS = Limits(cpu_seconds=30, wall_seconds=60)


def add_attachment(*, record: Model, name: str, content: bytes, by) -> Attachment:
    """The document, cleaned and kept sealed.

    Raises ValidationError with a code (file_too_large, too_many, duplicate, or the refusal's own) that says what is wrong
    with the file and what to do.
    """
    name = safe_name(name)
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        most = settings.ATTACHMENT_MAX_BYTES // 1024**2
        raise ValidationError(
            _("“%(name)s”超过 %(most)d MB，请压缩或拆分后上传。") % {"name": name, "most": most}, code="file_too_large"
        )
    try:
        [told] = read_in_child(READER, content, limits=LIMITS)
    except FileRefused as refused:
        raise ValidationError(
            _("“%(name)s”没有保存：%(why)s。") % {"name": name, "why": f"{refused.message}。{refused.remedy}"},
            code=refused.code,
        ) from refused
    if "content" in told:
        content = base64.b64decode(told["content"])
    return _keep(record, _with_ending(name, told["ending"]), content, told["content_type"], by)


def open_attachment(*, attachment: Attachment, record: Model, by) -> bytes:
    """The document's content; every opening is recorded. Raises portal.crypto.SealBroken for a file altered on disk."""
    audit("attachment.opened", by=by, target=record, detail={"attachment": attachment.pk})
    return read_file(attachment.file)


@transaction.atomic
def remove_attachment(*, attachment: Attachment, record: Model, by) -> None:
    """Takes the document off the record; the sealed file and the image of the row stay."""
    audit("attachment.removed", by=by, target=record, detail={"attachment": attachment.pk})
    attachment.delete()


@transaction.atomic
def _keep(record: Model, name: str, content: bytes, content_type: str, by) -> Attachment:
    type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)  # two uploads at once are counted
    known = attachments_of(record)
    if known.filter(file__digest=hashlib.sha256(content).hexdigest()).exists():
        raise ValidationError(_("“%(name)s”已经在这条记录的附件里。") % {"name": name}, code="duplicate")
    if known.count() >= settings.ATTACHMENTS_PER_RECORD:
        most = settings.ATTACHMENTS_PER_RECORD
        raise ValidationError(_("一条记录最多保存 %(most)d 个附件。") % {"most": most}, code="too_many")
    kept = Attachment.objects.create(
        record_type=record._meta.label_lower, record_id=record.pk, added_by=by,
        file=store_file(name=name, content=content, by=by, content_type=content_type),
    )  # fmt: skip
    audit("attachment.added", by=by, target=record, detail={"attachment": kept.pk, "size": len(content)})
    return kept


def _with_ending(name: str, ending: str) -> str:
    known = {".jpg": (".jpg", ".jpeg")}.get(ending, (ending,))
    return name if name.lower().endswith(known) else f"{PurePosixPath(name).stem[:100]}{ending}"
