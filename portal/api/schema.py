"""The OpenAPI description, made from the same declarations that check the requests."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from portal.api.problems import titles
from portal.api.rights import rights_in

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "errors", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "hint": {"type": "string"},
                },
            },
        },
        "request_id": {"type": "string"},
    },
}
_ALWAYS = (400, 401, 403, 404, 406, 429, 503)
_WRITING = (409, 413, 415)


class DeclaredSchema(AutoSchema):
    """Describes an Endpoint: `parameters`, `body`, and `answers` by method ({"GET": schema})."""

    def get_operation_id(self) -> str:
        words = [part.strip("{}<>").replace(":", "_") for part in self.path.strip("/").split("/")[2:]]
        return "_".join([self.method.lower(), *filter(None, words)]).replace(".", "_").replace("-", "_")

    def get_tags(self) -> list[str]:
        return [self.path.strip("/").split("/")[2]]

    def get_description(self) -> str:
        right = self.view.right_for(self.method)
        said = str(getattr(self.view, "says", {}).get(self.method, ""))
        words = "、".join(str(one.label) for one in rights_in(right)) if right else ""
        return said + (_("需要权限：%(right)s。") % {"right": words} if words else "")

    def get_summary(self) -> str:
        return str(getattr(self.view, "says", {}).get(self.method, ""))

    def get_override_parameters(self) -> list:
        if self.method != "GET":
            headers = getattr(self.view, "headers", {}).get(self.method, ())
            return [
                OpenApiParameter(name, str, OpenApiParameter.HEADER, required=True, description=said)
                for name, said in headers
            ]
        return [
            OpenApiParameter(field.name, field.schema(), required=field.required, description=str(field.label))
            for field in getattr(self.view, "parameters", ())
        ]

    def get_request_serializer(self):
        upload = getattr(self.view, "upload", {}).get(self.method)
        if upload:
            return {"multipart/form-data": upload}
        if described := getattr(self.view, "described_body", {}).get(self.method):
            return {"application/json": described}
        fields = getattr(self.view, "body", ())
        if self.method not in ("POST", "PATCH", "PUT") or not fields:
            return None
        schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.name: {"description": str(field.label), **field.schema()} for field in fields},
        }
        if self.method == "PATCH":
            schema["minProperties"] = 1
        elif required := [field.name for field in fields if field.required]:
            schema["required"] = required
        return {"application/json": schema}

    def get_response_serializers(self) -> dict:
        status, media, schema = 200, "application/json", {"type": "object"}
        answer = getattr(self.view, "answers", {}).get(self.method)
        if isinstance(answer, tuple):
            status, media, schema = answer
        elif answer is not None:
            schema = answer
        found = {(status, media): OpenApiResponse(schema, description=_("成功"))}
        names = titles()
        codes = {*_ALWAYS, *(_WRITING if self.method != "GET" else ())}
        if self.method in getattr(self.view, "headers", {}):
            codes |= {412, 428}
        for code in sorted(codes):
            found[code, "application/problem+json"] = OpenApiResponse(PROBLEM, description=names[code])
        return found


class TokenScheme(OpenApiAuthenticationExtension):
    """How a token is sent."""

    target_class = "portal.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema) -> dict:
        return {"type": "http", "scheme": "bearer", "description": _("每个系统一枚令牌，由系统管理员发放。")}


class SessionScheme(OpenApiAuthenticationExtension):
    """The session of the pages."""

    target_class = "portal.api.authentication.PageSession"
    name = "session"

    def get_security_definition(self, auto_schema) -> dict:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
