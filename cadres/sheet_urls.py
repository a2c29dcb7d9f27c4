"""Addresses by which the sheets of a register come in, under the register's own."""

from django.urls import path

from cadres.views import register_import

app_name = "sheets"
urlpatterns = [
    path("", register_import.upload, name="import"),
    path("template.xlsx", register_import.template, name="template"),
]
