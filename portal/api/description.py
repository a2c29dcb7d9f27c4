"""The OpenAPI document itself."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView

from portal.api.endpoint import Endpoint
from portal.rules.roles import Permission


class Description(Endpoint, SpectacularAPIView):
    """The description of every address, for accounts that may see records."""

    required_permission = Permission.VIEW_RECORDS
    renderer_classes = (OpenApiJsonRenderer2,)
    says = {"GET": _("接口说明(OpenAPI 3)。")}
