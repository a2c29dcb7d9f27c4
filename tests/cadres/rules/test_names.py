import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.rules.names import initials, name_problems, normalise_name, pinyin_key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张　三", "张三"),
        (" 李 四 ", "李四"),
        ("买买提•测", "买买提·测"),
        ("买买提．测", "买买提·测"),
        ("买买提？测", "买买提·测"),
        ("买买提・测", "买买提·测"),
        ("王\u200b五", "王五"),
        ("欧阳 · 测一", "欧阳·测一"),
    ],
)
def test_a_name_has_one_spelling(text, name):
    assert normalise_name(text) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("张3", "name_digit"),
        ("Zhang三", "name_latin"),
        ("张三（女）", "name_bracket"),
        ("张\u202e三", "name_direction"),
        ("张\x07三", "name_control"),
        ("测" * 51, "name_long"),
        ("", "name_empty"),
        ("张三、李四", "name_characters"),
        ("张", "name_short"),
    ],
)
def test_what_is_no_name_is_named(text, code):
    assert code in [found for found, _ in name_problems(text)]


def test_good_names_are_left_alone():
    for name in ("张三", "欧阳·测一", "𠮷田测", "买买提·阿不都拉"):
        assert name_problems(name) == []


@pytest.mark.parametrize(
    ("name", "key", "letters"),
    [
        ("单测", "shance", "sc"),
        ("曾样", "zengyang", "zy"),
        ("仇例", "qiuli", "ql"),
        ("解试", "xieshi", "xs"),
        ("区测", "ouce", "oc"),
        ("查例", "zhali", "zl"),
        ("盖样", "geyang", "gy"),
        ("尉迟测", "yuchice", "ycc"),
        ("万俟样", "moqiyang", "mqy"),
        ("欧阳·测一", "ouyangceyi", "oycy"),
        ("吕测", "lvce", "lc"),
    ],
)
def test_a_surname_is_read_as_a_surname(name, key, letters):
    assert (pinyin_key(name), initials(name)) == (key, letters)


@given(st.text(max_size=60))
def test_any_text_has_keys_and_problems_without_breaking(text):
    assert normalise_name(normalise_name(text)) == normalise_name(text)
    name_problems(text)
    assert initials(text) is not None and pinyin_key(text) is not None
