"""Accounts: made inert, given roles by somebody else, ended at once."""

import secrets
import string

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from portal.audit import record
from portal.models import Grant, Unit, User
from portal.rules.roles import Role, conflict


def random_password() -> str:
    """A password of 16 characters from four classes, drawn by the system's random source."""
    while True:
        letters = "".join(secrets.choice(string.ascii_letters + string.digits) for _n in range(13))
        word = (
            letters + secrets.choice("-+=@#") + secrets.choice(string.digits) + secrets.choice(string.ascii_uppercase)
        )
        if any(c.islower() for c in word):
            return word


@transaction.atomic
def create_user(*, username: str, full_name: str, password: str | None, by, must_change_password: bool = True) -> User:
    """A new account that may do nothing until a role is granted.

    `password` None makes an account nobody can sign in to. Raises ValidationError for a taken name or a
    password against the rules.
    """
    username = username.strip()
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError(_("账号名已被使用。"), code="username_taken")
    user = User(username=username, full_name=full_name, must_change_password=must_change_password)
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    User.objects.filter(pk=user.pk).update(password_changed_at=Now())
    record("user.created", by=by, target=user)
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by, must_change_password: bool = False) -> None:
    """A new password; every session of the account ends. Raises ValidationError against the rules."""
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = must_change_password
    user.save(update_fields=["password", "must_change_password"])
    User.objects.filter(pk=user.pk).update(password_changed_at=Now())
    end_sessions(user)
    record("user.password_set", by=by, target=user)


@transaction.atomic
def set_active(*, user: User, active: bool, by) -> None:
    """Opens or closes an account; closing ends its sessions. Nobody closes the account they use."""
    if user == by:
        raise ValidationError(_("不能停用正在使用的账号。"), code="own_account")
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user)
    record("user.activated" if active else "user.deactivated", by=by, target=user)


@transaction.atomic
def grant_role(*, user: User, role: str, unit: Unit | None, by) -> Grant:
    """A role over a unit and all below it; the three administrators take no unit.

    Raises ValidationError for a grant to oneself or for roles one account may not hold together.
    """
    if by is not None and user == by:
        raise ValidationError(_("不能给自己授权。"), code="grant_to_oneself")
    reason = conflict(user.grants.values_list("role", flat=True), role)
    if reason:
        raise ValidationError(reason, code="role_conflict")
    grant, _created = Grant.objects.get_or_create(
        user=user, role=Role(role).value, unit=unit, defaults={"granted_by": by}
    )
    end_sessions(user)
    record("role.granted", by=by, target=user, detail={"role": Role(role).value, "unit": unit.code if unit else ""})
    return grant


@transaction.atomic
def revoke_role(*, grant: Grant, by) -> None:
    """Takes a role away; the account's sessions end. Nobody changes their own roles."""
    if grant.user == by:
        raise ValidationError(_("不能修改自己的授权。"), code="grant_to_oneself")
    record("role.revoked", by=by, target=grant.user, detail={"role": grant.role})
    end_sessions(grant.user)
    grant.delete()


def end_sessions(user: User) -> int:
    """Ends every session of the account; returns how many there were."""
    ended = 0
    for session in Session.objects.filter(expire_date__gte=Now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
            ended += 1
    return ended
