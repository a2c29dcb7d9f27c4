"""Conditions put together: what the grammar takes, how it is read aloud, how one part is changed."""

import json

import pytest

from cadres.rules.conditions import ConditionProblem, changed, read_conditions, sentence

KINDS = {"sex": "choice", "age": "number", "name": "text"}
WOMEN = {"what": "sex", "how": "is", "value": "2"}
YOUNG = {"what": "age", "how": "most", "value": "35"}
NAMED = {"what": "name", "how": "has", "value": "张"}


def words(part):
    return {"sex": "性别", "age": "年龄", "name": "姓名"}[part["what"]], {"2": "女"}.get(part["value"], part["value"])


def test_nested_groups_are_read_aloud_in_brackets():
    tree = {"any": [{"all": [WOMEN, YOUNG]}, NAMED]}
    assert sentence(tree, words) == "（性别为女 且 年龄不多于35） 或 姓名含张"


def test_a_group_of_one_and_an_empty_one_need_no_brackets():
    assert sentence({"all": [{"any": [WOMEN]}, {"any": []}, YOUNG]}, words) == "性别为女 且 年龄不多于35"


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "1", "null", "{}", '{"all": 1}', '{"none": []}', '{"all": [], "any": []}', json.dumps(WOMEN),
        '{"all": [{"what": "sex", "how": "is"}]}', '{"all": [{"what": "sex", "how": "most", "value": "1"}]}',
        '{"all": [{"what": "password", "how": "is", "value": "1"}]}', '{"all": [{"what": [], "how": "is", "value": "1"}]}',
        '{"all": [{"what": "age", "how": "most", "value": "x"}]}', '{"all": [{"what": "age", "how": "most", "value": ""}]}',
        '{"all": [{"what": "sex", "how": "is", "value": []}]}', '{"all": [{"what": "sex", "how": "is", "value": {}}]}',
        json.dumps({"all": [NAMED | {"value": "长" * 61}]}), json.dumps({"all": [NAMED] * 41}),
        '{"all": [{"all": [{"all": [{"all": [{"all": []}]}]}]}]}', "[" * 5000,
    ],
)  # fmt: skip
def test_anything_outside_the_grammar_is_refused(text):
    with pytest.raises(ConditionProblem):
        read_conditions(text, KINDS)


def test_a_part_is_added_turned_and_removed_by_its_place():
    tree = changed({"all": []}, [], "add", {"any": []})
    tree = changed(tree, [0], "add", WOMEN)
    tree = changed(tree, [0], "add", YOUNG)
    assert tree == {"all": [{"any": [WOMEN, YOUNG]}]}
    assert changed(tree, [0], "turn") == {"all": [{"all": [WOMEN, YOUNG]}]}
    assert changed(tree, [0, 0], "remove") == {"all": [{"any": [YOUNG]}]}
    for path, change in (([1], "remove"), ([0, 0, 0], "remove"), ([], "remove"), ([0, 0], "turn")):
        with pytest.raises(ConditionProblem):
            changed(tree, path, change)


def test_of_two_equal_parts_the_one_meant_is_removed():
    tree = {"all": [WOMEN, {"any": []}, WOMEN]}
    assert changed(tree, [2], "remove") == {"all": [WOMEN, {"any": []}]}
