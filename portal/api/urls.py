"""REST addresses; the other folders are named as strings."""

from django.urls import include, path, re_path
from rest_framework.exceptions import NotFound

from portal.api import lookups, units
from portal.api.description import Description
from portal.api.endpoint import Endpoint
from portal.api.registers import register_paths
from portal.rules.roles import Permission


class NoSuchAddress(Endpoint):
    """Every other address: 404 in the shape of the API (401 for strangers)."""

    schema = None

    @classmethod
    def right_for(cls, method: str) -> Permission | None:
        return None

    def initial(self, request, *args, **kwargs):
        self.perform_authentication(request)
        raise NotFound


app_name = "api"
urlpatterns = [
    path("units/", units.Units.as_view(), name="units"),
    path("units/<str:code>/", units.OneUnit.as_view(), name="unit"),
    path("codes/<str:table>/", lookups.Codes.as_view(), name="codes"),
    path("rules/", lookups.Rules.as_view(), name="rules"),
    path("jobs/<int:job>/", lookups.OneJob.as_view(), name="job"),
    *register_paths(),
    path("schema/", Description.as_view(), name="schema"),
    path("", include("cadres.api.urls")),
    path("", include("branches.api.urls")),
    path("", include("reports.api.urls")),
    re_path(r"", NoSuchAddress.as_view(), name="nothing"),
]
