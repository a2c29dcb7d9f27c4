"""The right an address names, checked before anything else happens."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission

from portal.rules.roles import Permission


class DeclaredRight(BasePermission):
    """Only accounts with the right the address names for the method; without a name nobody."""

    def has_permission(self, request, view) -> bool:
        method = "GET" if request.method == "HEAD" else request.method
        if method.lower() not in view.offered():
            return True  # answered 405 a step later
        right = view.right_for(method)
        if right is None:
            raise PermissionDenied
        if not any(request.user.can(one) for one in rights_in(right)):
            raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": rights_in(right)[0].label})
        return True


def rights_in(right: Permission | tuple[Permission, ...]) -> tuple[Permission, ...]:
    """The rights of which one is enough."""
    return right if isinstance(right, tuple) else (right,)
