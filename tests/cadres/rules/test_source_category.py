import pytest

from cadres.rules.source_category import SourceCategory, primary, read_source_category


def test_the_special_channel_comes_before_the_transfer():
    assert primary(["institution_transfer", "five_side"]) == SourceCategory.FIVE_SIDE
    assert primary(["retained", "exchanged"]) == SourceCategory.EXCHANGED
    assert primary([]) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("五方面人员", ("five_side", None)),
        ("“五方面”人员", ("five_side", None)),
        ("三方面人员", ("three_side", None)),
        ("事业编调任人员", ("institution_transfer", None)),
        ("县直单位优秀年轻干部", ("city_county_unit_young", None)),
        ("市直/县直单位优秀年轻干部", ("city_county_unit_young", None)),
        ("交流", ("exchanged", None)),
        ("选调生", ("five_side", "selected_graduate")),
        ("五方面人员（第一书记）", ("five_side", "first_secretary")),
        ("五方面人员-村党组织书记", ("five_side", "village_secretary")),
        ("大学生村官", ("three_side", "graduate_village_officer")),
        ("不详", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_words_of_files_mean_a_category(text, found):
    assert read_source_category(text) == found
