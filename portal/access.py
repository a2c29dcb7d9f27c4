"""Who may do what: rights in pages, and the same rights asked by the admin."""

from functools import wraps

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from portal.registers.catalogue import register_of
from portal.rules.roles import Permission

# The right behind each model of the admin; a register's model has its register's, one in no list is closed to everyone.
VIEW_RIGHTS = {
    "portal.user": Permission.EDIT_USERS,
    "portal.grant": Permission.GRANT_ROLES,
    "portal.systemtoken": Permission.ISSUE_TOKENS,
    "portal.auditevent": Permission.VIEW_AUDIT,
    "portal.auditseal": Permission.VIEW_AUDIT,
    "portal.unit": Permission.VIEW_RECORDS,
    "portal.unitspan": Permission.VIEW_RECORDS,
    "portal.unitquota": Permission.VIEW_RECORDS,
    "portal.code": Permission.VIEW_RECORDS,
    "portal.rulesetting": Permission.VIEW_FIGURES,
    "portal.batch": Permission.IMPORT_RECORDS,
    "portal.job": Permission.VIEW_RECORDS,
    "reports.run": Permission.VIEW_FIGURES,
    "cadres.familymember": Permission.VIEW_FAMILY,
}
CHANGE_RIGHTS = {
    "portal.user": Permission.EDIT_USERS,
    "portal.grant": Permission.GRANT_ROLES,
    "portal.systemtoken": Permission.ISSUE_TOKENS,
    "portal.unit": Permission.EDIT_UNITS,
    "portal.unitspan": Permission.EDIT_UNITS,
    "portal.unitquota": Permission.EDIT_UNITS,
    "portal.rulesetting": Permission.EDIT_RULES,
    # A round and its slates are the whole county's, like the quotas they fill.
    "cadres.turnoverround": Permission.EDIT_UNITS,
    "cadres.turnoverunit": Permission.EDIT_UNITS,
    "cadres.slatemember": Permission.EDIT_UNITS,
}
_VIEW_OF_FOLDER = {"cadres": Permission.VIEW_RECORDS, "branches": Permission.VIEW_ORGANIZATIONS}
_CHANGE_OF_FOLDER = {"cadres": Permission.EDIT_RECORDS, "branches": Permission.EDIT_ORGANIZATIONS}
READ_ONLY = {"portal.auditevent", "portal.auditseal", "portal.code", "portal.batch", "portal.job", "reports.run"}


def allows_model(user, permission: str) -> bool:
    """Whether the account may do what Django's permission name asks (`cadres.change_person`)."""
    app, _dot, codename = permission.partition(".")
    verb, _underscore, model = codename.partition("_")
    label = f"{app}.{model}"
    register = _register(app, model)
    if register:
        right = register.view if verb == "view" else register.edit
    elif verb == "view":
        right = VIEW_RIGHTS.get(label) or _VIEW_OF_FOLDER.get(app)
    elif label in READ_ONLY:
        return False
    else:
        right = CHANGE_RIGHTS.get(label) or _CHANGE_OF_FOLDER.get(app)
    return right is not None and user.can(right)


def _register(app: str, model: str):
    try:
        return register_of(apps.get_model(app, model))
    except LookupError:
        return None


def requires(permission: Permission):
    """View that answers 403 to accounts without the right."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.can(permission):
                raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": permission.label})
            return view(request, *args, **kwargs)

        checked.required_permission = permission
        return checked

    return decorate
