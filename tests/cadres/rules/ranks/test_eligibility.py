import datetime

import pytest

from cadres.rules.ranks.bars import Discipline, Inquiry, Life, bars_on
from cadres.rules.ranks.eligibility import Bar, Candidate, Held, RankTerms, Standing, YearResult, rank_eligibility
from portal.rules.dates import PartialDate

DAY = datetime.date
TERMS = RankTerms({"13": 3, "17": 2, "18": 2, "19": 2, "1A": 2})
GRADES = {"优秀": "1", "称职": "2", "基本称职": "3", "不称职": "4", "不定等次": "5"}


def known(year: int) -> datetime.date:
    return DAY(year + 1, 3, 1)


def result(year: int, grade: str, decided_on: datetime.date | None = None) -> YearResult:
    return YearResult(year, GRADES[grade], decided_on or known(year))


JANUARY = PartialDate(2024, 1)


def clerk(*results: YearResult, since=JANUARY, rank="1A", **more) -> Candidate:
    return Candidate(Held(rank, since), results=results, known_years=known, **more)


@pytest.mark.parametrize(
    ("results", "as_of", "eligible_on"),
    [
        ([(2024, "称职"), (2025, "称职")], DAY(2026, 3, 1), PartialDate(2026, 1)),
        ([(2024, "优秀"), (2025, "称职")], DAY(2026, 3, 1), PartialDate(2025, 7)),
        ([(2024, "基本称职"), (2025, "称职")], DAY(2026, 3, 1), PartialDate(2027, 1)),
        ([(2024, "优秀"), (2025, "优秀")], DAY(2026, 3, 1), PartialDate(2025, 1)),
    ],
)
def test_the_four_vectors_of_the_domain(results, as_of, eligible_on):
    verdict = rank_eligibility(clerk(*(result(*one) for one in results)), as_of, TERMS)

    assert verdict.target.name == "三级主任科员"
    assert verdict.eligible_on == eligible_on


def test_the_date_is_never_before_the_result_that_shortened_it_was_decided():
    decided = DAY(2026, 2, 10)
    person = clerk(result(2024, "优秀"), result(2025, "优秀", decided))

    verdict = rank_eligibility(person, DAY(2026, 3, 1), TERMS)

    assert (verdict.eligible_on, verdict.effective_on) == (PartialDate(2025, 1), decided)
    assert verdict.possible_on == DAY(2025, 7, 1)  # the first result had sufficed by then


@pytest.mark.parametrize(
    ("results", "eligible_on", "beyond"),
    [
        ([(2016, "称职"), (2017, "称职"), (2022, "优秀")], PartialDate(2018, 1), [2022]),  # served in full four years before
        ([(2016, "优秀"), (2017, "称职"), (2022, "优秀")], PartialDate(2017, 7), [2022]),
        ([(2016, "称职"), (2017, "称职"), (2018, "优秀")], PartialDate(2018, 1), [2018]),  # the first year that began after it
        ([(2016, "基本称职"), (2017, "称职"), (2018, "优秀")], PartialDate(2018, 7), []),  # a year longer, so 2018 is in it
        ([(2016, "称职"), (2017, "称职"), (2022, "不定等次")], PartialDate(2018, 1), [2022]),
    ],
)
def test_a_year_after_the_term_was_served_in_full_neither_shortens_nor_lengthens_it(results, eligible_on, beyond):
    person = clerk(*(result(*one) for one in results), since=PartialDate(2016, 1))

    verdict = rank_eligibility(person, DAY(2026, 3, 1), TERMS)

    assert verdict.eligible_on == eligible_on
    assert verdict.effective_on == max(eligible_on.first_day(), *(one.decided_on for one in verdict.excellent), DAY.min)
    assert [one.year for one in verdict.beyond] == beyond


@pytest.mark.parametrize(
    ("as_of", "eligible_on"),
    [(DAY(2026, 2, 9), PartialDate(2026, 1)), (DAY(2026, 2, 10), PartialDate(2025, 7)), (DAY(2026, 2, 11), PartialDate(2025, 7))],
)  # fmt: skip
def test_a_result_counts_from_the_day_it_is_decided(as_of, eligible_on):
    person = clerk(result(2024, "称职"), result(2025, "优秀", DAY(2026, 2, 10)))

    assert rank_eligibility(person, as_of, TERMS).eligible_on == eligible_on


def test_asked_before_any_result_is_decided_nobody_is_shortened():
    verdict = rank_eligibility(clerk(result(2024, "优秀")), DAY(2025, 2, 28), TERMS)

    assert (verdict.standing, verdict.eligible_on) == (Standing.NOT_YET, PartialDate(2026, 1))
    assert verdict.possible_on == DAY(2026, 1, 1)


@pytest.mark.parametrize(("as_of", "standing"), [(DAY(2025, 12, 31), Standing.NOT_YET), (DAY(2026, 1, 1), Standing.ELIGIBLE)])  # fmt: skip
def test_eligible_from_the_first_day_of_the_month_reached(as_of, standing):
    assert rank_eligibility(clerk(result(2024, "称职")), as_of, TERMS).standing == standing


def test_a_rank_known_to_the_day_is_reached_on_that_day():
    person = clerk(result(2024, "称职"), since=PartialDate(2024, 1, 15))

    assert rank_eligibility(person, DAY(2026, 1, 14), TERMS).standing == Standing.NOT_YET
    assert rank_eligibility(person, DAY(2026, 1, 15), TERMS).standing == Standing.ELIGIBLE


@pytest.mark.parametrize(("month", "counts", "eligible_on"), [
    (1, True, PartialDate(2025, 7)), (12, True, PartialDate(2026, 6)),
    (1, False, PartialDate(2026, 1)), (12, False, PartialDate(2026, 12)),
])  # fmt: skip
def test_whether_the_year_the_rank_began_counts_is_a_setting(month, counts, eligible_on):
    person = clerk(result(2024, "优秀"), since=PartialDate(2024, month))

    assert rank_eligibility(person, DAY(2025, 6, 1), RankTerms(TERMS.years, counts)).eligible_on == eligible_on


def test_a_result_before_the_rank_or_used_for_an_earlier_one_does_not_shorten():
    before = clerk(result(2023, "优秀"), result(2024, "优秀", DAY(2024, 5, 31)), since=PartialDate(2024, 6))
    used = clerk(result(2024, "优秀"), used_years=frozenset({2024}))

    assert rank_eligibility(before, DAY(2025, 6, 1), TERMS).eligible_on == PartialDate(2026, 6)
    assert rank_eligibility(used, DAY(2025, 6, 1), TERMS).eligible_on == PartialDate(2026, 1)


def test_a_year_without_result_leaves_it_open_only_while_it_could_decide():
    gap = clerk(result(2024, "称职"), since=PartialDate(2024, 1))

    assert rank_eligibility(gap, DAY(2026, 2, 28), TERMS).standing == Standing.ELIGIBLE  # 2025 need not be known yet
    assert rank_eligibility(gap, DAY(2026, 3, 1), TERMS).standing == Standing.UNKNOWN
    assert rank_eligibility(gap, DAY(2026, 3, 1), TERMS).missing_years == (2025,)
    assert rank_eligibility(gap, DAY(2027, 3, 1), TERMS).standing == Standing.UNKNOWN
    long = clerk(*(result(year, "称职") for year in range(2022, 2026)), since=PartialDate(2020, 1))
    assert rank_eligibility(long, DAY(2026, 6, 1), TERMS).standing == Standing.ELIGIBLE  # even if two did not count


def test_a_leader_reaches_the_rank_from_the_post_too_and_the_earlier_way_counts():
    person = Candidate(Held("18", PartialDate(2025, 1)), Held("0141", PartialDate(2023, 6)))

    verdict = rank_eligibility(person, DAY(2026, 1, 1), TERMS)

    assert (verdict.target.name, verdict.base.code, verdict.eligible_on) == (
        "一级主任科员",
        "0141",
        PartialDate(2025, 6),
    )


def test_a_leading_post_leads_only_to_its_own_rank():
    person = Candidate(Held("19", PartialDate(2024, 1)), Held("0141", PartialDate(2020, 1)))

    verdict = rank_eligibility(person, DAY(2025, 1, 1), TERMS)

    assert (verdict.target.name, verdict.base.code) == ("二级主任科员", "19")


def test_at_the_top_and_on_probation_there_is_nothing_to_reach_and_without_rank_it_is_not_known():
    new = Candidate(bars_on=barred(Life(recruited=PartialDate(2025, 8)), DAY(2026, 1, 1)))

    assert rank_eligibility(Candidate(Held("11", PartialDate(2019, 6))), DAY(2026, 1, 1), TERMS).reached is False
    assert rank_eligibility(new, DAY(2026, 1, 1), TERMS).standing == Standing.NONE
    assert rank_eligibility(Candidate(), DAY(2026, 1, 1), TERMS).reached is None


def test_a_rank_without_date_cannot_be_judged():
    assert rank_eligibility(Candidate(Held("1A", None)), DAY(2026, 1, 1), TERMS).standing == Standing.UNKNOWN


def barred(life: Life, known_on: datetime.date):
    months = {"02110": 6, "02112": 12, "02113": 18, "02114": 24, "02117": 24}
    return lambda day: bars_on(life, day, known_on=known_on, discipline=months, probation=12)


@pytest.mark.parametrize(("code", "months"), [("02110", 6), ("02112", 12), ("02113", 18), ("02114", 24), ("02117", 24)])
def test_nobody_is_promoted_under_discipline_until_its_last_day(code, months):
    life = Life((Discipline(code, "处分", PartialDate(2024, 6, 10)),))
    end = DAY(2024 + (5 + months) // 12, (5 + months) % 12 + 1, 10)

    assert [bar.until for bar in barred(life, end)(end - datetime.timedelta(days=1))] == [end]
    assert barred(life, end)(end) == []


def test_a_bar_moves_the_first_possible_day_and_an_investigation_leaves_none():
    as_of = DAY(2026, 6, 30)
    warned = Life((Discipline("02110", "警告", PartialDate(2026, 5, 20)),))
    asked = Life(inquiries=(Inquiry("investigation", "立案", PartialDate(2026, 4)),))
    known_results = (result(2024, "称职"), result(2025, "称职"))

    late = rank_eligibility(clerk(*known_results, bars_on=barred(warned, as_of)), as_of, TERMS)
    open_end = rank_eligibility(clerk(*known_results, bars_on=barred(asked, as_of)), as_of, TERMS)

    assert (late.standing, late.possible_on) == (Standing.BLOCKED, DAY(2026, 11, 20))
    assert (open_end.standing, open_end.possible_on) == (Standing.BLOCKED, None)


def test_a_poor_year_bars_the_whole_next_year_once_it_is_decided():
    life = Life(results=(result(2025, "基本称职", DAY(2026, 2, 10)),))

    assert barred(life, DAY(2026, 2, 9))(DAY(2026, 2, 9)) == []
    assert [bar.until for bar in barred(life, DAY(2026, 12, 31))(DAY(2026, 12, 31))] == [DAY(2027, 1, 1)]
    assert barred(life, DAY(2027, 1, 1))(DAY(2027, 1, 1)) == []


def test_probation_and_retirement_bar():
    new, old = Life(recruited=PartialDate(2025, 8)), Life(retires=PartialDate(2026, 7))

    assert [bar.kind for bar in barred(new, DAY(2026, 7, 31))(DAY(2026, 7, 31))] == ["probation"]
    assert barred(new, DAY(2026, 8, 1))(DAY(2026, 8, 1)) == []
    assert barred(old, DAY(2026, 6, 30))(DAY(2026, 6, 30)) == []
    assert [bar.kind for bar in barred(old, DAY(2026, 7, 1))(DAY(2026, 7, 1))] == ["retirement"]


def test_somebody_who_retires_before_the_years_are_reached_has_no_possible_day():
    as_of = DAY(2025, 6, 1)
    person = clerk(result(2024, "称职"), bars_on=barred(Life(retires=PartialDate(2025, 12)), as_of))

    assert rank_eligibility(person, as_of, TERMS).possible_on is None


def test_a_bar_is_told_as_it_stands():
    assert Bar("investigation", "立案").until is None
