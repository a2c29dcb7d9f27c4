"""The main navigation: what an account may open."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from portal.registers.catalogue import registers
from portal.rules.roles import Permission


def _register_rights() -> tuple:
    return tuple({register.view for register in registers().values()})


# Route, label, right needed (None: everyone signed in; several: one of them is enough).
ENTRIES = (
    ("portal:home", _("总览"), None),
    ("figures:board", _("指标看板"), Permission.VIEW_FIGURES),
    ("cadres:people", _("干部"), Permission.VIEW_RECORDS),
    ("figures:turnover", _("换届"), Permission.VIEW_RECORDS),
    ("cadres:places", _("职数编制"), Permission.VIEW_RECORDS),
    ("cadres:ranks", _("职级"), Permission.VIEW_RECORDS),
    ("cadres:assessment", _("考核"), Permission.VIEW_RECORDS),
    ("portal:registers", _("台账"), _register_rights),
    ("cadres:batches", _("导入"), Permission.IMPORT_RECORDS),
    ("cadres:resume-review", _("履历核对"), Permission.EDIT_RECORDS),
    ("portal:units", _("机构"), Permission.VIEW_RECORDS),
    ("portal:rules", _("口径设置"), Permission.VIEW_FIGURES),
    ("portal:audit", _("审计"), Permission.VIEW_AUDIT),
    ("portal:users", _("账号"), (Permission.EDIT_USERS, Permission.GRANT_ROLES)),
    ("portal:tokens", _("接口令牌"), Permission.ISSUE_TOKENS),
)


def navigation(request) -> list[dict]:
    """Entries the user may open, with the one the request lies under marked; routes not there are left out."""
    entries = []
    for route, label, right in ENTRIES:
        right = right() if callable(right) else right
        rights = right if isinstance(right, tuple) else (right,)
        if right is not None and not any(request.user.can(one) for one in rights):
            continue
        try:
            href = reverse(route)
        except NoReverseMatch:
            continue
        under = request.path == href or (href != "/" and request.path.startswith(href))
        entries.append({"href": href, "label": label, "current": under})
    nearest = max((entry["href"] for entry in entries if entry["current"]), key=len, default="")
    for entry in entries:
        entry["current"] = entry["href"] == nearest
    return entries
