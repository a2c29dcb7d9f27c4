"""Records of registers are entered, changed, removed and taken through their states under one set of rules."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from branches.models import PartyOrganization
from cadres.models import Appraisal, TurnoverUnit
from portal.models import AuditEvent, StepTaken
from portal.queries.versions import version_of
from portal.registers.actions import VersionChanged, add_record, change_record, remove_record, take_step
from portal.registers.scope import visible
from portal.rules.roles import Role
from tests.portal.registers.conftest import TODAY
from tests.portal.registers.declared import APPRAISALS, ORGANIZATIONS, SETTLED, TURNOVER


def codes(refused) -> dict[str, list[str]]:
    return {name: [one.code for one in errors] for name, errors in refused.value.error_dict.items()}


def step(record, name, by, **more):
    return take_step(register=TURNOVER, record=record, step=name, by=by, today=TODAY, **more)


def test_an_entry_is_told_by_its_columns_settled_and_kept_as_the_first_step(turnover, officer):
    made = turnover(by=officer, approved_posts=9)
    event = AuditEvent.objects.get(action="turnoverunit.added")
    burden = {"asked": 3, "known": 0, "unit": made.unit_id}
    assert event.detail == {"register": "turnovers", "fields": ["approved_posts", "round", "unit"], **burden}
    assert [made.pk] == SETTLED
    entry = StepTaken.objects.get(record_type="cadres.turnoverunit", record_id=made.pk)
    assert (entry.origin, entry.target, entry.taken_by) == ("", "not_started", officer)


def test_a_unit_outside_the_scope_is_refused(turnover, officer):
    with pytest.raises(ValidationError) as refused:
        turnover(unit="LX02", by=officer)
    assert codes(refused) == {"unit": ["out_of_scope"]}


def test_a_person_outside_the_scope_is_refused(officer, person):
    with pytest.raises(ValidationError) as refused:
        values = {"person": person("李四", "LX02"), "year": 2025, "result": "1"}
        add_record(register=APPRAISALS, values=values, by=officer, today=TODAY)
    assert codes(refused) == {"person": ["out_of_scope"]}


def test_only_declared_columns_are_written(turnover, officer, round_of_2026, county):
    for column in ("state", "completed_on", "nonsense", "document_number"):
        with pytest.raises(ValidationError) as refused:
            turnover(by=officer, **{column: None})
        assert codes(refused) == {column: ["unknown_field"]}


def test_the_guarded_column_is_written_by_those_who_may_see_it(turnover, section):
    assert turnover(by=section, document_number="临组〔2026〕1号").document_number == "临组〔2026〕1号"


def test_the_registers_own_check_is_asked_with_the_day(turnover, officer):
    with pytest.raises(ValidationError) as refused:
        turnover(by=officer, held_on=TODAY.replace(day=29))
    assert codes(refused) == {"held_on": ["past"]}
    assert not TurnoverUnit.objects.exists() and not AuditEvent.objects.filter(action="turnoverunit.added").exists()


def test_the_second_row_of_a_unique_pair_is_refused_in_words(turnover, officer):
    turnover(by=officer)
    with pytest.raises(ValidationError):
        turnover(by=officer)
    assert TurnoverUnit.objects.count() == 1


def test_what_only_the_database_refuses_is_told_in_chinese(turnover, officer, monkeypatch):
    turnover(by=officer)
    monkeypatch.setattr(TurnoverUnit, "validate_unique", lambda self, exclude=None: None)
    monkeypatch.setattr(TurnoverUnit, "validate_constraints", lambda self, exclude=None: None)
    with pytest.raises(ValidationError) as refused:
        turnover(by=officer)
    assert "冲突" in refused.value.messages[0]


def test_a_code_must_stand_in_its_table(officer, person):
    with pytest.raises(ValidationError) as refused:
        values = {"person": person("李四"), "year": 2025, "result": "99"}
        add_record(register=APPRAISALS, values=values, by=officer, today=TODAY)
    assert codes(refused) == {"result": ["unknown_code"]}


def test_a_change_from_an_older_page_is_refused(turnover, officer):
    made = turnover(by=officer)
    version = version_of(made)
    change_record(
        register=TURNOVER, record=made, changes={"approved_posts": 9}, by=officer, today=TODAY, version=version
    )
    with pytest.raises(VersionChanged):
        change_record(
            register=TURNOVER, record=made, changes={"approved_posts": 7}, by=officer, today=TODAY, version=version
        )
    made.refresh_from_db()
    assert made.approved_posts == 9


def test_a_change_to_what_stands_there_writes_nothing(turnover, officer):
    made = turnover(by=officer, approved_posts=9)
    change_record(register=TURNOVER, record=made, changes={"approved_posts": 9}, by=officer, today=TODAY)
    assert not AuditEvent.objects.filter(action="turnoverunit.changed").exists()


def test_moving_a_record_out_of_ones_scope_is_refused(turnover, officer, county):
    made = turnover(by=officer)
    with pytest.raises(ValidationError) as refused:
        change_record(register=TURNOVER, record=made, changes={"unit": county["LX02"]}, by=officer, today=TODAY)
    assert codes(refused) == {"unit": ["out_of_scope"]}


def test_a_record_others_point_at_is_not_removed_and_they_are_named(county, officer):
    values = {"name": "青石镇党委", "category": "COM", "sector": "township", "unit": county["LX01"]}
    above = add_record(register=ORGANIZATIONS, values=values, by=officer, today=TODAY)
    below = {**values, "name": "上湾村党支部", "category": "BR", "parent": above}
    add_record(register=ORGANIZATIONS, values=below, by=officer, today=TODAY)
    with pytest.raises(ValidationError, match="还有党组织 1 条用到它"):
        remove_record(register=ORGANIZATIONS, record=above, by=officer)
    assert PartyOrganization.objects.count() == 2


def test_a_removal_is_told_and_settled(turnover, officer):
    made = turnover(by=officer)
    SETTLED.clear()
    remove_record(register=TURNOVER, record=made, by=officer)
    assert [made.pk] == SETTLED and not TurnoverUnit.objects.exists()
    assert AuditEvent.objects.filter(action="turnoverunit.removed", target_id=str(made.pk)).exists()


def test_a_step_leads_on_only_from_its_sources(turnover, officer):
    with pytest.raises(ValidationError, match="现在是“未启动”，不能办理“登记选举”"):
        step(turnover(by=officer), "elect", officer)


def test_a_step_needs_the_columns_it_asks_for_and_its_conditions(turnover, officer):
    made = step(turnover(by=officer), "plan", officer)
    with pytest.raises(ValidationError) as refused:
        step(made, "elect", officer)
    assert codes(refused) == {"held_on": ["required"]}
    with pytest.raises(ValidationError) as refused:
        step(made, "elect", officer, values={"held_on": TODAY})
    assert codes(refused) == {"approved_posts": ["no_posts"]}
    with pytest.raises(ValidationError) as refused:
        step(made, "elect", officer, values={"held_on": TODAY, "approved_posts": 9})
    assert codes(refused) == {"approved_posts": ["unknown_field"]}


@pytest.fixture
def elected(turnover, officer):
    made = turnover(by=officer, approved_posts=9)
    step(made, "plan", officer)
    return step(made, "elect", officer, values={"held_on": TODAY})


def test_the_second_person_is_neither_who_entered_nor_who_took_the_step_before(elected, officer, section):
    with pytest.raises(ValidationError) as refused:
        step(elected, "approve", officer, reason="同意批复")
    assert refused.value.code == "second_person"
    done = step(elected, "approve", section, reason="同意批复")
    assert (done.state, done.completed_on) == ("approved", None)
    done.refresh_from_db()
    assert done.completed_on == TODAY
    taken = StepTaken.objects.filter(record_id=elected.pk).order_by("id").last()
    assert (taken.origin, taken.target, taken.reason, taken.taken_by) == ("elected", "approved", "同意批复", section)


def test_a_step_that_wants_a_reason_is_not_taken_without(elected, section):
    with pytest.raises(ValidationError) as refused:
        step(elected, "approve", section, reason=" ")
    assert codes(refused) == {"reason": ["required"]}


def test_a_step_with_a_right_of_its_own_asks_that_right(elected, account):
    hr = account(Role.UNIT_HR, "LX01")
    with pytest.raises(PermissionDenied):
        step(elected, "approve", hr, reason="同意批复")


def test_each_account_sees_the_records_of_its_scope_and_the_county_asks_without_a_condition(
    turnover, officer, section, account, person
):
    here, _there = turnover("LX01"), turnover("LX02")
    assert list(visible(TURNOVER, officer)) == [here]
    assert "WHERE" not in str(visible(TURNOVER, section).query)
    Appraisal.objects.create(person=person("李四", "LX0101"), year=2025, result="1")
    Appraisal.objects.create(person=person("王五", "LX02"), year=2025, result="1")
    assert [one.person.name for one in visible(APPRAISALS, officer)] == ["李四"]
    assert not visible(TURNOVER, account(Role.SYSTEM_ADMIN, None)).exists()
