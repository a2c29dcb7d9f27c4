"""Asking in a template what an account may do: `{% load rights %}{% if request.user|may:"edit_units" %}`."""

from django import template

from portal.rules.roles import Permission

register = template.Library()


@register.filter
def may(user, right: str) -> bool:
    """Whether the account carries the right; raises ValueError for a right that does not exist."""
    return user.can(Permission(right))
