"""How often anybody may ask; counted by account, and by address for strangers."""

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle


class _Rate(SimpleRateThrottle):
    def get_rate(self) -> str:
        return settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"][self.scope]

    def get_cache_key(self, request, view) -> str:
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}


class StrangerRate(_Rate):
    """Requests without a valid sign-in, by address; behind a proxy the address is the one the proxy saw."""

    scope = "stranger"

    def get_cache_key(self, request, view) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class AccountRate(_Rate):
    """All requests of one account, whichever of its tokens it uses."""

    scope = "account"


class ExportRate(_Rate):
    """Files of personal data."""

    scope = "export"
