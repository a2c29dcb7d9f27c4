"""What the registers of organizations and members refuse, and what follows from their steps."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from branches.models import OrganizationPost, OrganizationTerm
from branches.registers.members import DUES_PAYMENTS, PARTY_MEMBERS
from branches.registers.organizations import ORGANIZATION_POSTS, PARTY_ORGANIZATIONS
from branches.registers.standing import STAR_RATINGS
from branches.registers.terms import ELECTION_CANDIDATES, ORGANIZATION_ELECTIONS
from portal.actions.users import create_user
from portal.registers.actions import add_record, change_record, take_step
from portal.registers.forms import RecordForm
from tests.branches.party import day, member, organization, partial, unit

pytestmark = pytest.mark.django_db
TODAY = day("2026-06-30")


@pytest.fixture
def branch():
    return organization("桃岭村党支部", at=unit())


def add(register, **values):
    return add_record(register=register, values=values, by=None, today=TODAY)


def step(record, name, **values):
    return take_step(register=ORGANIZATION_ELECTIONS, record=record, step=name, values=values, by=None, today=TODAY)


@pytest.fixture
def election(branch):
    term = OrganizationTerm.objects.create(
        organization=branch, number=10, began=day("2021-03-20"), due=day("2026-03-20")
    )
    election = add(ORGANIZATION_ELECTIONS, organization=branch, term=term)
    step(election, "request", requested_on=day("2026-01-10"))
    step(election, "approve", approved_on=day("2026-01-20"), approval_number="临组〔2026〕1号")
    with pytest.raises(ValidationError, match="候选人不少于2人"):
        step(election, "nominate", nominated_on=day("2026-02-20"), seats=1, candidates=1)
    step(election, "nominate", nominated_on=day("2026-02-20"), seats=1, candidates=2)
    return election


@pytest.mark.parametrize(("attended", "counts"), [(8, True), (7, False)])
def test_an_election_needs_four_fifths_of_its_voters(election, attended, counts):
    values = {"held_on": day("2026-03-10"), "voters_due": 10, "voters_attended": attended}
    if counts:
        assert step(election, "elect", **values).state == "elected"
    else:
        with pytest.raises(ValidationError, match="80%，现为7／10人"):
            step(election, "elect", **values)


def test_an_approved_result_begins_a_term_and_puts_the_elected_into_office(branch, election):
    old, new = (member(name, of=branch).person for name in ("赵一", "钱二"))
    add(ORGANIZATION_POSTS, organization=branch, person=old, post="secretary", began=partial("2021-03-20"))
    step(election, "elect", held_on=day("2026-03-10"), voters_due=10, voters_attended=9)
    add(ELECTION_CANDIDATES, election=election, person=new, post="secretary", votes=8, elected=True)
    step(election, "approve_result", result_approved_on=day("2026-03-15"), result_number="批〔2026〕1号")

    term = branch.terms.order_by("-began").first()
    assert (term.number, term.began, term.due) == (11, day("2026-03-10"), day("2031-03-10"))
    posts = OrganizationPost.objects.order_by("began")
    assert [(one.person.name, str(one.began), str(one.ended or "")) for one in posts] == [
        ("赵一", "2021.03.20", "2026.03.10"), ("钱二", "2026.03.10", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("until", "allowed"), [("2027-03-20", True), ("2027-03-21", False), ("2026-03-20", False)])
def test_an_election_is_put_off_by_a_year_at_most(election, until, allowed):
    values = {
        "postponed_until": day(until),
        "postponement_number": "临组〔2026〕2号",
        "postponement_reason": "区划调整",
    }
    if allowed:
        assert step(election, "postpone", **values).state == "postponed"
    else:
        with pytest.raises(ValidationError, match="不超过12个月"):
            step(election, "postpone", **values)


def test_an_industry_chain_is_not_counted(branch):
    values = {"name": "茶产业链党委", "category": "CHN", "sector": "other", "unit": branch.unit}
    with pytest.raises(ValidationError, match="原支部统计"):
        add(PARTY_ORGANIZATIONS, **values)

    assert add(PARTY_ORGANIZATIONS, counts_in_statistics=False, **values).spans.count() == 1


def test_a_correction_of_the_name_corrects_the_span(branch):
    change_record(register=PARTY_ORGANIZATIONS, record=branch, changes={"name": "桃岭党支部"}, by=None, today=TODAY)

    assert branch.spans.get().name == "桃岭党支部"


def test_a_member_moves_by_a_dated_change_and_not_by_the_form(branch):
    one = member("赵一", of=branch)
    other = organization("柳湾村党支部", at=branch.unit)
    with pytest.raises(ValidationError, match="党员变动"):
        change_record(register=PARTY_MEMBERS, record=one, changes={"organization": other}, by=None, today=TODAY)


def test_two_secretaries_at_once_are_refused(branch):
    people = [member(name, of=branch).person for name in ("赵一", "钱二")]
    add(ORGANIZATION_POSTS, organization=branch, person=people[0], post="secretary", began=partial("2021-03-20"))
    with pytest.raises(ValidationError, match="只能有一名书记"):
        add(ORGANIZATION_POSTS, organization=branch, person=people[1], post="secretary", began=partial("2022-03-20"))


def test_dues_are_those_of_the_standard_unless_less_was_approved(branch):
    one = member("赵一", of=branch, dues_kind="wage", dues_base=Decimal("3000.01"))
    values = {"member": one, "month": day("2026-05-20"), "paid_on": day("2026-05-21"), "paid": Decimal(15)}
    with pytest.raises(ValidationError, match=r"应为30\.00元"):
        add(DUES_PAYMENTS, due=Decimal(15), **values)

    made = add(DUES_PAYMENTS, due=Decimal(15), way="less", **values)
    assert made.month == day("2026-05-01")


def test_more_stars_than_the_points_reach_are_refused(branch):
    from branches.models import ScoringBand, ScoringScheme

    scheme = ScoringScheme.objects.create(unit=branch.unit, kind="stars", name="办法", in_force_from=day("2024-01-01"))
    ScoringBand.objects.create(scheme=scheme, star=4, least=80)
    values = {"organization": branch, "year": 2025, "decided_on": day("2026-01-20"), "scheme": scheme}
    with pytest.raises(ValidationError, match="最多评0星"):
        add(STAR_RATINGS, score=Decimal("79.9"), star=4, **values)
    assert add(STAR_RATINGS, score=Decimal(80), star=4, **values).star == 4


def test_more_organizations_with_a_star_than_its_share_are_refused(branch):
    from branches.models import ScoringBand, ScoringScheme

    scheme = ScoringScheme.objects.create(unit=branch.unit, kind="stars", name="办法", in_force_from=day("2024-01-01"))
    ScoringBand.objects.create(scheme=scheme, star=5, least=90, cap=50)
    others = [organization(f"{name}组", at=branch.unit) for name in ("一", "二")]
    organization("机关支部", at=branch.unit, sector="organ")  # does not take part
    values = {"year": 2025, "decided_on": day("2026-01-20"), "scheme": scheme, "star": 5, "score": Decimal(95)}
    total = len(others) + 1
    first = add(STAR_RATINGS, organization=branch, **values)
    with pytest.raises(ValidationError, match=f"五星不超过50%：{total}个参评党组织最多1个，已评1个"):
        add(STAR_RATINGS, organization=others[0], **values)
    assert first.star == 5


def test_wordings_of_work_are_offered_and_anything_else_may_be_typed(branch):
    clerk = create_user(username="clerk", full_name="周敏", password=None, by=None, must_change_password=False)
    held = member("程砚一", of=branch)
    data = {"person": held.person_id, "organization": branch.pk, "occupation": "合作社会计", "state": "full"}
    form = RecordForm(data, register=PARTY_MEMBERS, record=held, user=clerk)

    shown = str(form["occupation"])

    assert '<option value="农牧渔民">' in shown and 'list="id_occupation_list"' in shown
    assert "occupation" not in form.errors and form.cleaned_data["occupation"] == "合作社会计"
