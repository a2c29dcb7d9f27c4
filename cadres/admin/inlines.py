"""A person's facts beside the person's own row."""

from django.contrib import admin

from cadres import models
from portal.rules.roles import Permission


class FactInline(admin.TabularInline):
    """Facts of one kind; the scope has been checked with the person."""

    extra = 0
    show_change_link = True


class AppointmentInline(FactInline):
    model = models.Appointment
    autocomplete_fields = ("unit",)
    fields = ("unit", "unit_text", "title", "began", "ended", "nature", "is_team_member", "member_kind", "is_primary")


class RankInline(FactInline):
    model = models.RankSpan
    fields = ("sequence", "code", "began", "ended", "document_number")


class EducationInline(FactInline):
    model = models.Education
    fields = ("mode", "level", "level_text", "degree", "began", "ended", "school", "major", "outcome")


class QualificationInline(FactInline):
    model = models.Qualification
    fields = ("name", "obtained", "obtained_by", "body")


class AwardInline(FactInline):
    model = models.Award
    fields = ("name", "decided", "decided_by", "revoked")


class AppraisalInline(FactInline):
    model = models.Appraisal
    fields = ("year", "result")


class SourceTagInline(FactInline):
    model = models.SourceTag
    fields = ("category", "subcategory", "since", "evidence")


class FamilyInline(FactInline):
    """Family; closed without its own right, for changing too."""

    model = models.FamilyMember
    fields = ("relation", "name", "born", "political_text", "post_text", "position")

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and request.user.can(Permission.VIEW_FAMILY)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.can(Permission.VIEW_FAMILY)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and request.user.can(Permission.VIEW_FAMILY)


INLINES = (
    AppointmentInline, RankInline, EducationInline, QualificationInline, AwardInline, AppraisalInline, SourceTagInline,
    FamilyInline,
)  # fmt: skip
