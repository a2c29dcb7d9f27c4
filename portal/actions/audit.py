"""Sealing the audit trail: a chain of digests over runs of events, checked again at any time."""

import datetime
import hashlib

from django.db import transaction
from django.db.models.functions import Now

from portal.models import AuditEvent, AuditSeal

# Events of a transaction still open get their numbers early and appear late; a minute is left for them.
_SETTLED = datetime.timedelta(minutes=1)
_FIELDS = ("id", "at", "user_id", "username", "action", "target_type", "target_id", "succeeded", "detail", "address")


@transaction.atomic
def seal_events() -> AuditSeal | None:
    """The seal over all settled events not sealed yet, chained to the seal before it; None when there are none."""
    before = AuditSeal.objects.select_for_update().order_by("-id").first()
    start = before.last_event if before else 0
    events = AuditEvent.objects.filter(id__gt=start, at__lt=Now() - _SETTLED).order_by("id")
    last = events.last()
    if last is None:
        return None
    first = events.first()
    digest = _digest(before.digest if before else "", first.pk, last.pk)
    return AuditSeal.objects.create(first_event=first.pk, last_event=last.pk, digest=digest)


def broken_seals() -> list[AuditSeal]:
    """Seals whose events were changed, removed or added to since; empty when the trail is whole."""
    broken, before = [], ""
    for seal in AuditSeal.objects.order_by("id"):
        if _digest(before, seal.first_event, seal.last_event) != seal.digest:
            broken.append(seal)
        before = seal.digest
    return broken


def _digest(before: str, first: int, last: int) -> str:
    digest = hashlib.sha256(before.encode())
    for values in AuditEvent.objects.filter(id__range=(first, last)).order_by("id").values_list(*_FIELDS).iterator():
        digest.update(repr(values).encode())
    return digest.hexdigest()
