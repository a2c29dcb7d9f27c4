"""A definition that says what the engine does not do is refused, with the file and the key."""

import pytest

from reports import definitions
from reports.checks import definitions_load
from reports.definitions import indicators, read_definition
from reports.problems import BadDefinition

GOOD = """
id = "CAD-99"
identifier = "women"
title = "女干部占比"
version = 1
unit = "percent"
population = "team"
numerator_text = "女性"
denominator_text = "班子成员"
rounding = "四舍五入"
rules = []
drafted_by = "甲"
checked_by = "乙"
[basis]
source = "示例"
verified = false
[numerator]
sex = "2"
[[examples]]
as_of = 2026-06-30
facts = { sex = "2" }
counts = "yes"
because = "女"
"""


def test_a_good_definition_is_read_whole():
    [one] = read_definition("good.toml", GOOD)

    assert one.true_sql == "(sex = '2')"
    assert one.missing_sql == "(sex = '')"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sex = "2"\n[[', '[[', "numerator is empty"),
        ('sex = "2"\n[[', 'gender = "2"\n[[', "numerator.gender"),
        ('sex = "2"\n[[', 'sex = "3"\n[[', "numerator.sex"),
        ('sex = "2"\n[[', 'sex = 2\n[[', "numerator.sex"),
        ('sex = "2"\n[[', 'non_party = true\n[[', "wide_non_party"),
        ('version = 1', 'version = 1\ncolour = "red"', "colour"),
        ('version = 1', 'version = 0', "version"),
        ('checked_by = "乙"', 'checked_by = "甲"', "checked_by"),
        ('unit = "percent"', 'unit = "metres"', "unit"),
        ('population = "team"', 'population = "everyone"', "population"),
        ('title = "女干部占比"', 'title = ""', "title"),
        ('id = "CAD-99"', 'id = "women"', "id"),
        ('source = "示例"', 'source = ""', "basis"),
        ('counts = "yes"', 'counts = "perhaps"', "examples"),
        ('facts = { sex = "2" }', 'facts = { height = 170 }', "height"),
        ('[numerator]', '[[part]]', "part"),
        ('id = "CAD-99"', 'id = ', "bad.toml"),
    ],
)  # fmt: skip
def test_a_definition_the_engine_would_not_honour_is_refused(old, new, said):
    with pytest.raises(BadDefinition, match=r"bad\.toml") as refused:
        read_definition("bad.toml", GOOD.replace(old, new, 1))

    assert said in str(refused.value)


def test_the_system_check_names_a_bad_file(tmp_path, monkeypatch):
    (tmp_path / "bad.toml").write_text(GOOD.replace('sex = "2"\n[[', "[["), encoding="utf-8")
    monkeypatch.setattr(definitions, "FOLDER", tmp_path)
    indicators.cache_clear()
    try:
        [error] = definitions_load(None)
    finally:
        indicators.cache_clear()

    assert error.id == "reports.E001"
    assert "bad.toml" in error.msg


def test_the_digest_changes_with_the_wording():
    [one] = read_definition("good.toml", GOOD)
    [other] = read_definition("good.toml", GOOD.replace("女性", "女干部"))

    assert one.digest != other.digest


def test_all_files_in_the_folder_load():
    assert definitions_load(None) == []
