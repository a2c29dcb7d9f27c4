"""Who can sign in."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from portal.models import User


def sign_ins() -> QuerySet[User]:
    """Open accounts that have a password; those that exist only to be named as an author have none."""
    return (
        User.objects.filter(is_active=True).exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    )
