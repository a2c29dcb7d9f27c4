"""Admin pages of units, accounts, rules, imports, jobs and the audit trail."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.actions.rules import set_rule
from portal.admin_site import AuditedAdmin, ReadOnlyAdmin, ReadOnlyInline
from portal.models import AuditEvent, Batch, Code, Grant, Job, RuleSetting, SystemToken, Unit, UnitQuota, UnitSpan, User


class SpanInline(ReadOnlyInline):
    model = UnitSpan
    fk_name = "unit"
    fields = ("name", "kind", "parent", "began", "ended", "affiliation", "level", "category")


class QuotaInline(ReadOnlyInline):
    model = UnitQuota
    fields = ("began", "ended", "chief_posts", "deputy_posts", "administrative", "document_number")


@admin.register(Unit)
class UnitAdmin(ReadOnlyAdmin):
    """Units; changed on their own page, where a change adds a span to the history."""

    list_display = ("name", "code", "kind", "parent", "township")
    list_select_related = ("parent", "township")
    list_filter = ("kind",)
    search_fields = ("name", "short_name", "code")
    ordering = ("path",)
    fields = ("code", "name", "short_name", "kind", "parent", "township", "position")
    inlines = (SpanInline, QuotaInline)


class GrantInline(ReadOnlyInline):
    model = Grant
    fk_name = "user"
    fields = ("role", "unit", "granted_by", "granted_at")


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Accounts; opened, closed and granted on their own pages."""

    list_display = ("username", "full_name", "is_active", "must_change_password", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username", "full_name")
    fields = ("username", "full_name", "is_active", "must_change_password", "password_changed_at", "last_login")
    inlines = (GrantInline,)


@admin.register(SystemToken)
class SystemTokenAdmin(ReadOnlyAdmin):
    """Tokens by name and prefix; their text is nowhere."""

    list_display = ("name", "prefix", "user", "expires_at", "revoked_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("name", "prefix")
    fields = ("name", "prefix", "user", "expires_at", "revoked_at", "last_used_at", "created_by", "created_at")


@admin.register(RuleSetting)
class RuleSettingAdmin(AuditedAdmin):
    """Rules of counting; saved as the page saves them."""

    list_display = ("key", "in_force_from", "source", "verified")
    list_filter = ("key", "verified")
    search_fields = ("key", "source")

    def save_model(self, request, obj, form, change):
        saved = set_rule(
            key=obj.key, value=obj.value, in_force_from=obj.in_force_from, source=obj.source,
            verified=obj.verified, note=obj.note, by=request.user,
        )  # fmt: skip
        obj.pk = saved.pk

    def get_readonly_fields(self, request, obj=None):
        return ("key", "in_force_from") if obj else ()


@admin.register(Code)
class CodeAdmin(ReadOnlyAdmin):
    list_display = ("table", "code", "name", "is_active")
    list_filter = ("table",)
    search_fields = ("table", "code", "name")


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """Imports; uploaded and followed on their own page, which the button above the list opens."""

    change_list_template = "admin/with_import.html"
    list_display = ("id", "file", "format", "unit", "state", "created_by", "created_at", "applied_at")
    list_select_related = ("file", "unit", "created_by")
    list_filter = ("state", "format")
    search_fields = ("file__name",)
    fields = ("file", "format", "unit", "state", "counts", "created_by", "created_at", "applied_at", "undone_at")


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "state", "message", "created_by", "created_at", "finished_at")
    list_select_related = ("created_by",)
    list_filter = ("state", "kind")
    fields = ("kind", "state", "message", "attempts", "created_by", "created_at", "started_at", "finished_at")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.sees_everything() else rows.filter(created_by=request.user)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The audit trail."""

    list_display = ("at", "username", "action", "target_type", "target_id", "succeeded", "address")
    list_filter = ("succeeded", "action")
    search_fields = ("username", "action", "target_id")
    fields = ("at", "username", "action", "target_type", "target_id", "succeeded", "detail", "address")
    search_help_text = _("账号、操作、对象编号")
