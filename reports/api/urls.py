"""Addresses of figures over REST."""

urlpatterns: list = []
