"""Promises about every route: each view names a right or says why not, each API address is described."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from portal.api.endpoint import Endpoint
from portal.rules.roles import Permission

# Open to strangers, or to everybody signed in because it shows only what is their own.
WITHOUT_RIGHT = {
    "livez", "readyz", "portal:sign-in", "portal:sign-out", "portal:home", "portal:account", "portal:password",
    "portal:end-sessions", "portal:job", "portal:job-cancel", "api:nothing", "admin-sign-in",
    # Two rights open these, which the view itself asks; the search answers within the scope.
    "portal:users", "portal:user", "portal:unit-search",
    # Two rights open the page and its file; the account sees its own reminders; the address itself is the secret.
    "portal:reminders", "portal:reminders-export", "portal:reminder-feed-settings", "portal:reminder-feed-renew",
    "portal:reminder-feed-revoke", "portal:reminder-feed",
    # Shows the registers the account may view.
    "portal:registers",
}  # fmt: skip


def routes(resolver=None, prefix="", space=""):
    """(address, full name, view) of every route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, address, inner)
        elif isinstance(pattern, URLPattern):
            yield address, f"{space}{pattern.name or address}", pattern.callback


API = [(address, name, view) for address, name, view in routes() if address.startswith("api/v1/")]
PAGES = [
    (address, name, view)
    for address, name, view in routes()
    if not address.startswith(("api/v1/", "admin/"))  # the admin asks portal.access for every model
]


@pytest.mark.parametrize(("address", "name", "view"), PAGES, ids=[name for _address, name, _view in PAGES])
def test_every_page_names_the_right_it_needs(address, name, view):
    right = getattr(view, "required_permission", None) or getattr(
        getattr(view, "view_class", None), "required_permission", None
    )
    assert name in WITHOUT_RIGHT or right is not None, f"{address} names no right"


@pytest.mark.parametrize(("address", "name", "view"), API, ids=[name for _address, name, _view in API])
def test_every_rest_address_names_a_right_for_every_method(address, name, view):
    endpoint = view.view_class if hasattr(view, "view_class") else view.cls
    assert issubclass(endpoint, Endpoint)
    if name in WITHOUT_RIGHT:
        return
    for method in endpoint.offered():
        right = endpoint.right_for(method.upper())
        several = right if isinstance(right, tuple) else (right,)
        assert several and all(isinstance(one, Permission) for one in several), f"{method} {address}"


def test_every_rest_address_is_described():
    from drf_spectacular.generators import SchemaGenerator

    described = set(SchemaGenerator().get_schema(request=None, public=True)["paths"])
    there = {
        "/" + "".join(part.replace("<", "{").replace(">", "}") for part in address.replace("<int:", "<").replace(
            "<str:", "<").replace("<slug:", "<"))
        for address, name, _view in API
        if name not in WITHOUT_RIGHT
    }  # fmt: skip
    assert described == there


def test_every_description_names_its_errors_in_chinese():
    from drf_spectacular.generators import SchemaGenerator

    for address, methods in SchemaGenerator().get_schema(request=None, public=True)["paths"].items():
        for method, operation in methods.items():
            if address == "/api/v1/schema/":
                continue
            assert any("\u4e00" <= mark <= "\u9fff" for mark in operation["summary"]), (method, address)
            wanted = {"400", "401", "403", "404", "406", "429"}
            if method == "patch" and address == "/api/v1/people/{person}/":
                wanted |= {"412", "415", "428"}
            assert wanted <= set(operation["responses"]), (method, address)
