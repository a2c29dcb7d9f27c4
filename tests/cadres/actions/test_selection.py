"""Selection cases: steps out of order, the second person, notices, objections, places promised once, appointments."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cadres.models import (
    Appointment,
    Objection,
    Person,
    PostReservation,
    PublicNotice,
    SelectionCase,
    SourceCategoryRule,
    SourceTag,
)
from cadres.queries.establishment import places_of
from cadres.registers.selection import CASES, CONDITIONS, NOTICES, OBJECTIONS
from cadres.registers.structure import RESERVATIONS
from portal.actions.units import create_unit, set_quota
from portal.actions.users import create_user, grant_role
from portal.models import StepTaken, User
from portal.registers.actions import add_record, change_record, take_step
from portal.registers.record_page import open_steps, track
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from portal.rules.unit_kinds import UnitKind

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 30)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def county():
    return create_unit(code="L01", name="临溪县", kind=UnitKind.COUNTY, by=None)


@pytest.fixture
def town(county):
    town = create_unit(code="L01.101", name="柏渡镇", kind=UnitKind.TOWN, parent=county, by=None)
    numbers = {"chief_posts": 1, "deputy_posts": 1, "administrative": 2, "institution_other": 1}
    set_quota(unit=town, from_day=PartialDate(2020), by=None, **numbers)
    return town


def account(name, unit, role=Role.CADRE_SECTION):
    user = create_user(username=name, full_name=name, password=None, by=None, must_change_password=False)
    grant_role(user=user, role=role, unit=unit, by=None)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def maker(county):
    return account("maker", county)


@pytest.fixture
def checker(county):
    return account("checker", county)


def person(name, **facts):
    return Person.objects.create(name=name, name_key=name, pinyin=name, **facts)


def entered(town, by, *, channel="appointed", name="赵砚禾", **values):
    who = values.pop("person", None) or person(name, unit=town)
    given = {"person": who, "channel": channel, "unit": town, "post": "副镇长", "post_kind": "deputy", "level": "0142"}
    return add_record(register=CASES, values=given | values, by=by, today=TODAY)


def step(case, name, by, today=TODAY, **values):
    return take_step(register=CASES, record=case, step=name, by=by, today=today, values=values, reason="按程序办理")


def notice_of(county, began="2026-09-28", number="公示1号", **values):
    given = {"title": "任前公示", "number": number, "unit": county, "began": day(began)} | values
    return add_record(register=NOTICES, values=given, by=None, today=TODAY)


def in_notice(case, county, maker, checker, notice=None):
    """The case brought as far as its notice."""
    step(case, "qualify", checker)
    step(case, "inspect", maker, inspected_on=day("2026-09-10"))
    step(case, "discuss", maker, discussed_on=day("2026-09-20"), discussion_number="纪要3号")
    return step(case, "publish", maker, notice=notice or notice_of(county))


def approved(case, checker, on="2026-10-12"):
    return step(case, "approve", checker, approved_on=day(on), approval_number="临组〔2026〕9号")


def test_a_step_off_the_channels_road_is_refused(town, maker, checker):
    case = entered(town, maker)
    with pytest.raises(ValidationError, match="不能从"):
        step(case, "announce", maker, announced_on=TODAY, announcement_number="1")
    opened = entered(town, maker, channel="open_selection", name="钱岫舟")
    with pytest.raises(ValidationError, match="不能从"):
        step(opened, "qualify", checker)
    with pytest.raises(ValidationError, match="现在是"):
        step(case, "approve", checker, approved_on=TODAY, approval_number="1")


def test_only_the_steps_of_the_channels_road_are_offered_and_shown_ahead(town, maker, checker):
    def offered(case):
        return {box.step.name for box in open_steps(CASES, case, checker, TODAY)}

    case = entered(town, maker)
    opened = entered(town, maker, channel="open_selection", name="钱岫舟")
    assert offered(case) == {"qualify", "withdraw"}
    assert offered(opened) == {"announce", "withdraw"}
    ahead = [word for word, place in track(CASES, case, []) if place == "ahead"]
    assert ahead == ["资格审查通过", "已考察", "已讨论决定", "公示中", "已批准", "已任职（聘用）", "已转正"]
    assert "已考试" in [word for word, _place in track(CASES, opened, [])]
    step(case, "qualify", checker)
    assert "examine" not in offered(case)


def test_whoever_entered_a_case_neither_qualifies_nor_approves_it(county, town, maker, checker):
    case = entered(town, maker)
    with pytest.raises(ValidationError, match="两人"):
        step(case, "qualify", maker)
    in_notice(case, county, maker, checker)
    with pytest.raises(ValidationError, match="两人"):
        approved(case, maker)


def test_a_notice_over_the_national_holidays_ends_on_the_fifth_working_day(county):
    notice = notice_of(county)
    assert (notice.working_days, notice.last_day) == (5, day("2026-10-09"))
    assert "id_masked" not in notice.published_fields and "proposed_post" in notice.published_fields


def test_a_notice_shorter_than_the_rule_is_refused(county):
    with pytest.raises(ValidationError, match="不得少于"):
        notice_of(county, working_days=4)


@pytest.mark.parametrize(("today", "on", "refused"), [("2026-10-09", "2026-10-09", True), ("2026-10-10", "2026-10-10", False),
                                                     ("2026-10-12", "2026-10-09", True), ("2026-10-12", "2026-10-13", True)])  # fmt: skip
def test_approval_comes_after_the_last_day_of_the_notice(county, town, maker, checker, today, on, refused):
    case = in_notice(entered(town, maker), county, maker, checker)
    values = {"approved_on": day(on), "approval_number": "临组〔2026〕9号"}
    if refused:
        with pytest.raises(ValidationError):
            step(case, "approve", checker, today=day(today), **values)
    else:
        assert step(case, "approve", checker, today=day(today), **values).state == "approved"


def test_an_objection_holds_the_case_until_a_second_person_settles_it(county, town, maker, checker):
    case = in_notice(entered(town, maker), county, maker, checker)
    values = {"case": case, "received_on": day("2026-09-29"), "manner": "signed", "content": "反映"}
    objection = add_record(register=OBJECTIONS, values=values, by=maker, today=TODAY)
    case.refresh_from_db()
    assert case.state == "objection_hold"
    with pytest.raises(ValidationError):
        approved(case, checker)
    move = {"register": OBJECTIONS, "record": objection, "today": TODAY}
    take_step(step="investigate", by=maker, values={"investigated_by": "纪委"}, **move)
    found = {"settled_on": day("2026-10-08"), "finding": "反映不实"}
    with pytest.raises(ValidationError, match="两人"):
        take_step(step="clear", by=maker, values=found, **move)
    take_step(step="clear", by=checker, values=found, **move)
    case.refresh_from_db()
    assert case.state == "public_notice"
    words = StepTaken.objects.filter(record_type="cadres.selectioncase", record_id=case.pk).values_list(
        "step", flat=True
    )
    assert {"hold", "release"} <= set(words)
    assert approved(case, checker).state == "approved"  # settling the objection was not a step of the case by hand


def test_an_upheld_objection_keeps_the_case_on_hold(county, town, maker, checker):
    case = in_notice(entered(town, maker), county, maker, checker)
    Objection.objects.create(
        case=case, received_on=day("2026-09-29"), manner="call", state="upheld", settled_on=day("2026-10-08")
    )
    SelectionCase.objects.filter(pk=case.pk).update(state="objection_hold")
    case.refresh_from_db()
    with pytest.raises(ValidationError, match="异议"):
        step(case, "release", checker)
    assert step(case, "reject", checker).state == "rejected"


def test_nobody_is_objected_to_outside_a_notice(town, maker):
    case = entered(town, maker)
    with pytest.raises(ValidationError, match="不在公示中"):
        add_record(
            register=OBJECTIONS, values={"case": case, "received_on": TODAY, "manner": "call"}, by=maker, today=TODAY
        )


def test_one_place_is_never_promised_twice(county, town, maker, checker):
    notice = notice_of(county)
    first = in_notice(entered(town, maker), county, maker, checker, notice)
    second = in_notice(entered(town, maker, name="钱岫舟"), county, maker, checker, notice)
    approved(first, checker)
    assert places_of(town, day("2026-10-12")).places["deputy_posts"].held == 1
    with pytest.raises(ValidationError, match="无空缺"):
        approved(second, checker)
    second.refresh_from_db()
    assert second.state == "public_notice"
    step(first, "withdraw", maker, withdrawn_on=day("2026-10-15"))
    assert approved(second, checker, "2026-10-16").state == "approved"
    assert PostReservation.objects.filter(state="held").count() == 1


def test_a_place_is_not_promised_by_hand_when_there_is_none(county, town, maker, checker):
    case = in_notice(entered(town, maker), county, maker, checker)
    approved(case, checker)
    other = entered(town, maker, name="钱岫舟")
    values = {"case": other, "unit": town, "kind": "deputy_posts", "reserved_on": TODAY}
    with pytest.raises(ValidationError, match="无空缺"):
        add_record(register=RESERVATIONS, values=values, by=maker, today=TODAY)


def test_a_unit_without_approved_numbers_gives_no_place(county, maker, checker):
    bare = create_unit(code="L01.102", name="青岩镇", kind=UnitKind.TOWN, parent=county, by=None)
    case = in_notice(entered(bare, maker), county, maker, checker)
    with pytest.raises(ValidationError, match="没有登记核定"):
        approved(case, checker)


def test_an_appointment_uses_the_place_enters_the_post_and_keeps_the_category(county, town, maker, checker):
    case = entered(
        town, maker, channel="five_side", subcategory="selected_graduate", establishment_kind="administrative"
    )
    step(case, "announce", maker, announced_on=day("2026-08-01"), announcement_number="公告1号")
    step(case, "apply", maker)
    approved(in_notice(case, county, maker, checker), checker)
    step(case, "appoint", maker, appointed_on=day("2026-10-20"))
    case.refresh_from_db()
    post = case.appointment
    assert (post.title, post.member_kind, post.is_team_member, str(post.began)) == ("副镇长", "3", True, "2026.10.20")
    assert case.probation_until == day("2027-10-20")
    assert set(case.reservations.values_list("state", flat=True)) == {"used"}
    before, after = (places_of(town, day(text)).places["deputy_posts"] for text in ("2026-10-19", "2026-10-20"))
    assert [(one.filled, one.held, one.free) for one in (before, after)] == [(0, 1, 0), (1, 0, 0)]
    case.person.refresh_from_db()
    assert case.person.establishment == "1"
    tag = SourceTag.objects.get(person=case.person)
    assert (tag.category, tag.subcategory, tag.confirmed_by) == ("five_side", "selected_graduate", checker)


def test_whoever_leaves_in_probation_ends_the_post_and_frees_it(county, town, maker, checker):
    case = in_notice(entered(town, maker), county, maker, checker)
    approved(case, checker)
    step(case, "appoint", maker, appointed_on=day("2026-10-20"))
    with pytest.raises(ValidationError, match="试用期"):
        step(case, "confirm", checker, confirmed_on=TODAY)
    step(case, "withdraw", maker, withdrawn_on=day("2026-10-25"))
    assert str(Appointment.objects.get(person=case.person).ended) == "2026.10.25"
    assert places_of(town, day("2026-10-25")).places["deputy_posts"].free == 1


def test_a_deputy_who_becomes_chief_in_the_same_town_takes_only_the_chiefs_place(county, town, maker, checker):
    who = person("孙鹤鸣", unit=town, establishment="1")
    Appointment.objects.create(person=who, unit=town, unit_text="柏渡镇", title="副镇长", is_team_member=True, member_kind="3",
                               began=PartialDate(2022))  # fmt: skip
    case = entered(
        town, maker, person=who, post="镇长", post_kind="chief", level="0141", establishment_kind="administrative"
    )
    approved(in_notice(case, county, maker, checker), checker)
    assert list(case.reservations.values_list("kind", flat=True)) == ["chief_posts"]


def conditions(county, **values):
    given = {"unit": county, "category": "five_side", "subcategory": "village_secretary", "round_name": "2026年换届",
             "began": PartialDate(2026), "most_age": 45, "least_schooling": "college", "source_document": "样例"}  # fmt: skip
    return add_record(register=CONDITIONS, values=given | values, by=None, today=TODAY)


def applying(town, maker, **values):
    case = entered(town, maker, channel="five_side", subcategory="village_secretary", **values)
    step(case, "announce", maker, announced_on=day("2026-08-01"), announcement_number="公告1号")
    return step(case, "apply", maker)


def test_somebody_too_old_does_not_pass_the_examination(county, town, maker, checker):
    conditions(county)
    case = applying(town, maker, person=person("李老", unit=town, born=PartialDate(1970, 1, 1)))
    assert case.eligibility["outcome"] == "not_eligible"
    with pytest.raises(ValidationError, match="不符合"):
        step(case, "qualify", checker)


def test_missing_evidence_must_be_named(county, town, maker, checker):
    village = create_unit(code="L01.101.1", name="桃岭村", kind=UnitKind.VILLAGE, parent=town, by=None)
    conditions(county)
    case = applying(town, maker, person=person("周村", unit=village, born=PartialDate(1990, 1, 1)))
    with pytest.raises(ValidationError, match="缺少资料"):
        step(case, "qualify", checker)
    change_record(register=CASES, record=case, changes={"note": "见学历证书复印件"}, by=maker, today=TODAY)
    case.refresh_from_db()
    assert step(case, "qualify", checker).confirmed_by == checker


def test_later_rules_do_not_change_what_was_found(county, town, maker, checker):
    conditions(county, most_age=60, least_schooling="")
    village = create_unit(code="L01.101.1", name="桃岭村", kind=UnitKind.VILLAGE, parent=town, by=None)
    who = person("周村", unit=village, born=PartialDate(1970, 1, 1), establishment="4")
    case = step(applying(town, maker, person=who), "qualify", checker)
    SourceCategoryRule.objects.update(most_age=30)
    case = step(case, "inspect", maker, inspected_on=day("2026-09-10"))
    assert case.eligibility["outcome"] == "eligible"


def test_the_category_goes_with_the_channel_and_a_transfer_with_its_entry_code(town, maker):
    with pytest.raises(ValidationError, match="来源类别"):
        entered(town, maker, channel="five_side", category="three_side")
    with pytest.raises(ValidationError, match="相应的选拔方式"):
        entered(town, maker, channel="appointed", category="five_side", name="甲乙")
    with pytest.raises(ValidationError, match="14"):
        entered(town, maker, channel="transfer_in", source_nature="institution", entry_mode="15", name="丙丁")
    assert entered(town, maker, channel="five_side", name="戊己").category == "five_side"


def test_an_approved_case_keeps_its_person_post_and_category(county, town, maker, checker):
    case = in_notice(entered(town, maker), county, maker, checker)
    approved(case, checker)
    with pytest.raises(ValidationError, match="不能再改"):
        change_record(register=CASES, record=case, changes={"post": "镇长"}, by=maker, today=TODAY)


def test_the_days_of_a_notice_stay_once_somebody_of_it_is_approved(county, town, maker, checker):
    notice = notice_of(county)
    approved(in_notice(entered(town, maker), county, maker, checker, notice), checker)
    with pytest.raises(ValidationError, match="不能再改"):
        change_record(register=NOTICES, record=notice, changes={"began": day("2026-09-29")}, by=maker, today=TODAY)
    assert PublicNotice.objects.get().began == day("2026-09-28")


def test_a_village_cadre_is_not_hired_without_a_place_of_the_institutions_establishment(county, town, maker, checker):
    values = {"channel": "village_to_institution", "post": "职员", "post_kind": "institution", "level": ""}
    case = entered(town, maker, **values)
    step(case, "announce", maker, announced_on=day("2026-08-01"), announcement_number="公告1号")
    step(case, "apply", maker)
    in_notice(case, county, maker, checker)
    with pytest.raises(ValidationError, match="事业编制"):
        approved(case, checker)
    changes = {"establishment_kind": "institution_other", "establishment_number": "临编〔2026〕1号"}
    change_record(register=CASES, record=case, changes=changes, by=maker, today=TODAY)
    approved(case, checker)
    assert list(case.reservations.values_list("kind", "document_number")) == [("institution_other", "临编〔2026〕1号")]
    step(case, "appoint", maker, appointed_on=day("2026-10-20"))
    post = Appointment.objects.get(person=case.person)
    assert (post.is_team_member, post.member_kind, post.is_leader_post) == (False, "", False)
    assert places_of(town, day("2026-10-20")).places["institution_other"].free == 0


def test_cases_of_earlier_years_are_taken_in_with_their_days_by_whoever_may_approve(county, town, maker):
    days = {"approved_on": day("2022-05-10"), "appointed_on": day("2022-05-17"), "approval_number": "临组干〔2022〕5号"}
    case = entered(town, maker, **days)
    assert (case.state, case.confirmed_by) == ("appointed", maker)
    assert entered(town, maker, name="钱岫舟", **days | {"withdrawn_on": day("2022-08-01")}).state == "withdrawn"
    personnel = account("hr", county, Role.UNIT_HR)
    with pytest.raises(ValidationError, match="复核审批"):
        entered(town, personnel, name="孙鹤鸣", **days)
    with pytest.raises(ValidationError, match="批准日期"):
        entered(town, maker, name="周村", appointed_on=day("2022-05-17"))
    with pytest.raises(ValidationError, match="不能晚于今天"):
        entered(town, maker, name="吴村", approved_on=day("2026-10-31"))


def test_the_days_of_steps_are_not_changed_behind_them(county, town, maker, checker):
    case = entered(town, maker)
    with pytest.raises(ValidationError, match="随办理步骤登记"):
        change_record(register=CASES, record=case, changes={"approved_on": day("2026-10-01")}, by=maker, today=TODAY)
