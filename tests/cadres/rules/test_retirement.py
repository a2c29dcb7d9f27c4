"""到龄 by the gradual rule of 2025, from birth month and base age."""

import pytest

from cadres.rules.retirement import base_age, retirement
from portal.rules.dates import PartialDate


def month(year, number, base):
    return str(retirement(PartialDate(year, number), base).month)


def test_a_man_born_in_march_1968_reaches_the_age_in_january_2029():
    found = retirement(PartialDate(1968, 3), 60)
    assert (str(found.month), found.base, found.delay, found.age) == ("2029.01", 60, 10, 60)


@pytest.mark.parametrize(
    ("year", "number", "base", "reached"),
    [
        (1964, 12, 60, "2024.12"),  # before the rule
        (1965, 1, 60, "2025.02"), (1965, 4, 60, "2025.05"), (1965, 5, 60, "2025.07"),
        (1976, 8, 60, "2039.07"), (1976, 9, 60, "2039.09"), (1990, 1, 60, "2053.01"),
        (1969, 12, 55, "2024.12"), (1970, 1, 55, "2025.02"), (1985, 1, 55, "2043.01"),
        (1975, 1, 50, "2025.02"), (1975, 2, 50, "2025.03"), (1975, 3, 50, "2025.05"), (1984, 11, 50, "2039.11"),
    ],
)  # fmt: skip
def test_each_step_of_months_adds_one_up_to_three_years_or_five(year, number, base, reached):
    assert month(year, number, base) == reached


@pytest.mark.parametrize("base", [63, 65, 66])
def test_limits_the_rule_leaves_alone_are_not_delayed(base):
    assert month(1970, 6, base) == f"{1970 + base}.06"


def test_without_a_month_of_birth_or_a_base_there_is_no_answer():
    assert retirement(PartialDate(1970), 60) is None
    assert retirement(None, 60) is None
    assert retirement(PartialDate(1970, 6), None) is None
    with pytest.raises(ValueError):
        retirement(PartialDate(1970, 6), 58)


@pytest.mark.parametrize(
    ("sex", "limit", "base"),
    [
        ("男", "", 60), ("女", "", 55), ("", "", None), ("女", "改革前任职年龄界限为60岁", 60), ("女", "50", 50),
        ("男", "改革前任职年龄界限为63岁", 63), ("男", "-1", None), ("男", "已到龄人员", None), ("男", "58岁", None),
    ],
)  # fmt: skip
def test_the_limit_the_form_names_comes_before_that_of_the_sex(sex, limit, base):
    assert base_age(sex, limit) == base
