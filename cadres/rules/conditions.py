"""Conditions put together with 且 and 或: a small closed grammar, kept as JSON and read aloud as a sentence.

A condition is `{"what": name, "how": word, "value": text or list}`; a group is `{"all": […]}` or `{"any": […]}` of
conditions and groups. What a name means is told by whoever asks (`cadres.queries.person_criteria`).
"""

import json
from collections.abc import Callable

DEEPEST, MOST_PARTS, LONGEST_VALUE = 4, 40, 60
HOW = {
    "choice": {"is": "为", "not": "不为"},
    "unit": {"is": "为", "not": "不为"},
    "flag": {"is": "为"},
    "number": {"least": "不少于", "most": "不多于"},
    "text": {"has": "含", "lacks": "不含"},
}
"""Kind of criterion → the words a condition may have, with how they are read."""

_JOINS = {"all": " 且 ", "any": " 或 "}


class ConditionProblem(ValueError):
    """Not a condition of the grammar; the message is in Chinese."""


def read_conditions(text: str, kinds: dict[str, str]) -> dict:
    """The group a JSON text holds; `kinds` gives the kind of each name. Raises ConditionProblem."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise ConditionProblem("组合条件无法识别。") from wrong
    check_conditions(found, kinds)
    return found


def check_conditions(found, kinds: dict[str, str]) -> None:
    """Raises ConditionProblem for anything outside the grammar."""
    if _check(found, kinds, 1) > MOST_PARTS:
        raise ConditionProblem(f"条件最多{MOST_PARTS}个。")
    if join_of(found) is None:
        raise ConditionProblem("组合条件无法识别。")


def _check(part, kinds: dict[str, str], depth: int) -> int:
    join = join_of(part)
    if join is not None:
        if depth > DEEPEST:
            raise ConditionProblem(f"条件最多嵌套{DEEPEST}层。")
        return 1 + sum(_check(one, kinds, depth + 1) for one in part[join])
    if not isinstance(part, dict) or set(part) != {"what", "how", "value"} or not isinstance(part["what"], str):
        raise ConditionProblem("组合条件无法识别。")
    kind = kinds.get(part["what"])
    if kind is None or part["how"] not in HOW[kind]:
        raise ConditionProblem("组合条件中有不认识的信息项。")
    values = part["value"] if isinstance(part["value"], list) else [part["value"]]
    if not values or not all(isinstance(one, str) and 0 < len(one) <= LONGEST_VALUE for one in values):
        raise ConditionProblem("组合条件中有空的或过长的值。")
    if kind == "number" and not (len(values) == 1 and values[0].isascii() and values[0].isdecimal()):
        raise ConditionProblem("请填写整数。")
    return 1


def join_of(part) -> str | None:
    """ "all" or "any" for a group, None for anything else."""
    if isinstance(part, dict) and len(part) == 1:
        (join,) = part
        if join in _JOINS and isinstance(part[join], list):
            return join
    return None


def sentence(part: dict, words: Callable[[dict], tuple[str, str]], *, outermost: bool = True) -> str:
    """The condition in words: “（性别为女 且 年龄不多于35）或 …”; `words` gives (label, value) of a condition."""
    join = join_of(part)
    if join is None:
        label, value = words(part)
        how = next(kind[part["how"]] for kind in HOW.values() if part["how"] in kind)
        return f"{label}{how}{value}"
    told = [sentence(one, words, outermost=False) for one in part[join] if one != {join_of(one): []}]
    text = _JOINS[join].join(told)
    return text if outermost or len(told) < 2 else f"（{text}）"


def changed(group: dict, path: list[int], change: str, new: dict | None = None) -> dict:
    """The conditions with one part changed: `add` a part to the group at the path, `remove` it, or `turn` 且 into 或.

    Raises ConditionProblem for a path that leads nowhere.
    """
    copied = json.loads(json.dumps(group))
    place, holder = copied, None
    for at in path:
        join = join_of(place)
        if join is None or not 0 <= at < len(place[join]):
            raise ConditionProblem("请刷新页面后重试。")
        holder, place = place[join], place[join][at]
    join = join_of(place)
    if change == "remove" and holder is not None:
        del holder[path[-1]]
    elif change == "add" and join is not None:
        place[join].append(new)
    elif change == "turn" and join is not None:
        place["any" if join == "all" else "all"] = place.pop(join)
    else:
        raise ConditionProblem("请刷新页面后重试。")
    return copied
