"""Who may do what: roles of the department and of the three separated administrators."""

from portal.rules.labelled import Labelled


class Role(Labelled):
    """Roles, each with its Chinese term (division of work: 干部股 … ; separation of the three administrators: 等保)."""

    LEADER = ("dept_leader", "部领导")
    CADRE_SECTION = ("cadre_section", "干部股")
    CIVIL_SERVANT_SECTION = ("civil_servant_section", "公务员股")
    TRAINING_SECTION = ("training_section", "教育股")
    ORGANIZATION_SECTION = ("org_section", "组织股")
    INITIATIVE_SECTION = ("initiative_section", "党建办")
    TOWNSHIP_OFFICER = ("township_org_officer", "乡镇组织委员")
    BRANCH_SECRETARY = ("branch_secretary", "村（支部）书记")
    UNIT_HR = ("unit_hr", "单位人事")
    SYSTEM_ADMIN = ("system_admin", "系统管理员")
    SECURITY_ADMIN = ("security_admin", "安全管理员")
    AUDIT_ADMIN = ("audit_admin", "审计管理员")


class Permission(Labelled):
    """Rights a role can carry; every page, endpoint and command names the one it needs."""

    VIEW_RECORDS = ("view_records", "查看干部信息")
    EDIT_RECORDS = ("edit_records", "维护干部信息")
    VIEW_FULL_ID = ("view_full_id", "查看完整身份证号")
    VIEW_FAMILY = ("view_family", "查看家庭成员")
    IMPORT_RECORDS = ("import_records", "导入数据")
    EXPORT_RECORDS = ("export_records", "导出名单")
    APPROVE_RECORDS = ("approve_records", "复核审批")
    VIEW_TALKS = ("view_talks", "查看谈话内容")
    VIEW_PARTIES = ("view_parties", "查看纠纷当事人")
    VIEW_ORGANIZATIONS = ("view_organizations", "查看党组织信息")
    EDIT_ORGANIZATIONS = ("edit_organizations", "维护党组织信息")
    APPROVE_STORIES = ("approve_stories", "审定典型案例")
    VIEW_FIGURES = ("view_figures", "查看统计指标")
    FREEZE_FIGURES = ("freeze_figures", "固化统计结果")
    EDIT_RULES = ("edit_rules", "修改统计口径")
    EDIT_UNITS = ("edit_units", "维护机构")
    EDIT_USERS = ("edit_users", "维护账号")
    GRANT_ROLES = ("grant_roles", "授权")
    VIEW_AUDIT = ("view_audit", "查看审计日志")
    ISSUE_TOKENS = ("issue_tokens", "发放接口令牌")


ROLE_CHOICES = Role.pairs()
_ALL_RECORDS = {
    Permission.VIEW_RECORDS,
    Permission.EDIT_RECORDS,
    Permission.VIEW_FAMILY,
    Permission.IMPORT_RECORDS,
    Permission.EXPORT_RECORDS,
    Permission.VIEW_FIGURES,
}
_ORGANIZATIONS = {Permission.VIEW_ORGANIZATIONS, Permission.EDIT_ORGANIZATIONS}
_DEPARTMENT = {Permission.APPROVE_RECORDS, Permission.VIEW_ORGANIZATIONS}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LEADER: frozenset(
        {
            Permission.VIEW_RECORDS,
            Permission.VIEW_FIGURES,
            Permission.VIEW_FAMILY,
            Permission.EXPORT_RECORDS,
            Permission.VIEW_TALKS,
            Permission.APPROVE_STORIES,
        }
        | _DEPARTMENT
    ),
    Role.CADRE_SECTION: frozenset(
        _ALL_RECORDS
        | _DEPARTMENT
        | {
            Permission.VIEW_FULL_ID,
            Permission.FREEZE_FIGURES,
            Permission.EDIT_RULES,
            Permission.EDIT_UNITS,
            Permission.VIEW_TALKS,
        }
    ),
    Role.CIVIL_SERVANT_SECTION: frozenset(_ALL_RECORDS | _DEPARTMENT),
    Role.TRAINING_SECTION: frozenset(_ALL_RECORDS | _DEPARTMENT),
    Role.ORGANIZATION_SECTION: frozenset(
        (_ALL_RECORDS - {Permission.VIEW_FAMILY})
        | _ORGANIZATIONS
        | {Permission.APPROVE_RECORDS, Permission.FREEZE_FIGURES, Permission.EDIT_RULES, Permission.EDIT_UNITS}
    ),
    Role.INITIATIVE_SECTION: frozenset(
        _ORGANIZATIONS
        | {
            Permission.APPROVE_RECORDS,
            Permission.APPROVE_STORIES,
            Permission.IMPORT_RECORDS,
            Permission.EXPORT_RECORDS,
            Permission.VIEW_FIGURES,
            Permission.FREEZE_FIGURES,
        }
    ),
    Role.TOWNSHIP_OFFICER: frozenset(
        _ALL_RECORDS | _ORGANIZATIONS | {Permission.APPROVE_RECORDS, Permission.VIEW_PARTIES}
    ),
    Role.BRANCH_SECRETARY: frozenset(
        _ORGANIZATIONS | {Permission.IMPORT_RECORDS, Permission.VIEW_FIGURES, Permission.VIEW_PARTIES}
    ),
    Role.UNIT_HR: frozenset({Permission.VIEW_RECORDS, Permission.EDIT_RECORDS, Permission.IMPORT_RECORDS}),
    Role.SYSTEM_ADMIN: frozenset({Permission.EDIT_USERS, Permission.ISSUE_TOKENS}),
    Role.SECURITY_ADMIN: frozenset({Permission.GRANT_ROLES}),
    Role.AUDIT_ADMIN: frozenset({Permission.VIEW_AUDIT}),
}
# No account may hold two of these, nor one of these together with a business role (GB/T 22239 8.1.4, general knowledge).
SEPARATED_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def permissions_of(roles) -> frozenset[Permission]:
    """All rights the roles carry together."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles)) if roles else frozenset()


def conflict(held, wanted) -> str:
    """Why the wanted role cannot be given beside the held ones, in Chinese; empty when it can."""
    roles = {Role(role) for role in held} - {Role(wanted)}
    if roles and (Role(wanted) in SEPARATED_ROLES or roles & SEPARATED_ROLES):
        return "系统管理员、安全管理员、审计管理员不得由同一账号兼任，也不得兼任业务角色。"
    return ""
