"""Admin pages of the registers' tables, made from their declarations and writing through the registers' actions."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect

from portal.admin_site import AuditedAdmin
from portal.registers.actions import add_record, change_record, remove_record
from portal.registers.catalogue import registers
from portal.registers.columns import column_name, label_of, text_of, with_relations, withheld
from portal.registers.declaration import Column, Register
from portal.registers.openings import tell_opened
from portal.registers.scope import chooseable
from portal.views.days import today

MOUTH = {"mouth": "admin"}


class RegisterAdmin(AuditedAdmin):
    """One register's table; its states are changed by steps on the pages, never here."""

    register: Register

    def get_queryset(self, request):
        return with_relations(self.register, super().get_queryset(request), self.register.columns)

    def get_fields(self, request, obj=None):
        hidden = withheld(self.register, request.user)
        own = [name for name in self.register.field_names if name not in hidden]
        return [*own, *self.get_readonly_fields(request, obj)]

    def get_readonly_fields(self, request, obj=None):
        return (self.register.flow.field,) if self.register.flow and obj else ()

    def get_autocomplete_fields(self, request):
        """Relations to tables the admin can search."""
        found = []
        for name in self.register.field_names:
            field = self.model._meta.get_field(name)
            other = self.admin_site._registry.get(field.related_model) if field.is_relation else None
            if other and other.search_fields and request.user.has_perm(_view_of(field.related_model)):
                found.append(name)
        return found

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["queryset"] = chooseable(db_field.related_model, request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = chooseable(db_field.related_model, request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"register": self.register, "user": request.user})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A refusal only the writing finds goes back to the form in words."""
        found = self.get_object(request, object_id) if request.method == "GET" and object_id else None
        if found is not None:
            tell_opened(self.register, request.user, found, MOUTH)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refused:
            return self._told(request, refused)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as refused:
            return self._told(request, refused)

    def save_model(self, request, obj, form, change):
        names = form.changed_data if change else form.cleaned_data
        values = {name: form.cleaned_data[name] for name in names if name in self.register.field_names}
        written = {"register": self.register, "by": request.user, "today": today(), "detail": MOUTH}
        if change:
            change_record(record=obj, changes=values, **written)
        else:
            obj.pk = add_record(values=values, **written).pk

    def save_related(self, request, form, formsets, change):
        """Columns with many values went with the record."""

    def delete_model(self, request, obj):
        remove_record(register=self.register, record=obj, by=request.user, detail=MOUTH)

    def delete_queryset(self, request, queryset):
        for one in queryset:
            try:
                self.delete_model(request, one)
            except ValidationError as refused:
                messages.error(request, f"{one}：{' '.join(refused.messages)}")

    def _told(self, request, refused: ValidationError) -> HttpResponseRedirect:
        messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(request.get_full_path())


class _RegisterForm(forms.ModelForm):
    """The columns with the register's own check, so that its refusals stand at their fields."""

    register: Register
    user = None

    def _post_clean(self):
        super()._post_clean()
        if self.register.check and not self.errors:
            try:
                self.register.check(self.instance, by=self.user, today=today())
            except ValidationError as refused:
                self._update_errors(refused)


def register_admin_pages(site: admin.AdminSite) -> None:
    """Gives every register's table without an admin of its own one made from the declaration."""
    for register in registers().values():
        if not site.is_registered(register.model):
            site.register(register.model, admin_of(register))


def admin_of(register: Register) -> type[RegisterAdmin]:
    """The admin class of a register."""
    columns = [one for one in register.columns if column_name(one).partition("__")[0] not in register.guarded]
    own = {field.name: field for field in register.model._meta.concrete_fields}
    filters = [
        one
        for one in (*register.filters, *((register.flow.field,) if register.flow else ()))
        if isinstance(one, str)
        and one in own
        and (own[one].choices or isinstance(own[one], models.BooleanField))
        and one not in register.guarded
    ]
    described = {
        "__doc__": register.purpose,
        "register": register,
        "scope_lookup": register.scope,
        "form": _RegisterForm,
        "list_display": [_shown(register, one) for one in columns] or ["__str__"],
        "list_filter": tuple(dict.fromkeys(filters)),
        "search_fields": tuple(one for one in register.search if one.partition("__")[0] not in register.guarded),
    }
    return type(f"{register.model.__name__}Admin", (RegisterAdmin,), described)


def _shown(register: Register, column: str | Column):
    @admin.display(description=label_of(register, column), ordering=column if isinstance(column, str) else None)
    def shown(record):
        return text_of(record, column) or "—"

    shown.__name__ = column_name(column)
    return shown


def _view_of(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.view_{model._meta.model_name}"
