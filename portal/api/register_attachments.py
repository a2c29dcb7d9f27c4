"""Documents of a register's records over REST: listed, sent as multipart, opened, taken away."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from portal.actions.attachments import add_attachment, open_attachment, remove_attachment
from portal.api import shapes
from portal.api.downloads import FILE, AnyAccept
from portal.api.endpoint import Endpoint
from portal.api.problems import Problem, field_error
from portal.downloads import sent
from portal.queries.attachments import attachments_of
from portal.registers.attachments import sees_attachments
from portal.registers.declaration import Register
from portal.registers.scope import visible

_ATTACHMENT = shapes.record(
    id=shapes.WHOLE, name=shapes.TEXT, size=shapes.WHOLE, content_type=shapes.TEXT, digest=shapes.TEXT,
    added_at=shapes.MOMENT,
)  # fmt: skip


class _OfRecord(Endpoint):
    register: Register

    def record(self, pk: int):
        """The record within the scope, for an account that may see its documents."""
        if not sees_attachments(self.register, self.request.user):
            raise PermissionDenied(_("您的账号不能查看这类记录的附件。"))
        return get_object_or_404(visible(self.register, self.request.user), pk=pk)


class Attachments(_OfRecord):
    """The documents of one record, and a new one."""

    parser_classes = (MultiPartParser,)
    answers = {"GET": shapes.record(results=shapes.many(_ATTACHMENT)), "POST": (201, "application/json", _ATTACHMENT)}
    upload = {"POST": {"type": "object", "required": ["file"], "properties": {"file": FILE}}}

    def get(self, request, record: int):
        return Response({"results": [_document(one) for one in attachments_of(self.record(record))]})

    def post(self, request, record: int):
        held = self.record(record)
        unknown = sorted({*request.FILES, *request.POST} - {"file"})
        errors = [field_error(name[:60], "unknown_field", _("没有这个信息项。")) for name in unknown]
        if "file" not in request.FILES:
            errors.append(field_error("file", "required", _("缺少文件。")))
        if errors:
            raise Problem(400, errors[0]["code"], errors[0]["message"], errors=errors)
        file = request.FILES["file"]
        try:
            kept = add_attachment(record=held, name=file.name, content=file.read(), by=request.user)
        except ValidationError as refused:
            status = {"file_too_large": 413, "type_mismatch": 415, "duplicate": 409}.get(refused.code, 422)
            raise Problem(status, refused.code, refused.messages[0]) from refused
        return Response(_document(kept), status=201, headers={"Location": f"{request.path}{kept.pk}/"})


class OneAttachment(_OfRecord):
    """One document: its content, or its removal."""

    content_negotiation_class = AnyAccept
    answers = {
        "GET": (200, "application/octet-stream", FILE), "DELETE": (204, "application/json", shapes.ANYTHING),
    }  # fmt: skip

    def get(self, request, record: int, attachment: int):
        held = self.record(record)
        found = get_object_or_404(attachments_of(held), pk=attachment)
        content = open_attachment(attachment=found, record=held, by=request.user)
        return sent(content, found.file.content_type, found.file.name)

    def delete(self, request, record: int, attachment: int):
        held = self.record(record)
        found = get_object_or_404(attachments_of(held), pk=attachment)
        remove_attachment(attachment=found, record=held, by=request.user)
        return Response(status=204)


def _document(one) -> dict:
    return {
        "id": one.pk, "name": one.file.name, "size": one.file.size, "content_type": one.file.content_type,
        "digest": one.file.digest, "added_at": one.added_at,
    }  # fmt: skip
