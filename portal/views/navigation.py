"""The main navigation: what an account may open, in groups; the group one is in shows its entries in a second row."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from portal.registers.catalogue import registers
from portal.rules.roles import Permission


def _register_rights() -> tuple:
    return tuple({register.view for register in registers().values()})


# Group, its entries: route, label, right needed (None: everyone signed in; several: one of them is enough). A group of
# one entry is that entry. Routes that do not exist are left out.
GROUPS = (
    (_("总览"), (("portal:home", _("总览"), None),)),
    (
        _("指标"),
        (
            ("figures:board", _("指标看板"), Permission.VIEW_FIGURES),
            ("figures:records", _("工作指标"), Permission.VIEW_FIGURES),
            ("figures:record-grid", _("分布图"), Permission.VIEW_FIGURES),
            ("figures:tables", _("标准表"), Permission.VIEW_FIGURES),
            ("figures:full-report", _("工作报告"), Permission.VIEW_FIGURES),
        ),
    ),
    (
        _("干部"),
        (
            ("cadres:people", _("干部"), Permission.VIEW_RECORDS),
            ("figures:turnover", _("换届"), Permission.VIEW_RECORDS),
            ("cadres:places", _("职数编制"), Permission.VIEW_RECORDS),
            ("cadres:ranks", _("职级"), Permission.VIEW_RECORDS),
            ("cadres:assessment", _("考核"), Permission.VIEW_RECORDS),
            ("cadres:training-hours", _("学时"), Permission.VIEW_RECORDS),
            ("cadres:talk-coverage", _("谈心谈话"), Permission.VIEW_RECORDS),
            ("cadres:resume-review", _("履历核对"), Permission.EDIT_RECORDS),
        ),
    ),
    (
        _("党组织"),
        (
            ("branches:organizations", _("党组织"), Permission.VIEW_ORGANIZATIONS),
            ("branches:life", _("组织生活"), Permission.VIEW_ORGANIZATIONS),
            ("figures:villages", _("村（社区）"), Permission.VIEW_ORGANIZATIONS),
        ),
    ),
    (
        _("提醒"),
        (
            ("portal:reminders", _("提醒"), (Permission.VIEW_RECORDS, Permission.VIEW_ORGANIZATIONS)),
            ("portal:waiting", _("待我复核"), Permission.APPROVE_RECORDS),
        ),
    ),
    (_("台账"), (("portal:registers", _("台账"), _register_rights),)),
    (_("导入"), (("cadres:batches", _("导入"), Permission.IMPORT_RECORDS),)),
    (
        _("设置"),
        (
            ("portal:units", _("机构"), Permission.VIEW_RECORDS),
            ("portal:rules", _("口径设置"), Permission.VIEW_FIGURES),
            ("portal:audit", _("审计"), Permission.VIEW_AUDIT),
            ("portal:users", _("账号"), (Permission.EDIT_USERS, Permission.GRANT_ROLES)),
            ("portal:tokens", _("接口令牌"), Permission.ISSUE_TOKENS),
        ),
    ),
)


def navigation(request) -> list[dict]:
    """Groups with the entries the user may open; the entry the request lies under, and its group, are marked."""
    groups = []
    for label, listed in GROUPS:
        entries = [entry for entry in (_entry(request, *one) for one in listed) if entry]
        if entries:
            groups.append({"label": entries[0]["label"] if len(entries) == 1 else label, "entries": entries})
    under = [one["href"] for group in groups for one in group["entries"] if one["current"]]
    nearest = max(under, key=len, default="")
    for group in groups:
        for one in group["entries"]:
            one["current"] = one["href"] == nearest
        group |= {"href": group["entries"][0]["href"], "current": any(one["current"] for one in group["entries"])}
    return groups


def _entry(request, route: str, label, right) -> dict | None:
    right = right() if callable(right) else right
    rights = right if isinstance(right, tuple) else (right,)
    if right is not None and not any(request.user.can(one) for one in rights):
        return None
    try:
        href = reverse(route)
    except NoReverseMatch:
        return None
    under = request.path == href or (href != "/" and request.path.startswith(href))
    return {"href": href, "label": label, "current": under}
