"""The base of every REST address: closed unless it names a right, strict in what it takes."""

from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, Throttled
from rest_framework.views import APIView

from portal.api.fields import Text
from portal.api.requests import read_body, read_parameters
from portal.api.rights import DeclaredRight
from portal.api.throttles import AccountRate, ExportRate, StrangerRate
from portal.rules.roles import Permission

METHODS = ("get", "post", "put", "patch", "delete")


class Endpoint(APIView):
    """One address. `required_permission` is a right, several of which one is enough, or those by method.

    `parameters` are what the address may carry, `body` the fields of a JSON body. Whatever else comes is refused with
    400.
    """

    required_permission: Permission | tuple[Permission, ...] | dict[str, Permission] | None = None
    parameters: tuple[Text, ...] = ()
    body: tuple[Text, ...] = ()
    is_export = False
    permission_classes = (DeclaredRight,)

    @classmethod
    def right_for(cls, method: str) -> Permission | tuple[Permission, ...] | None:
        """The right a method needs, or several of which one is enough; None closes it."""
        if isinstance(cls.required_permission, dict):
            return cls.required_permission.get(method)
        return cls.required_permission

    @classmethod
    def offered(cls) -> list[str]:
        """The methods the address has, in lower case."""
        return [method for method in METHODS if hasattr(cls, method)]

    @property
    def allowed_methods(self) -> list[str]:
        offered = [method.upper() for method in self.offered()]
        return [*offered, "HEAD"] if "GET" in offered else offered

    def perform_authentication(self, request) -> None:
        """Strangers are counted by address before they are turned away."""
        try:
            stranger = not request.user.is_authenticated
        except AuthenticationFailed:
            self._count(StrangerRate(), request)
            raise
        if stranger:
            self._count(StrangerRate(), request)
            raise NotAuthenticated

    def get_throttles(self) -> list:
        return [AccountRate(), ExportRate()] if self.is_export else [AccountRate()]

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        if request.method.lower() in self.offered() or request.method == "HEAD":
            declared = self.parameters if request.method in ("GET", "HEAD") else ()
            self.query = read_parameters(request.query_params, declared)

    def given(self, *, partial: bool = False, fields: tuple[Text, ...] | None = None) -> dict:
        """The fields of the body by name; raises Problem 400."""
        return read_body(self.request.data, self.body if fields is None else fields, partial=partial)

    def _count(self, throttle, request) -> None:
        if not throttle.allow_request(request, self):
            raise Throttled(throttle.wait())
