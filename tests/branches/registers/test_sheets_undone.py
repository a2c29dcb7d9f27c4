"""Sheets of members, organizations, meetings and applicants go in and out again, what was derived from them included."""

import pytest

from branches.actions.life import settle_life_slots
from branches.models import (
    AdmissionCase,
    AdmissionStep,
    LifeSlot,
    Membership,
    OrganizationChange,
    OrganizationSpan,
    OrgLifeMeeting,
    PartyMember,
    PartyOrganization,
)
from cadres.actions.batches import BatchBlocked, apply, read, receive, undo
from cadres.actions.people import create_person
from portal.actions.users import create_user, grant_role
from portal.rules.roles import Role
from tests.branches.party import day, organization, unit
from tests.cadres.actions.batch_registers import workbook

pytestmark = pytest.mark.django_db
TABLES = (
    AdmissionCase, AdmissionStep, LifeSlot, Membership, OrganizationChange, OrganizationSpan, OrgLifeMeeting,
    PartyMember, PartyOrganization,
)  # fmt: skip
SHEETS = {
    "party_members": (["姓名", "所在党支部", "入党时间", "转正时间"], ["赵一", "桃岭村党支部", "2012.07.01", "2013.07.01"]),
    "party_organizations": (
        ["党组织名称", "党组织类别", "所在单位类别", "所在单位", "起始时间"],
        ["桃岭村青年党支部", "党支部", "建制村", "桃岭村", "2024.07.01"],
    ),
    "org-life-meetings": (
        ["党组织", "会议类别", "召开日期", "主题", "应到人数", "实到人数", "记录日期"],
        ["桃岭村党支部", "主题党日", "2026.02.05", "清洁家园", "5", "5", "2026.02.06"],
    ),
    "admission_cases": (["姓名", "所在党支部", "申请入党日期"], ["赵一", "桃岭村党支部", "2026.01.05"]),
}  # fmt: skip


@pytest.fixture
def place(db):
    found = unit("桃岭村", kind="village", parent=unit())
    organization("桃岭村党支部", at=found)
    create_person(values={"name": "赵一", "unit": found, "sex": "1"}, by=None)
    settle_life_slots(through=day("2026-12-31"))
    return found


@pytest.fixture
def clerk(place):
    user = create_user(username="clerk", full_name="文书", password=None, by=None, must_change_password=False)
    grant_role(user=user, role=Role.TOWNSHIP_OFFICER, unit=place.parent, by=None)
    return user


def tables() -> dict:
    return {one.__name__: sorted(map(str, one.objects.values_list())) for one in TABLES}


def brought_in(name: str, place, clerk):
    heads, line = SHEETS[name]
    batch = receive(
        content=workbook(heads, line), name="表.xlsx", unit=place.parent, by=clerk, register=name, background=False
    )
    batch = read(batch.pk)
    assert [row.state for row in batch.rows.all()] == ["new"], [row.problems for row in batch.rows.all()]
    return apply(batch=batch, by=clerk)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_undone_leaves_nothing_that_was_derived_from_it(name, place, clerk):
    before = tables()
    batch = brought_in(name, place, clerk)
    assert tables() != before
    undo(batch=batch, by=clerk)
    assert tables() == before


def test_a_step_entered_since_keeps_an_applicant_from_being_undone(place, clerk):
    batch = brought_in("admission_cases", place, clerk)
    AdmissionStep.objects.create(case=AdmissionCase.objects.get(), number=2, done_on=day("2026-01-20"))
    with pytest.raises(BatchBlocked):
        undo(batch=batch, by=clerk)
