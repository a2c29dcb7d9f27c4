"""Requirements on the structure of leadership teams (换届结构要求): whose, of what kind, how many, and whether they are met.

The requirements themselves are rows with their source; the ones seen are one province's of 2021, no national rule.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.rules.figures_text import percentage
from portal.rules.labelled import Labelled


class Scope(Labelled):
    """Where a requirement must hold."""

    EACH = "each", "每个乡镇"
    WHOLE = "whole", "全部乡镇合计"


class Group(Labelled):
    """Whose share or number is asked: the denominator."""

    MEMBERS = "members", "班子成员"
    HEADS = "heads", "党政正职"
    YOUNG_HEADS = "young_heads", "年龄以内的党政正职"


class Trait(Labelled):
    """What is counted inside the group."""

    ANYONE = "anyone", "全部"
    WOMAN = "woman", "女干部"
    NON_PARTY = "non_party", "党外干部"
    MINORITY = "minority", "少数民族干部"
    AGE = "age", "年龄以内"
    FULLTIME_BACHELOR = "fulltime_bachelor", "全日制大学及以上学历"
    FULLTIME_GRADUATE = "fulltime_graduate", "全日制研究生学历"
    TOWNSHIP_YEARS = "township_years", "具有规定年限乡镇工作经历"
    FIVE_SIDE = "five_side", "五方面人员"
    SECRETARY = "secretary", "党委书记"


class Measure(Labelled):
    """What is compared with the threshold."""

    NUMBER = "number", "人数"
    SHARE = "share", "占比"


class Comparator(Labelled):
    """How the value stands to the threshold."""

    LEAST = "least", "不少于"
    MOST = "most", "不超过"
    EXACTLY = "exactly", "等于"


class TeamPost(Labelled):
    """The place of a member in a township's team, as the slate's words tell it."""

    SECRETARY = "secretary", "党委书记"
    HEAD = "head", "乡镇长"
    CHAIR = "chair", "人大主席"
    OTHER = "other", "其他成员"


class Verdict(Labelled):
    """Whether a requirement holds."""

    MET = "met", "达到"
    MISSED = "missed", "未达到"
    UNKNOWN = "unknown", "资料不全，无法判断"


_SECRETARY = re.compile(r"(?<!副)书记")
_NOT_SECRETARY = re.compile(r"(纪委|纪工委|团委|政法|支部|党支部|总支|第一)书记|副书记")
_HEAD = re.compile(r"(?<!副)(?:镇长|乡长)")
HEAD_POSTS = (TeamPost.SECRETARY, TeamPost.HEAD)


def team_post(text: str) -> TeamPost:
    """The place that a slate's words tell: 党委书记、人大主席 is the secretary's, 党委副书记、镇长 the head's."""
    parts = re.split(r"[、，,；;\s]", text)
    if any(_SECRETARY.search(part) and not _NOT_SECRETARY.search(part) for part in parts):
        return TeamPost.SECRETARY
    if any(_HEAD.search(part) for part in parts):
        return TeamPost.HEAD
    if any("人大主席" in part and "副主席" not in part for part in parts):
        return TeamPost.CHAIR
    return TeamPost.OTHER


@dataclass(frozen=True)
class Requirement:
    """One requirement; `threshold` is a number of people, or percent when a share is measured."""

    group: Group
    trait: Trait
    measure: Measure
    comparator: Comparator
    threshold: Decimal


@dataclass(frozen=True)
class Standing:
    """A member as the requirement sees them: in the group, with the trait; None for what is not on file."""

    person: int
    in_group: bool | None
    has_trait: bool | None


@dataclass(frozen=True)
class Result:
    """The verdict with its numbers; `short` is how many more with the trait would meet it (at least), else nought."""

    verdict: Verdict
    counted: int
    group: int
    unknown: int
    value: Decimal | None
    short: int = 0


def evaluate(requirement: Requirement, standings: Iterable[Standing]) -> Result:
    """Whether the requirement holds over the members given.

    Missing facts are tried both ways: when the answer would change, it is not known. A share of nobody is not met
    unless it asks for no more than something.
    """
    sure = unsure = group = doubtful_group = 0
    for one in standings:
        if one.in_group is False:
            continue
        group += one.in_group is True
        doubtful_group += one.in_group is None
        if one.in_group is True and one.has_trait is True:
            sure += 1
        elif one.has_trait is not False:
            unsure += 1
    answers = {
        _holds(requirement, sure + more, group + others)
        for more in range(unsure + 1)
        for others in range(doubtful_group + 1)
    }
    value = _value(requirement, sure, group)
    if len(answers) > 1:
        return Result(Verdict.UNKNOWN, sure, group, unsure, value)
    if answers.pop():
        return Result(Verdict.MET, sure, group, unsure, value)
    return Result(Verdict.MISSED, sure, group, unsure, value, _short(requirement, sure, group))


def _value(requirement: Requirement, counted: int, group: int) -> Decimal | None:
    return Decimal(counted) if requirement.measure == Measure.NUMBER else percentage(counted, group, 1)


def _holds(requirement: Requirement, counted: int, group: int) -> bool:
    """Exact: counted × 100 against threshold × group, never a rounded share."""
    left, right = Decimal(counted), requirement.threshold
    if requirement.measure == Measure.SHARE:
        if group == 0:
            return requirement.comparator == Comparator.MOST
        left, right = Decimal(counted) * 100, requirement.threshold * group
    if requirement.comparator == Comparator.LEAST:
        return left >= right
    return left <= right if requirement.comparator == Comparator.MOST else left == right


def _short(requirement: Requirement, counted: int, group: int) -> int:
    if requirement.comparator == Comparator.MOST:
        return 0
    wanted = requirement.threshold
    if requirement.measure == Measure.SHARE:
        wanted = requirement.threshold * group / 100
    return max(0, math.ceil(wanted - counted))
