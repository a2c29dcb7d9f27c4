"""Frozen runs in the admin: looked at only."""

from django.contrib import admin

from portal.admin_site import ReadOnlyAdmin, ReadOnlyInline
from reports.models import Run, RunFigure


class FigureInline(ReadOnlyInline):
    model = RunFigure
    fields = ("indicator", "township", "numerator", "denominator", "value", "missing")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("township")


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("name", "as_of", "unit", "population", "created_by", "created_at", "withdrawn_at")
    list_select_related = ("unit", "created_by")
    list_filter = ("population",)
    search_fields = ("name",)
    fields = ("name", "as_of", "known_at", "unit", "population", "round", "created_by", "withdrawn_at")
    inlines = (FigureInline,)
