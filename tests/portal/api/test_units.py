"""The tree over REST."""

import pytest

from portal.actions.units import change_unit
from portal.rules.dates import PartialDate
from portal.rules.roles import Role


def codes(response) -> list[str]:
    return [unit["code"] for unit in response.json()["results"]]


def test_the_county_sees_the_tree_each_unit_after_the_one_above(api, county):
    assert codes(api(Role.CADRE_SECTION, "LX").get("units/")) == ["LX", "LX01", "LX0101", "LX02", "LX90"]


def test_a_township_sees_itself_and_what_lies_below(api, county):
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    assert codes(client.get("units/")) == ["LX01", "LX0101"]
    assert client.get("units/LX02/").status_code == 404
    assert client.get("units/", under="LX02").status_code == 404


def test_pages_follow_one_another_without_gap(api, county):
    client = api(Role.CADRE_SECTION, "LX")
    first = client.get("units/", limit=2).json()
    second = client.client.get(first["next"], headers=client.headers)
    assert codes(second) == ["LX0101", "LX02"]


def test_a_unit_is_shown_as_it_was_on_the_day(api, county):
    change_unit(unit=county["LX01"], from_day=PartialDate(2025, 6, 1), name="青石街道", kind="street", by=None)
    client = api(Role.CADRE_SECTION, "LX")
    before, after = client.get("units/LX01/", as_of="2025-05-31"), client.get("units/LX01/", as_of="2025-06-01")
    assert before.json()["on_day"]["kind_name"] == "镇机关"
    assert after.json()["on_day"]["name"] == "青石街道"
    assert len(after.json()["history"]) == 2


def test_a_township_is_told_for_the_village(api, county):
    village = api(Role.CADRE_SECTION, "LX").get("units/LX0101/").json()["on_day"]
    assert (village["parent"], village["township"]) == ("LX01", "LX01")


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_the_three_administrators_see_no_records(api, county, role):
    client = api(role, None)
    for address in ("units/", "units/LX/", "people/", "codes/GB2261/", "rules/", "schema/"):
        assert client.get(address).status_code == 403, address
