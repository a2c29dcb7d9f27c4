"""What addresses that answer with a file share."""

from rest_framework.negotiation import DefaultContentNegotiation

FILE = {"type": "string", "format": "binary"}


class AnyAccept(DefaultContentNegotiation):
    """The file is sent whatever the Accept header asks; problems are JSON."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
