"""Whose documents an account sees: those of a record it sees with all its guarded columns."""

from dataclasses import dataclass

from django.db.models import Model, Q

from portal.models import Attachment
from portal.office.attached import ENDINGS
from portal.queries.attachments import attachments_of
from portal.registers.catalogue import owned_by
from portal.registers.columns import withheld
from portal.registers.declaration import Register
from portal.registers.scope import visible


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


def owned_attachments(owner: Model, user) -> list[tuple[Register, Attachment]]:
    """The documents of all records listed under the owner (a person's), newest first; one question."""
    of_owner, by_type = Q(pk__in=[]), {}
    for register, column in owned_by(type(owner)):
        if user.can(register.view) and sees_attachments(register, user):
            records = visible(register, user).filter(**{column: owner}).values("pk")
            by_type[register.model._meta.label_lower] = register
            of_owner |= Q(record_type=register.model._meta.label_lower, record_id__in=records)
    found = Attachment.objects.filter(of_owner).select_related("file", "added_by").order_by("-id")
    return [(by_type[one.record_type], one) for one in found]
