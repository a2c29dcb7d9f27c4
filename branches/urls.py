"""Addresses of the pages of Party organizations and 党建+ work; plain records lie under the registers."""

from django.urls import path

from branches.views import admissions, attendance, entering, life_calendar, organizations, points

app_name = "branches"
urlpatterns = [
    path("organizations/", organizations.tree, name="organizations"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("organizations/<int:pk>/children/", organizations.children, name="organization-children"),
    path("organizations/<int:pk>/change/<slug:kind>/", organizations.change, name="organization-change"),
    path("organizations/<int:pk>/enter/<slug:what>/", entering.enter, name="member-enter"),
    path("admissions/<int:pk>/", admissions.admission, name="admission"),
    path("life/", life_calendar.county, name="life"),
    path("life/places/<int:pk>/", life_calendar.place, name="life-place"),
    path("life/organizations/<int:pk>/", life_calendar.organization, name="life-organization"),
    path("life/meetings/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("points/", points.villages, name="points-villages"),
    path("points/<int:pk>/", points.village, name="points"),
    path("points/households/<int:pk>/", points.household, name="points-household"),
    path("points/<int:pk>/onward/<slug:state>/", points.onward, name="points-onward"),
]
