"""Family names as papers may show them."""

import pytest

from branches.rules.mask import mask_surname


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某"),
        ("张三丰", "张某"),
        ("欧阳锋", "欧阳某"),
        ("欧阳", "欧某"),
        ("上官婉儿", "上官某"),
        ("张 三", "张某"),
        ("张某", "张某"),
        ("欧阳某", "欧阳某"),
        ("", ""),
        ("阿卜杜拉·买买提", "阿某"),
    ],
)
def test_only_the_family_name_is_left(name, shown):
    assert mask_surname(name) == shown


def test_two_characters_of_a_name_are_never_taken_for_a_family_name_that_spans_two_entries():
    assert mask_surname("阳太郎") == "阳某"
