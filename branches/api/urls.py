"""Addresses of Party organizations over REST; plain records lie under the registers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
