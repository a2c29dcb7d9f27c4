"""Awards proposed from results, checked against each other, and decided; tasks that follow from results."""

import pytest
from django.core.exceptions import ValidationError

from cadres.actions.honours.award_cases import check_award_case, require_decision, settle_award_case
from cadres.actions.honours.proposing import propose_awards, propose_consequences
from cadres.models import AssessmentConsequence, Award, AwardCase
from portal.models import AuditEvent, StepTaken
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.cadres.rank_records import DAY, account, clerk, county, result

pytestmark = pytest.mark.django_db
TODAY = DAY(2026, 6, 30)


@pytest.fixture
def person():
    return clerk(county())


def proposed(year=2025, today=TODAY):
    return [(one.kind, one.award_year, one.basis_from) for one in propose_awards(year=year, by=None, today=today)]


def test_an_excellent_year_proposes_a_commendation_once(person):
    result(person, 2025, "1", DAY(2026, 2, 10))

    assert proposed() == [("01115", 2025, 2025)]
    assert proposed() == []
    assert AwardCase.objects.get().state == "proposed"


def test_a_result_not_decided_yet_proposes_nothing(person):
    result(person, 2025, "1", DAY(2026, 2, 10))

    assert proposed(today=DAY(2026, 2, 9)) == []
    assert proposed(today=DAY(2026, 2, 10)) == [("01115", 2025, 2025)]


def test_three_years_propose_one_merit_and_consume_their_years(person):
    for year in (2023, 2024, 2025):
        result(person, year, "1")

    assert proposed() == [("01114", 2025, 2023)]
    result(person, 2026, "1")
    assert proposed(2026, DAY(2027, 6, 30)) == [("01115", 2026, 2026)]


def test_a_merit_on_file_uses_its_years_unless_it_was_given_for_something_else(person):
    for year in (2023, 2024, 2025):
        result(person, year, "1")
    award = Award.objects.create(person=person, name="记三等功", code="01114", decided=PartialDate(2025, 3))
    assert proposed() == [("01115", 2025, 2025)]

    AwardCase.objects.all().delete()
    award.basis = "other"
    award.save()
    assert proposed() == [("01114", 2025, 2023)]


def test_proposals_leave_a_trace_and_whoever_made_them(person):
    user = account(Role.CADRE_SECTION, person.unit)
    result(person, 2025, "1")
    propose_awards(year=2025, by=user, today=TODAY)

    assert StepTaken.objects.get().taken_by == user
    assert AuditEvent.objects.get(action="awards.proposed").detail == {"year": 2025, "proposals": 1}


def case(person, **values):
    values = {"kind": "01115", "basis": "excellent_year", "award_year": 2025} | values
    return AwardCase(person=person, **values)


def test_results_on_file_that_are_not_excellent_refuse_the_award(person):
    result(person, 2024, "2")
    with pytest.raises(ValidationError, match="2024"):
        check_award_case(case(person, kind="01114", basis="three_years"), by=None, today=TODAY)
    check_award_case(case(person), by=None, today=TODAY)


def test_one_award_a_year_and_no_year_used_twice(person):
    first = case(person, kind="01114", basis="three_years", award_year=2024)
    check_award_case(first, by=None, today=TODAY)
    first.save()

    with pytest.raises(ValidationError, match="只授予一项"):
        check_award_case(case(person, award_year=2024), by=None, today=TODAY)
    with pytest.raises(ValidationError, match="已用于"):
        check_award_case(case(person, kind="01114", basis="three_years", award_year=2026), by=None, today=TODAY)
    check_award_case(case(person, kind="01114", basis="three_years", award_year=2027), by=None, today=TODAY)


@pytest.mark.parametrize(("kind", "level", "refused"), [("01115", "107", False), ("01115", "109", True),
                                                        ("01113", "107", True), ("01113", "105", False)])  # fmt: skip
def test_who_may_give_which_award(person, kind, level, refused):
    one = case(
        person,
        kind=kind,
        body_level=level,
        notice_from=DAY(2026, 3, 2),
        notice_to=DAY(2026, 3, 6),
        decided_on=DAY(2026, 3, 9),
    )
    if not refused:
        require_decision(one, by=None, today=TODAY)
        return
    with pytest.raises(ValidationError, match="以上机关批准"):
        require_decision(one, by=None, today=TODAY)


def test_a_decision_writes_a_line_of_honours_and_revoking_it_revokes_the_line(person):
    one = case(person, decided_on=DAY(2026, 3, 9), decided_by="中共临溪县委", document_number="临委〔2026〕9号")
    check_award_case(one, by=None, today=TODAY)
    one.save()
    settle_award_case(one, by=None)
    settle_award_case(one, by=None)

    award = Award.objects.get()
    assert (one.state, award.code, award.award_year, award.basis) == ("decided", "01115", 2025, "excellent_year")
    one.state, one.revoked_on = "revoked", DAY(2026, 5, 1)
    settle_award_case(one, by=None)
    assert Award.objects.get().revoked == PartialDate(2026, 5, 1)


def test_tasks_follow_from_a_result_once(person):
    result(person, 2024, "2")
    result(person, 2025, "1")
    propose_consequences(year=2025, by=None, today=TODAY)
    propose_consequences(year=2025, by=None, today=TODAY)

    tasks = AssessmentConsequence.objects.order_by("kind")
    assert [(one.kind, one.due_on) for one in tasks] == [
        ("bonus", TODAY), ("salary_step", TODAY), ("shortened", TODAY),
    ]  # fmt: skip
