"""What all admin pages share: the heading, the reader's scope, and an audit event for every write."""

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import record

admin.site.site_header = _("组织工作平台 数据维护")
admin.site.site_title = _("数据维护")
admin.site.index_title = _("数据维护")
admin.site.empty_value_display = "—"


class ScopedAdmin(admin.ModelAdmin):
    """Shows only what lies in the account's scope; `scope_lookup` leads from the model to a scoped one."""

    list_per_page = 50
    show_full_result_count = False  # a count of a million rows for every page shown
    scope_lookup = ""

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if hasattr(rows, "visible_to"):
            return rows.visible_to(request.user)
        if self.scope_lookup and not request.user.sees_everything():
            related = self.model
            for name in self.scope_lookup.split("__"):
                related = related._meta.get_field(name).related_model
            return rows.filter(**{f"{self.scope_lookup}__in": related._default_manager.visible_to(request.user)})
        return rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        manager = db_field.related_model._default_manager.all()
        if hasattr(manager, "visible_to"):
            kwargs["queryset"] = manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AuditedAdmin(ScopedAdmin):
    """Writes in the admin's own transaction, each with its event: the columns written, never their values."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        name = f"{obj._meta.model_name}.{'changed' if change else 'added'}"
        record(name, by=request.user, target=obj, detail={"fields": sorted(form.changed_data), "mouth": "admin"})

    def delete_model(self, request, obj):
        with transaction.atomic():
            record(f"{obj._meta.model_name}.removed", by=request.user, target=obj, detail={"mouth": "admin"})
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)

    def save_formset(self, request, form, formset, change):
        formset.save()
        name = formset.model._meta.model_name
        for obj, fields in formset.changed_objects:
            record(f"{name}.changed", by=request.user, target=obj, detail={"fields": sorted(fields), "mouth": "admin"})
        for obj in formset.new_objects:
            record(f"{name}.added", by=request.user, target=obj, detail={"mouth": "admin"})
        for obj in formset.deleted_objects:
            record(f"{name}.removed", by=request.user, detail={"id": getattr(obj, "pk", None), "mouth": "admin"})


class ReadOnlyAdmin(ScopedAdmin):
    """Looked at here, written elsewhere or never."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyInline(admin.TabularInline):
    """Rows shown beside their owner."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False
