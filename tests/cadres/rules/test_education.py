import pytest

from cadres.rules.education import (
    LEVELS,
    EducationFact,
    EducationSettings,
    from_gb_4658,
    highest,
    is_fulltime_bachelor_plus,
    level_from_text,
)
from portal.rules.dates import PartialDate


def test_full_time_university_counts_and_in_service_does_not():
    assert is_fulltime_bachelor_plus("21", "1") is True
    assert is_fulltime_bachelor_plus("11", "1", "1") is True
    assert is_fulltime_bachelor_plus("21", "2") is False
    assert is_fulltime_bachelor_plus("31", "1") is False


@pytest.mark.parametrize("level", ["1A", "1B", "2A", "2B", "34", "37"])
def test_a_party_school_never_counts(level):
    assert is_fulltime_bachelor_plus(level, "1") is False


@pytest.mark.parametrize("outcome", ["2", "3"])
def test_leaving_without_graduation_does_not_count(outcome):
    assert is_fulltime_bachelor_plus("21", "1", outcome) is False


def test_a_missing_mode_or_level_is_unknown_only_where_it_decides():
    assert is_fulltime_bachelor_plus("21", "") is None
    assert is_fulltime_bachelor_plus("", "1") is None
    assert is_fulltime_bachelor_plus("61", "") is False


def test_the_open_readings_are_settings():
    strict = EducationSettings(graduate_class_counts=False, ordinary_class_counts=False)
    for level in ("13", "3B"):
        assert is_fulltime_bachelor_plus(level, "1") is True
        assert is_fulltime_bachelor_plus(level, "1", settings=strict) is False


def test_the_highest_is_completed_and_of_the_mode_asked_for():
    full = EducationFact("31", "1", "1", PartialDate(2005, 7))
    service = EducationFact("2B", "2", "1", PartialDate(2012, 12))
    left = EducationFact("11", "2", "2")
    assert highest([full, service, left]) == service
    assert highest([full, service, left], mode="1") == full
    assert highest([]) is None


def test_codes_of_the_national_standard_are_brought_to_the_list_in_use():
    assert from_gb_4658("14") == ("11", "1")
    assert from_gb_4658("22") == ("21", "3")
    assert from_gb_4658("20") is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("大学", "21"),
        ("大学本科", "21"),
        ("省委党校研究生", "1B"),
        ("中央党校大学", "2A"),
        ("市委党校大专", "37"),
        ("硕士研究生", "11"),
        ("大学专科", "31"),
        ("中等专科", "41"),
        ("2b", "2B"),
        ("不详", None),
    ],
)
def test_a_caption_means_a_level(text, level):
    assert level_from_text(text) == level


def test_every_label_means_its_own_level():
    assert {code: level_from_text(label) for code, label in LEVELS.items()} == {code: code for code in LEVELS}
