"""People in the admin: found, looked at, written through the same actions as everywhere."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadres.actions.people import CHANGEABLE, change_person, create_person, delete_person
from cadres.admin.inlines import INLINES
from cadres.models import Person
from cadres.queries.people import search
from cadres.rules.names import name_problems
from portal.admin_site import AuditedAdmin
from portal.audit import record


class PersonForm(forms.ModelForm):
    """The person's own columns, with the checks of names and of units."""

    class Meta:
        model = Person
        fields = CHANGEABLE

    def clean_name(self):
        found = name_problems(self.cleaned_data["name"])
        if found:
            raise ValidationError([ValidationError(message, code=code) for code, message in found])
        return self.cleaned_data["name"]


@admin.register(Person)
class PersonAdmin(AuditedAdmin):
    """People of the account's scope; ID numbers only masked."""

    form = PersonForm
    change_list_template = "admin/with_import.html"
    list_display = ("name", "id_masked", "sex", "born", "unit", "post_text", "rank", "status")
    list_select_related = ("unit",)
    list_filter = ("sex", "political_status", "status", "category")
    search_fields = ("name_key",)
    search_help_text = _("姓名、拼音、首字母；有权限的账号可按完整身份证号查找")
    autocomplete_fields = ("unit",)
    readonly_fields = ("id_masked",)
    inlines = INLINES
    ordering = ("pinyin", "id")

    def get_search_results(self, request, queryset, search_term):
        return search(queryset, search_term.replace("\0", ""), request.user), False

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "GET" and (found := self.get_object(request, object_id)) is not None:
            record("person.viewed", by=request.user, target=found, detail={"mouth": "admin"})
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        given = {name: form.cleaned_data[name] for name in form.changed_data if name in CHANGEABLE}
        if change:
            change_person(person=obj, changes=given, by=request.user)
        else:
            obj.pk = create_person(values=given, by=request.user).pk

    def delete_model(self, request, obj):
        delete_person(person=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for person in queryset:
            delete_person(person=person, by=request.user)
