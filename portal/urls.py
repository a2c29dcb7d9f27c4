"""Addresses of the site; the other folders are named as strings."""

from django.contrib import admin
from django.urls import include, path

from portal.views import health, sign_in

urlpatterns = [
    path("registers/<slug:register>/import/", include("cadres.sheet_urls")),
    path("", include("portal.page_urls")),
    path("cadres/", include("cadres.urls")),
    path("branches/", include("branches.urls")),
    path("figures/", include("reports.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("portal.api.urls")),
    path("admin/login/", sign_in.admin_sign_in),  # one sign-in form for everything
    path("admin/", admin.site.urls),
]

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.forbidden"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
