"""No file writes what the account could not write on the pages."""

import pytest
from batch_rows import account, codes, rehearsed, row, states

from cadres.actions.batches import apply
from cadres.models import FamilyMember, Person
from portal.models import UnitQuota

QUOTA = row("unit", 1, "柏渡镇", {"name": "柏渡镇", "code": "L1", "chief_posts": 99})
PERSON = row("person", 2, "王岚", {}, born=198503)
RELATIVE = row("family", 2, "王岚", {"relation": "配偶", "name": "测甲"}, born=198503)


@pytest.mark.parametrize("role", ["township_org_officer", "civil_servant_section", "unit_hr"])
def test_quotas_come_in_only_from_accounts_that_may_change_units(units, role):
    clerk = account("clerk", units["north"], role)
    batch = rehearsed([QUOTA], by=clerk, unit=units["north"])
    assert codes(batch) == {("unit", 1): {"right_missing"}}
    apply(batch=batch, by=clerk)
    assert not UnitQuota.objects.exists()


def test_family_members_come_in_only_from_accounts_that_may_see_them(units):
    clerk = account("clerk", units["north"], "unit_hr")
    batch = rehearsed([PERSON, RELATIVE], by=clerk, unit=units["north"])
    assert states(batch) == {("person", 2): "new", ("family", 2): "wrong"}
    apply(batch=batch, by=clerk)
    assert Person.objects.count() == 1 and not FamilyMember.objects.exists()


def test_whoever_applies_needs_the_right_too(units, clerk):
    batch = rehearsed([PERSON, RELATIVE], by=clerk, unit=units["north"])
    assert codes(batch) == {}
    apply(batch=batch, by=account("hr", units["north"], "unit_hr"))
    assert Person.objects.count() == 1 and not FamilyMember.objects.exists()
