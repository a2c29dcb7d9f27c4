"""Promotion and conversion: what is refused, and what approval writes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cadres.actions.ranks.cases import (
    approve,
    check_case,
    keep_trace,
    require_approval,
    require_eligible,
    roll_back,
    settle_case,
)
from cadres.actions.ranks.conversions import check_conversion, settle_conversion
from cadres.models import InitialRankConversion, RankPromotionCase
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.cadres.rank_records import DAY, account, clerk, county, ranked, result

pytestmark = pytest.mark.django_db
TODAY = DAY(2026, 6, 30)


@pytest.fixture
def unit():
    return county()


@pytest.fixture
def person(unit):
    somebody = clerk(unit)
    ranked(somebody, "1A", "202401")
    result(somebody, 2024, "1", DAY(2025, 2, 10))
    result(somebody, 2025, "2", DAY(2026, 2, 10))
    return somebody


def case_of(person, **values):
    return RankPromotionCase.objects.create(person=person, unit=person.unit, held="1A", target="19", **values)


def spans(person):
    return [(one.code, str(one.began), str(one.ended or "")) for one in person.ranks.order_by("began")]


def test_approval_ends_the_old_rank_and_begins_the_new_on_the_same_day(person):
    case = case_of(person, approved_on=DAY(2026, 6, 20), approval_number="临组〔2026〕1号")
    approve(case, by=None, today=TODAY)
    person.refresh_from_db()

    assert spans(person) == [("1A", "2024.01", "2026.06.20"), ("19", "2026.06.20", "")]
    assert (person.rank, str(person.rank_since)) == ("19", "2026.06.20")


def test_rolling_back_gives_the_old_rank_back(person):
    case = case_of(person, approved_on=DAY(2026, 6, 20))
    approve(case, by=None, today=TODAY)
    roll_back(case, by=None, today=TODAY)
    person.refresh_from_db()

    assert spans(person) == [("1A", "2024.01", "")]
    assert person.rank == "1A"


def test_who_has_not_reached_the_years_is_refused_with_the_date(person):
    case = case_of(person)

    with pytest.raises(ValidationError, match=r"2025\.07"):
        require_eligible(case, by=None, today=DAY(2025, 6, 30))
    require_eligible(case, by=None, today=DAY(2025, 7, 1))


def test_ranks_are_reached_step_by_step(person):
    case = RankPromotionCase.objects.create(person=person, unit=person.unit, held="1A", target="18")

    with pytest.raises(ValidationError, match="三级主任科员"):
        require_eligible(case, by=None, today=TODAY)


def test_the_case_keeps_what_its_years_were_counted_from(person):
    case = case_of(person)
    keep_trace(case, by=None, today=TODAY)

    assert case.trace["excellent_years"] == [2024]
    assert case.eligible_on == PartialDate(2025, 7)


@pytest.mark.parametrize(("approved_on", "today", "says"), [
    (DAY(2026, 6, 8), DAY(2026, 6, 5), "公示到"), (DAY(2026, 6, 5), DAY(2026, 6, 8), "公示结束"),
])  # fmt: skip
def test_nothing_is_approved_while_the_notice_runs(person, approved_on, today, says):
    case = case_of(person, notice_from=DAY(2026, 6, 1), notice_to=DAY(2026, 6, 5), approved_on=approved_on)

    with pytest.raises(ValidationError) as refused:
        require_approval(case, by=None, today=today)
    assert says in str(refused.value)
    case.approved_on = DAY(2026, 6, 8)
    require_approval(case, by=None, today=DAY(2026, 6, 8))


def test_a_notice_of_four_working_days_is_too_short(person):
    case = case_of(person, notice_from=DAY(2026, 6, 2), notice_to=DAY(2026, 6, 7), approved_on=DAY(2026, 6, 20))

    with pytest.raises(ValidationError, match="5 个工作日"):
        require_approval(case, by=None, today=TODAY)


def test_the_national_holiday_adds_no_working_day_to_a_notice(person):
    case = case_of(person, notice_from=DAY(2025, 9, 29), notice_to=DAY(2025, 10, 8), approved_on=DAY(2025, 10, 20))

    with pytest.raises(ValidationError, match="5 个工作日"):
        require_approval(case, by=None, today=TODAY)


def test_a_promotion_approved_earlier_is_entered_only_by_who_may_approve(person):
    case = RankPromotionCase(person=person, unit=person.unit, held="1A", target="19", approved_on=DAY(2026, 6, 20))
    with pytest.raises(ValidationError, match="复核审批"):
        check_case(case, by=account(Role.UNIT_HR, person.unit), today=TODAY)

    check_case(case, by=account(Role.CADRE_SECTION, person.unit), today=TODAY)
    case.save()
    settle_case(case, by=None)
    assert case.state == "approved"
    assert spans(person) == [("1A", "2024.01", "2026.06.20"), ("19", "2026.06.20", "")]


def test_a_promotion_whose_rank_is_on_file_already_takes_that_span(person):
    person.ranks.all().delete()
    ranked(person, "1A", "202001", "202401")
    span = ranked(person, "19", "202401")
    case = case_of(person, state="approved", approved_on=DAY(2024, 1, 18))
    settle_case(case, by=None)

    assert case.opened == span
    assert len(spans(person)) == 2


def test_a_promotion_does_not_lead_downwards(person):
    with pytest.raises(ValidationError, match="高于原职级"):
        check_case(RankPromotionCase(person=person, unit=person.unit, held="1A", target="1B"), by=None, today=TODAY)


def test_one_open_case_a_person(person):
    case_of(person)
    with pytest.raises(IntegrityError):
        case_of(person)


def test_a_conversion_takes_rank_and_years_from_the_old_post(unit):
    person = clerk(unit)
    conversion = InitialRankConversion(
        person=person,
        unit=unit,
        old_post="主任科员",
        old_since=PartialDate(2016, 3),
        approved_on=datetime.date(2019, 6, 1),
    )
    check_conversion(conversion, by=None, today=TODAY)
    conversion.save()
    settle_conversion(conversion, by=None)

    assert (conversion.new_rank, conversion.state) == ("18", "completed")
    assert conversion.seniority_from == PartialDate(2016, 3)
    assert spans(person) == [("18", "2019.06.01", "")]
    assert not RankPromotionCase.objects.exists()
