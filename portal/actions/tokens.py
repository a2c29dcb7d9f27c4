"""Tokens of other systems: shown once, kept as a digest, ended at once."""

import datetime
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from portal.audit import record
from portal.models import SystemToken, User

LONGEST_LIFE = datetime.timedelta(days=366)
_SEEN_STEP = datetime.timedelta(minutes=5)  # the row of a busy token is not written at every request


@transaction.atomic
def issue_token(*, name: str, user: User, expires_at: datetime.datetime, by) -> tuple[SystemToken, str]:
    """The token's row and its text, which is never shown again; it may do what the account may.

    256 random bits, so that a plain SHA-256 is digest enough. Raises ValidationError for an empty name or a
    life of more than a year.
    """
    text = f"odp_{secrets.token_urlsafe(32)}"
    token = SystemToken(
        name=name.strip(), prefix=text[:12], digest=_digest(text), user=user, expires_at=expires_at, created_by=by
    )
    token.full_clean(exclude=["digest", "created_by"])
    token.save()
    token.refresh_from_db()
    if token.expires_at - token.created_at > LONGEST_LIFE:
        raise ValidationError({"expires_at": _("令牌有效期不能超过一年。")}, code="token_life")
    record("token.issued", by=by, target=token, detail={"user": user.pk})
    return token, text


@transaction.atomic
def revoke_token(*, token: SystemToken, by) -> None:
    """Ends the token; the next request with it is refused."""
    SystemToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=Now())
    record("token.revoked", by=by, target=token)


def find_user_by_token(text: str) -> User | None:
    """The open account a valid token stands for; None for an unknown, expired or revoked one."""
    live = SystemToken.objects.filter(digest=_digest(text), revoked_at__isnull=True, expires_at__gt=Now())
    token = live.filter(user__is_active=True).select_related("user").first()
    if token is None:
        return None
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=Now() - _SEEN_STEP)
    SystemToken.objects.filter(stale, pk=token.pk).update(last_used_at=Now())
    return token.user


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
