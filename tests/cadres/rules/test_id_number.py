import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.rules.id_number import (
    birth_date,
    check_character,
    check_id_number,
    lost_digits,
    mask_id_number,
    normalise_id_number,
    sex,
    was_number,
)
from portal.rules.dates import PartialDate

KNOWN = "11010519491231002X"  # the example printed in the standard
INVENTED = "999999197609230018"


def codes(text, **options):
    return [problem.code for problem in check_id_number(text, **options)]


def test_a_known_number_is_good_in_every_spelling():
    assert codes(KNOWN) == []
    assert codes(" 110105 19491231 002x​") == []
    assert normalise_id_number("１１０１０５１９４９１２３１００２ｘ") == KNOWN


def test_the_number_tells_birth_and_sex():
    assert birth_date(KNOWN) == PartialDate(1949, 12, 31)
    assert (sex(KNOWN), sex(INVENTED)) == ("2", "1")


@given(st.integers(0, 17), st.integers(1, 9))
def test_changing_any_digit_is_noticed(position, step):
    digit = 10 if KNOWN[position] == "X" else int(KNOWN[position])
    wrong = KNOWN[:position] + str((digit + step) % 10) + KNOWN[position + 1 :]
    assert "id_check" in codes(wrong)


def test_the_unassigned_region_passes_only_when_allowed():
    assert codes(INVENTED) == ["id_region"]
    assert codes(INVENTED, allow_unassigned=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("1101051949123100", ["id_length"]),
        ("11010519491231O02X", ["id_characters"]),
        ("110105491231002", ["id_15"]),
        ("1.10101199003071E+17", ["id_was_number"]),
        ("110101199003070000.0", ["id_was_number"]),
    ],
)
def test_what_is_no_number_is_named(text, expected):
    assert codes(text) == expected


def test_a_birth_date_that_cannot_be_is_named_beside_a_right_check_character():
    first = "99999919900230001"
    assert codes(first + check_character(first), allow_unassigned=True) == ["id_birth"]


def test_a_number_cell_shows_itself():
    assert was_number("1.1E+17") and not was_number(KNOWN)
    assert lost_digits("110101199003071000") and not lost_digits(KNOWN)


def test_a_masked_number_keeps_region_and_end():
    assert mask_id_number(KNOWN) == "110105********002X"
    assert mask_id_number("123") == "***"
    assert mask_id_number("1234567") == "*****67"


@given(st.text(max_size=30))
def test_any_text_is_checked_without_breaking(text):
    check_id_number(text)
    mask_id_number(text)
