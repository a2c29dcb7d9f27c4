"""What the ledgers of villages refuse, mask and fill in."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from branches.models import DualCultivation, HouseholdIncome, PartyOrganization
from portal.registers.catalogue import registers
from portal.rules.roles import Role
from tests.branches.registers.conftest import TODAY, Ledger


def refused(ledger, **values):
    with pytest.raises(ValidationError) as error:
        ledger.add(**values)
    return set(error.value.error_dict)


def test_of_a_households_head_only_the_family_name_is_kept(village):
    household = Ledger("households").add(unit=village, number="001", head="欧阳建国", size=4, kind="ordinary")
    household.refresh_from_db()
    assert household.head == "欧阳某"


def test_a_household_stands_once_in_its_village_and_may_have_its_number_in_another(county):
    households = Ledger("households")
    households.add(unit=county["LX0101"], number="001", head="张三", size=1, kind="ordinary")
    with pytest.raises(ValidationError):
        households.add(unit=county["LX0101"], number="001", head="李四", size=1, kind="ordinary")
    assert households.add(unit=county["LX0102"], number="001", head="李四", size=1, kind="ordinary").pk


def test_a_township_is_no_village(county):
    values = {"number": "001", "head": "张三", "size": 1, "kind": "ordinary"}
    assert refused(Ledger("households"), unit=county["LX01"], **values) == {"unit"}


def test_a_measure_of_another_track_is_refused(village):
    values = {"unit": village, "title": "项目", "track": "civility"}
    assert refused(Ledger("initiatives"), measure="tourism", **values) == {"measure"}
    assert Ledger("initiatives").add(measure="heritage", **values).pk


def test_a_quarter_not_begun_is_not_reported(village):
    initiative = Ledger("initiatives").add(unit=village, title="项目", track="civility", measure="heritage")
    reports = Ledger("initiative-reports")
    assert refused(reports, initiative=initiative, year=2026, quarter=3, progress="好") == {"quarter"}
    assert reports.add(initiative=initiative, year=2026, quarter=2, progress="好").pk


def test_income_of_a_year_is_told_when_it_is_over(village):
    household = Ledger("households").add(unit=village, number="001", head="张三", size=1, kind="ordinary")
    assert refused(Ledger("household-incomes"), household=household, year=2026, amount=1) == {"year"}
    Ledger("household-incomes").add(household=household, year=2025, amount=30000)
    assert HouseholdIncome.objects.get().amount == 30000


def test_a_branch_that_is_no_chain_has_no_chain_meeting(village):
    branch = PartyOrganization.objects.create(name="村支部", category="BR", sector="village", unit=village)
    meetings = Ledger("chain-meetings")
    assert refused(meetings, organization=branch, held_on=TODAY, topic="会议") == {"organization"}


def test_a_led_household_names_who_leads_it(village):
    household = Ledger("households").add(unit=village, number="001", head="张三", size=1, kind="ordinary")
    assert refused(Ledger("household-links"), household=household, way="work") == {"project"}


def test_a_member_is_not_admitted_again(village, person):
    values = {"unit": village, "person": person("张三"), "listed_on": TODAY}
    cultivations = Ledger("dual-cultivations")
    assert refused(cultivations, direction="member_to_leader", probationary_on=TODAY, **values) == {"direction"}


def test_a_leader_is_a_member_only_from_the_day_of_admission(village, person):
    cultivations = Ledger("dual-cultivations")
    listed = datetime.date(2025, 1, 1)
    made = cultivations.add(unit=village, person=person("张三"), direction="leader_to_member", listed_on=listed)
    made = cultivations.step(made, "cultivate", cultivating_on=listed)
    with pytest.raises(ValidationError) as error:
        cultivations.step(made, "achieve", achieved_on=TODAY, outcome="入党")
    assert error.value.code == "not_admitted"
    made = cultivations.change(made, probationary_on=TODAY)
    cultivations.step(made, "achieve", achieved_on=TODAY, outcome="入党")
    assert DualCultivation.objects.get().state == "achieved"


def test_a_village_account_finds_its_village_and_its_last_entry_filled_in(village, account):
    secretary = account(Role.BRANCH_SECRETARY, "LX0101")
    prefill = registers()["ceremonies"].prefill
    assert prefill(secretary, TODAY, {}) == {"unit": village}
    Ledger("ceremonies").add(unit=village, kind="funeral", held_on=TODAY, tables=8, reference_cost=30000)
    assert prefill(secretary, TODAY, {}) == {"unit": village, "kind": "funeral", "reference_cost": 30000}
