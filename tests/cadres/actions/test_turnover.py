"""Rounds of turnover: the order of steps, slates, and what completion freezes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.turnover import Candidate, Voters, add_township, advance_state, complete, create_round, set_slate
from cadres.models import Person, SlateMember
from portal.actions.units import create_unit
from portal.models import AuditEvent
from portal.rules.unit_kinds import UnitKind

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county():
    return create_unit(code="L01", name="临溪县", kind=UnitKind.COUNTY, by=None)


@pytest.fixture
def turnover():
    return create_round(name="2026年乡镇领导班子换届", as_of=DAY, by=None)


@pytest.fixture
def township(county, turnover):
    unit = create_unit(code="L01.101", name="柏渡镇", kind=UnitKind.TOWN, parent=county, by=None)
    return add_township(turnover=turnover, unit=unit, by=None, approved_posts=10)


def person(name):
    return Person.objects.create(name=name, name_key=name)


def bring_to(township, last):
    for state in ("plan", "inspected", "notice", "elected", "approved"):
        advance_state(township=township, state=state, by=None, held_on=datetime.date(2026, 5, 18))
        if state == last:
            return


def test_a_street_and_a_department_are_not_taken_into_a_round(county, turnover):
    street = create_unit(code="L01.121", name="临江街道", kind=UnitKind.STREET, parent=county, by=None)
    for unit in (street, county):
        with pytest.raises(ValidationError, match="不是乡镇"):
            add_township(turnover=turnover, unit=unit, by=None)


def test_a_township_is_in_a_round_once(township, turnover):
    with pytest.raises(ValidationError):
        add_township(turnover=turnover, unit=township.unit, by=None)


def test_the_slate_is_replaced_as_a_whole(township):
    first, second = person("赵砚禾"), person("钱岫舟")
    set_slate(township=township, members=[Candidate(first, "党委书记")], by=None)
    set_slate(township=township, members=[Candidate(second, "党委书记", "exchanged")], by=None)
    assert [(one.person, one.channel) for one in SlateMember.objects.all()] == [(second, "exchanged")]


def test_nobody_stands_on_a_slate_twice(township):
    one = person("赵砚禾")
    with pytest.raises(ValidationError, match="两次"):
        set_slate(township=township, members=[Candidate(one), Candidate(one)], by=None)


def test_nobody_stands_on_the_slates_of_two_townships(township, turnover, county):
    one = person("赵砚禾")
    set_slate(township=township, members=[Candidate(one)], by=None)
    other = create_unit(code="L01.109", name="松坪乡", kind=UnitKind.TOWNSHIP, parent=county, by=None)
    second = add_township(turnover=turnover, unit=other, by=None)
    with pytest.raises(ValidationError, match="柏渡镇"):
        set_slate(township=second, members=[Candidate(one)], by=None)


def test_steps_are_taken_in_order(township):
    with pytest.raises(ValidationError, match="不能从"):
        advance_state(township=township, state="notice", by=None)


def test_a_notice_may_bring_a_township_one_step_back(township):
    set_slate(township=township, members=[Candidate(person("赵砚禾"))], by=None)
    bring_to(township, "notice")
    assert advance_state(township=township, state="inspected", by=None).state == "inspected"


def test_no_notice_without_a_slate(township):
    bring_to(township, "inspected")
    with pytest.raises(ValidationError, match="名单"):
        advance_state(township=township, state="notice", by=None)


def test_only_an_approved_township_is_completed(township):
    with pytest.raises(ValidationError, match="批复"):
        complete(township=township, on=DAY, document_number="临组〔2026〕21号", by=None)


def test_completion_is_not_before_the_election(township):
    set_slate(township=township, members=[Candidate(person("赵砚禾"))], by=None)
    bring_to(township, "approved")
    with pytest.raises(ValidationError, match="早于选举"):
        complete(township=township, on=datetime.date(2026, 5, 17), document_number="临组〔2026〕21号", by=None)


def test_a_completed_slate_stays_as_it_is(township):
    set_slate(township=township, members=[Candidate(person("赵砚禾"))], by=None)
    bring_to(township, "approved")
    held = complete(township=township, on=datetime.date(2026, 5, 29), document_number="临组〔2026〕21号", by=None)
    assert (held.state, held.held_on) == ("completed", datetime.date(2026, 5, 18))
    with pytest.raises(ValidationError, match="不能再改"):
        set_slate(township=township, members=[], by=None)
    with pytest.raises(ValidationError, match="不能从"):
        advance_state(township=township, state="approved", by=None)


def test_every_step_leaves_an_event(township):
    set_slate(township=township, members=[Candidate(person("赵砚禾"))], by=None)
    bring_to(township, "plan")
    actions = list(
        AuditEvent.objects.filter(action__startswith="turnover.").order_by("id").values_list("action", flat=True)
    )
    assert actions == ["turnover.round_created", "turnover.township_added", "turnover.slate_set", "turnover.advanced"]


def test_votes_stand_beside_each_candidate_and_are_never_more_than_voted(township):
    one = person("赵砚禾")
    voters = Voters(recommend_voters=40, discussion_voters=9)
    set_slate(township=township, members=[Candidate(one, "镇长", "", 40, 9, 51, "elected")], by=None, voters=voters)
    township.refresh_from_db()

    assert list(SlateMember.objects.values_list("recommended", "agreed", "votes", "result")) == [(40, 9, 51, "elected")]
    assert (township.recommend_voters, township.discussion_voters, township.election_voters) == (40, 9, None)
    with pytest.raises(ValidationError, match="赵砚禾的民主推荐得票为41票，多于参加民主推荐人数40人"):
        set_slate(township=township, members=[Candidate(one, recommended=41)], by=None)
    assert SlateMember.objects.get().recommended == 40


def test_a_township_is_not_completed_with_somebody_who_lost_the_election(township):
    members = [Candidate(person("赵砚禾"), result="elected"), Candidate(person("钱大有"), result="not_elected")]
    set_slate(township=township, members=members, by=None)
    bring_to(township, "approved")

    with pytest.raises(ValidationError, match="钱大有未当选"):
        complete(township=township, on=DAY, document_number="临组〔2026〕3号", by=None)
    set_slate(township=township, members=members[:1], by=None)
    complete(township=township, on=DAY, document_number="临组〔2026〕3号", by=None)
