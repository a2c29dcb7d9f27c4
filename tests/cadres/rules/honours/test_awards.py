import pytest

from cadres.rules.honours.awards import COMMENDATION, THIRD_CLASS, AwardTerms, Proposal, proposals
from cadres.rules.honours.consequences import consequences
from cadres.rules.honours.shares import share_checks

SIX = dict.fromkeys(range(2021, 2027), "1")


def merits_through(results, window):
    """The years for which 三等功 is proposed when every proposal is given."""
    merits, given = {}, set()
    for year in sorted(results):
        for one in proposals(results, year, merits=merits, given=given, terms=AwardTerms(window)):
            given.add((one.kind, one.year))
            if one.kind == THIRD_CLASS:
                merits[one.year] = one.basis_from
    return sorted(merits)


@pytest.mark.parametrize(("window", "years"), [
    ("non_overlapping", [2023, 2026]), ("rolling", [2023, 2024, 2025, 2026]), ("min_gap_years", [2023]),
])  # fmt: skip
def test_three_years_of_excellence_by_every_way_of_counting(window, years):
    assert merits_through(SIX, window) == years


def test_the_gap_is_more_than_three_years():
    assert merits_through(SIX | {2027: "1"}, "min_gap_years") == [2023, 2027]


@pytest.mark.parametrize("broken", [{2022: "2"}, {2022: None}])
def test_a_year_passed_only_or_missing_breaks_the_chain(broken):
    assert proposals(SIX | broken, 2023, merits={}) == [Proposal(COMMENDATION, 2023, 2023)]


def test_the_three_years_are_kept_with_the_award_and_the_higher_award_goes_alone():
    assert proposals(SIX, 2023, merits={}) == [Proposal(THIRD_CLASS, 2023, 2021)]
    both = proposals(SIX, 2023, merits={}, terms=AwardTerms(both_in_a_year=True))
    assert [one.kind for one in both] == [THIRD_CLASS, COMMENDATION]


def test_what_is_there_already_is_not_proposed_again():
    assert proposals(SIX, 2023, merits={}, given={(THIRD_CLASS, 2023)}) == []
    assert proposals(SIX, 2024, merits={2023: 2021}, given={(COMMENDATION, 2024)}) == []


def test_an_earlier_merit_without_its_years_used_the_three_before_it():
    assert proposals(SIX, 2025, merits={2023: None}) == [Proposal(COMMENDATION, 2025, 2025)]
    assert proposals(SIX, 2026, merits={2023: None}) == [Proposal(THIRD_CLASS, 2026, 2024)]


def test_no_award_without_excellence():
    assert proposals({2023: "2"}, 2023, merits={}) == []


@pytest.mark.parametrize(("excellent", "verdict"), [(4, "within"), (5, "needs_approval"), (6, "exceeded")])
def test_a_fifth_may_be_excellent_and_a_quarter_with_approval(excellent, verdict):
    results = [(1, "1")] * excellent + [(1, "2")] * (20 - excellent) + [(1, "5A")] * 10

    assert [check.verdict for check in share_checks(results, normal=20, approved=25, pool_below=0, parents={})] == [
        verdict
    ]


def test_small_units_are_put_together():
    results = [(1, "1"), (1, "2"), (2, "2"), (2, "2"), (2, "2"), (3, "2")]

    checks = share_checks(results, normal=20, approved=25, pool_below=5, parents={1: 9, 2: 9})

    assert [(check.units, check.graded, check.excellent, check.verdict) for check in checks] == [
        ((1, 2), 5, 1, "within"), ((3,), 1, 0, "within"),
    ]  # fmt: skip


def kinds(results, year=2025, **after):
    return [kind for kind, _reason in consequences(results, year, **after)]


def test_what_follows_from_each_result():
    assert kinds({2024: "2", 2025: "1"}) == ["bonus", "shortened", "salary_step"]
    assert kinds({2025: "2"}) == ["bonus"]
    assert kinds({2025: "3"}) == ["admonition", "improvement", "not_counted", "no_promotion"]
    assert kinds({2025: "4"}) == ["demotion", "not_counted"]
    assert kinds({2024: "4", 2025: "4"}) == ["dismissal", "not_counted"]
    assert kinds({2025: "5B"}) == ["not_counted"]
    assert kinds({}) == []


def test_steps_and_levels_cumulate_from_the_last_one():
    five = dict.fromkeys(range(2021, 2026), "2")

    assert kinds(five, after_step=2024) == ["bonus", "level"]
    assert kinds(five, after_step=2023, after_level=2021) == ["bonus", "salary_step"]
    assert kinds({2023: "2", 2024: "3", 2025: "2"}) == ["bonus", "salary_step"]
