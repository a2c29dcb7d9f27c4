"""Accounts, their roles over units, and the tokens of other systems."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.models.units import Unit
from portal.rules.roles import ROLE_CHOICES, Permission, permissions_of


class UserManager(BaseUserManager):
    """Finds accounts by name whatever the case; creation is `portal.actions.users`."""

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in; everything allowed follows from the grants."""

    username = models.CharField(_("账号"), max_length=60, unique=True)
    full_name = models.CharField(_("姓名"), max_length=50)
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须修改口令"), default=True)
    password_changed_at = models.DateTimeField(_("口令修改时间"), null=True, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = _("账号")
        ordering = ["username"]
        constraints = [models.UniqueConstraint(Lower("username"), name="user_username_any_case")]

    def __str__(self):
        return self.full_name or self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles held, over whatever unit."""
        return frozenset(grant.role for grant in self.held_grants)

    @cached_property
    def held_grants(self) -> list["Grant"]:
        """The account's grants with their units, read once per request."""
        return list(self.grants.select_related("unit"))

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Rights of all roles together."""
        return permissions_of(self.roles) if self.is_active else frozenset()

    def can(self, permission: Permission) -> bool:
        """Whether any of the account's roles carries the right."""
        return permission in self.permissions

    def scope_units(self) -> list[Unit]:
        """Topmost units the account may see: it sees these and all below; empty when it sees none."""
        if not self.is_active:
            return []
        units = {grant.unit_id: grant.unit for grant in self.held_grants if grant.unit_id}.values()
        return [unit for unit in units if not any(unit.path != o.path and unit.path.startswith(o.path) for o in units)]

    def sees_everything(self) -> bool:
        """Whether the scope holds the root, so that no unit condition is needed."""
        return any(unit.parent_id is None for unit in self.scope_units())

    @property
    def is_staff(self) -> bool:
        """Whether the admin pages open at all; each model then asks `has_perm`."""
        return bool(self.permissions)

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff

    def has_perm(self, permission, obj=None) -> bool:
        """Django's model permissions (`cadres.change_person`) answered from the roles."""
        from portal.access import allows_model

        return self.is_active and allows_model(self, permission)


class Grant(models.Model):
    """A role of an account over a unit and everything below it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=32, choices=ROLE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("管理范围"))
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("授权人")
    )
    granted_at = models.DateTimeField(_("授权时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("授权")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit"], name="grant_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("user")),
                name="grant_not_to_oneself",
                violation_error_message=_("不能给自己授权。"),
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"


class SystemToken(models.Model):
    """A key by which another system reads; only its digest is kept."""

    name = models.CharField(_("系统名称"), max_length=100)
    prefix = models.CharField(_("令牌前缀"), max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="tokens", verbose_name=_("代表账号"))
    expires_at = models.DateTimeField(_("有效期至"))
    revoked_at = models.DateTimeField(_("吊销时间"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("发放人"))
    created_at = models.DateTimeField(_("发放时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("接口令牌")

    def __str__(self):
        return f"{self.name} {self.prefix}…"
