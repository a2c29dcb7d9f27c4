"""The feed of an account's reminders: its address shown once, kept as a digest, changed or ended at once."""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from portal.audit import record
from portal.models import ReminderFeed, User

_SEEN_STEP = datetime.timedelta(minutes=5)


@transaction.atomic
def renew_feed(*, by: User) -> str:
    """The secret word of the account's new address, never shown again; the address before it ends."""
    text = secrets.token_urlsafe(32)
    feed, _made = ReminderFeed.objects.update_or_create(
        user=by, defaults={"digest": _digest(text), "created_at": Now(), "last_used_at": None}
    )
    record("reminder_feed.renewed", by=by, target=feed)
    return text


@transaction.atomic
def revoke_feed(*, by: User) -> None:
    """Ends the account's feed; the next request to its address is refused."""
    for feed in ReminderFeed.objects.filter(user=by):
        record("reminder_feed.revoked", by=by, target=feed)
        feed.delete()


@transaction.atomic
def read_feed(text: str) -> User | None:
    """The open account whose address it is, the reading on record; None for a word unknown, replaced or ended."""
    feed = (
        ReminderFeed.objects.filter(digest=_digest(text), user__is_active=True, user__must_change_password=False)
        .select_related("user")
        .first()
    )
    if feed is None:
        return None
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=Now() - _SEEN_STEP)
    ReminderFeed.objects.filter(stale, pk=feed.pk).update(last_used_at=Now())
    record("reminder_feed.read", by=feed.user, target=feed)
    return feed.user


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
