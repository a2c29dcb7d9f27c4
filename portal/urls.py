"""Addresses of the site; the other folders are named as strings."""

from django.contrib import admin
from django.urls import path

from portal.views import health

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
