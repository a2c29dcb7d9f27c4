"""Addresses of the pages of Party organizations and 党建+ work; plain records lie under the registers."""

from django.urls import URLPattern

app_name = "branches"
urlpatterns: list[URLPattern] = []
