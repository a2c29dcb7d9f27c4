"""Addresses of the pages of Party organizations and 党建+ work; plain records lie under the registers."""

from django.urls import path

from branches.views import admissions, entering, organizations

app_name = "branches"
urlpatterns = [
    path("organizations/", organizations.tree, name="organizations"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path("organizations/<int:pk>/children/", organizations.children, name="organization-children"),
    path("organizations/<int:pk>/change/<slug:kind>/", organizations.change, name="organization-change"),
    path("organizations/<int:pk>/enter/<slug:what>/", entering.enter, name="member-enter"),
    path("admissions/<int:pk>/", admissions.admission, name="admission"),
]
