"""Requirements on teams: posts read from a slate's words, exact thresholds, and facts that are missing."""

from decimal import Decimal

import pytest

from cadres.rules.structure import Requirement, Standing, Verdict, evaluate, team_post


def requirement(threshold, *, measure="share", comparator="least"):
    return Requirement("members", "age", measure, comparator, Decimal(threshold))


def standings(yes, no, unknown=0, outside=0):
    rows = [(True, True)] * yes + [(True, False)] * no + [(True, None)] * unknown + [(False, True)] * outside
    return [Standing(number, *row) for number, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("党委书记、人大主席", "secretary"),
        ("党委书记", "secretary"),
        ("党委副书记、镇长", "head"),
        ("党委副书记、乡长", "head"),
        ("党委委员、副镇长", "other"),
        ("党委副书记", "other"),
        ("党委委员、纪委书记", "other"),
        ("人大主席", "chair"),
        ("人大副主席", "other"),
        ("党委副书记、政法委员", "other"),
        ("", "other"),
    ],
)
def test_the_place_in_the_team_is_read_from_the_words(text, post):
    assert team_post(text) == post


@pytest.mark.parametrize(
    ("yes", "no", "threshold", "verdict"),
    [
        (3, 7, "30", Verdict.MET),  # exactly 30 %
        (2, 7, "30", Verdict.MISSED),  # 22.2 %
        (1, 2, "33.33", Verdict.MET),  # a third is more than 33.33 %
        (1, 2, "33.34", Verdict.MISSED),
        (2, 11, "15.38", Verdict.MET),  # 15.3846 %, not the rounded 15.4
        (2, 11, "15.39", Verdict.MISSED),
        (0, 0, "30", Verdict.MISSED),  # a share of nobody
    ],
)
def test_a_share_is_compared_exactly(yes, no, threshold, verdict):
    assert evaluate(requirement(threshold), standings(yes, no)).verdict == verdict


def test_numbers_are_compared_with_least_most_and_exactly():
    for comparator, met in (("least", {1, 2}), ("most", {0, 1}), ("exactly", {1})):
        asked = requirement("1", measure="number", comparator=comparator)
        assert {n for n in range(3) if evaluate(asked, standings(n, 3)).verdict == Verdict.MET} == met


def test_somebody_outside_the_group_counts_on_neither_side():
    assert evaluate(requirement("50"), standings(1, 1, outside=5)).group == 2


def test_missing_facts_leave_the_answer_open_only_when_it_would_change():
    asked = requirement("1", measure="number")
    assert evaluate(asked, standings(0, 3, unknown=1)).verdict == Verdict.UNKNOWN
    assert evaluate(asked, standings(1, 3, unknown=1)).verdict == Verdict.MET
    assert evaluate(requirement("3", measure="number"), standings(1, 3, unknown=1)).verdict == Verdict.MISSED


@pytest.mark.parametrize(("yes", "no", "threshold", "short"), [(2, 7, "30", 1), (0, 9, "30", 3), (2, 8, "30", 1)])
def test_a_missed_share_says_how_many_are_missing(yes, no, threshold, short):
    assert evaluate(requirement(threshold), standings(yes, no)).short == short
