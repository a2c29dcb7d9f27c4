"""What addresses that answer with a file share."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework.negotiation import DefaultContentNegotiation

FILE = {"type": "string", "format": "binary"}


class AnyAccept(DefaultContentNegotiation):
    """The file is sent whatever the Accept header asks; problems are JSON."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    """The file as an attachment under its name."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )
