"""Facts searched across people, and the rounds of turnover."""

from django.contrib import admin

from cadres.models import Appointment, Education, Resume, SlateMember, TurnoverRound, TurnoverUnit
from portal.admin_site import AuditedAdmin, ReadOnlyAdmin


class _OfPerson(AuditedAdmin):
    scope_lookup = "person"
    autocomplete_fields = ("person",)
    list_select_related = ("person",)
    exclude = ("source_row",)


@admin.register(Appointment)
class AppointmentAdmin(_OfPerson):
    list_display = ("person", "unit_text", "title", "began", "ended", "is_team_member", "member_kind")
    list_filter = ("is_team_member", "member_kind", "nature")
    search_fields = ("person__name_key", "unit_text", "title")
    autocomplete_fields = ("person", "unit")


@admin.register(Education)
class EducationAdmin(_OfPerson):
    list_display = ("person", "mode", "level_text", "degree_text", "school", "major", "ended")
    list_filter = ("mode",)
    search_fields = ("person__name_key", "school", "major")


@admin.register(Resume)
class ResumeAdmin(ReadOnlyAdmin):
    """Résumé texts; written on their own page, which reads them into spells."""

    scope_lookup = "person"
    list_display = ("person", "needs_review")
    list_select_related = ("person",)
    list_filter = ("needs_review",)
    search_fields = ("person__name_key",)
    fields = ("person", "text", "tail", "needs_review")


@admin.register(TurnoverRound)
class TurnoverRoundAdmin(AuditedAdmin):
    list_display = ("name", "as_of", "note")
    search_fields = ("name",)


@admin.register(TurnoverUnit)
class TurnoverUnitAdmin(AuditedAdmin):
    scope_lookup = "unit"
    list_display = ("round", "unit", "state", "approved_posts", "held_on", "completed_on")
    list_select_related = ("round", "unit")
    list_filter = ("round", "state")
    search_fields = ("unit__name",)
    autocomplete_fields = ("round", "unit")


@admin.register(SlateMember)
class SlateMemberAdmin(AuditedAdmin):
    scope_lookup = "person"
    list_display = ("turnover_unit", "person", "post", "channel")
    list_select_related = ("turnover_unit__round", "turnover_unit__unit", "person")
    search_fields = ("person__name_key", "post")
    autocomplete_fields = ("person", "turnover_unit")
    exclude = ("source_row",)
