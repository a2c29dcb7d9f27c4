"""Whose documents an account sees: those of a record it sees with all its guarded columns."""

from dataclasses import dataclass

from django.db.models import Model

from portal.models import Attachment
from portal.office.attached import ENDINGS
from portal.queries.attachments import attachments_of
from portal.registers.columns import withheld
from portal.registers.declaration import Register


@dataclass(frozen=True)
class AttachmentBox:
    """What a record's page shows of its documents."""

    register: Register
    record: Model
    attachments: list[Attachment]
    may_edit: bool
    endings: str = ",".join(ENDINGS)


def sees_attachments(register: Register, user) -> bool:
    """A document may say what a guarded column says: without the right to every one of them none is shown."""
    return not withheld(register, user)


def attachment_box(register: Register, record: Model, user) -> AttachmentBox | None:
    """The documents of the record for its page; None for an account that may not see them."""
    if not sees_attachments(register, user):
        return None
    return AttachmentBox(register, record, list(attachments_of(record)), user.can(register.edit))
