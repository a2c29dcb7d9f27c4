"""A file made or kept by the portal, sent as a download under its name."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    """The content as a file to be kept, whatever letters its name has."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )
