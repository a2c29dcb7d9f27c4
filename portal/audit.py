"""The audit trail: one event for every write, export and view of a full record."""

from contextvars import ContextVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from portal.models import AuditEvent

# Set by the middleware for the length of a request; empty in commands and tasks.
source_address: ContextVar[str | None] = ContextVar("source_address", default=None)


def record(
    action: str, *, by, target: models.Model | None = None, detail: dict | None = None, succeeded: bool = True
) -> AuditEvent:
    """The event, written in the transaction of the act it tells of: no act without its event.

    `detail` holds numbers and field names, never personal values.
    """
    user = None if by is None or isinstance(by, AnonymousUser) else by
    return AuditEvent.objects.create(
        user=user,
        username=getattr(user, "username", ""),
        action=action,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        detail=detail or {},
        succeeded=succeeded,
        address=source_address.get(),
    )
