"""Requests made from the description itself: none ends in a fault, none in an answer that is not described."""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.registers.catalogue import registers
from portal.rules.roles import Role

EXAMPLES = 12
EXAMPLES_OF_REGISTERS = 2  # their hundreds of addresses are made by the same few classes
PARTS = 4


@pytest.fixture(autouse=True)
def _connection_of_the_test():
    """The requests see the test's own transaction: nothing closes its connection between them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_requests_made_from_the_description_are_answered_as_described(api, person, county):
    def chosen(path: str) -> bool:
        return path != "/api/v1/schema/" and "/registers/" not in path

    reached = _answered_as_described(api, person, chosen, EXAMPLES)
    assert {"GET /api/v1/people/", "GET /api/v1/people/{person}/", "GET /api/v1/figures/"} <= reached


@pytest.mark.parametrize("part", range(PARTS))
def test_requests_to_registers_are_answered_as_described(api, person, county, part):
    places = {name: number % PARTS for number, name in enumerate(sorted(registers()))}

    def chosen(path: str) -> bool:
        return "/registers/" in path and places.get(path.split("/")[4], 0) == part

    reached = _answered_as_described(api, person, chosen, EXAMPLES_OF_REGISTERS)
    listed = {f"GET /api/v1/registers/{name}/" for name, place in places.items() if place == part}
    assert listed & reached


def _answered_as_described(api, person, chosen, examples: int) -> set[str]:
    """Asks the chosen addresses; the operations that were answered with success."""
    someone = person("周平")
    client = api(Role.CADRE_SECTION, "LX")
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application(), headers=client.headers)
    seen: dict[str, set[int]] = {}
    for operation in (found.ok() for found in schema.get_all_operations()):
        if not chosen(operation.path):
            continue

        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case):
            cache.clear()
            for name, value in {"person": someone.pk, "code": "LX01", "identity": "CAD-03", "table": "GB2261"}.items():
                if name in (case.path_parameters or {}):
                    case.path_parameters[name] = value
            for name in ("unit", "under", "township", "round", "cursor"):  # invented ones are not found, and no more
                (case.query or {}).pop(name, None)
            response = case.call(headers=client.headers)
            seen.setdefault(case.operation.label, set()).add(response.status_code)
            case.validate_response(
                response,
                checks=[
                    not_a_server_error,
                    status_code_conformance,
                    content_type_conformance,
                    response_schema_conformance,
                ],
            )

        ask()
    return {label for label, statuses in seen.items() if any(status < 300 for status in statuses)}
