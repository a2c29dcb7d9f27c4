"""Addresses of people over REST."""

from django.urls import path

from cadres.api import people

urlpatterns = [
    path("people/", people.People.as_view(), name="people"),
    path("people/<int:person>/", people.OnePerson.as_view(), name="person"),
    path("people/<int:person>/id-number/", people.FullIdNumber.as_view(), name="id-number"),
]
