"""The leadership teams of the twelve townships: who sits where, and the way each came."""

from dataclasses import dataclass

from cadres.demo import ways
from cadres.demo.facts import Cadre, RankFact
from cadres.demo.identity import IdNumbers
from cadres.demo.months import choices_for, month
from cadres.demo.names import Names
from cadres.demo.places import DEPARTMENTS, TOWNSHIPS, Township, villages
from cadres.demo.schooling import full_time, in_service
from cadres.demo.seats import is_chief, seat_stage, seats_of
from cadres.demo.ways import Traveller
from cadres.demo.workplaces import full_time_course, loan

_FIVE = "五方面人员"
_ORDINARY = {
    "clerk": (ways.clerk, "", ""),
    "institution": (ways.institution, _FIVE, "乡镇事业编制人员"),
    "clerk_then_deputy": (ways.clerk_then_deputy, "交流", ""),
    "teacher": (ways.teacher, "", ""),
    "village_secretary": (ways.village_secretary, _FIVE, "村党组织书记"),
    "county_then_deputy": (ways.county_then_deputy, "交流", ""),
    "soldier": (ways.soldier, "", ""),
    "graduate": (ways.graduate, _FIVE, "到村任职过的选调生"),
    "posted": (ways.posted, "", ""),
}
_DEPUTY_ORDER = (
    "clerk",
    "institution",
    "clerk_then_deputy",
    "graduate",
    "clerk",
    "teacher",
    "village_secretary",
    "county_then_deputy",
    "institution",
    "soldier",
    "clerk",
    "posted",
)
_CHIEF_ORDER = ("clerk_then_deputy", "county_then_deputy", "clerk_then_deputy")
_SINCE = (month(2021, 6), month(2022, 3), month(2023, 8), month(2024, 3), month(2025, 3), month(2026, 5))


@dataclass(frozen=True)
class _Way:
    """A way written for one seat: where it leads from, since when, and what lies inside the seat's own stage."""

    way: object
    since: int
    tag: str = ""
    group: str = ""
    day: str = ""
    loan: tuple[int, int] | None = None
    study: tuple[int, int] | None = None


# People met at the edges of the rule of township experience; the reasons stand in docs/demo.md.
_EDGES = {
    ("柏渡镇", "副镇长"): _Way(ways.county, month(2024, 6)),
    ("青岩镇", "副镇长"): _Way(ways.county, month(2024, 7)),
    ("白塘镇", "副镇长"): _Way(ways.county_two_spells, month(2025, 6)),
    ("沙洲镇", "副镇长"): _Way(ways.county_two_spells, month(2025, 7)),
    ("枫林镇", "副镇长"): _Way(ways.county, month(2024, 1), loan=(month(2025, 1), month(2025, 9))),
    ("古榕镇", "副镇长"): _Way(ways.county_sent_down_long, month(2025, 2)),
    ("双河镇", "副镇长"): _Way(ways.county_sent_down_short, month(2024, 9)),
    ("云台镇", "副镇长"): _Way(ways.county, month(2023, 9), study=(month(2024, 9), month(2025, 7))),
    ("松坪乡", "副镇长"): _Way(ways.former_town, month(2026, 5)),
    ("石门乡", "副镇长"): _Way(ways.first_secretary, month(2026, 5), _FIVE, "第一书记"),
    ("鹿鸣乡", "副镇长乙"): _Way(ways.county, month(2026, 6), day="20260630"),
}
# People who came from outside the townships since the middle of 2024.
_NEWCOMERS = {
    ("柏渡镇", "宣传委员"): _Way(ways.county, month(2024, 10), "市直单位优秀年轻干部"),
    ("青岩镇", "组织委员"): _Way(ways.county, month(2025, 4), "市直单位优秀年轻干部"),
    ("青岩镇", "武装部长"): _Way(ways.street, month(2025, 3), "交流"),
    ("沙洲镇", "宣传委员"): _Way(ways.county, month(2026, 5), "市直单位优秀年轻干部"),
    ("枫林镇", "纪委书记"): _Way(ways.county, month(2026, 5), "市直单位优秀年轻干部"),
    ("古榕镇", "宣传委员"): _Way(ways.teacher_then_county, month(2025, 9)),
    ("双河镇", "副镇长乙"): _Way(ways.enterprise, month(2026, 5), "事业编调任人员"),
    ("云台镇", "副镇长乙"): _Way(ways.enterprise, month(2025, 11), "事业编调任人员"),
    ("松坪乡", "宣传委员"): _Way(ways.county_institution, month(2025, 6), "事业编调任人员"),
    ("石门乡", "副镇长乙"): _Way(ways.county_institution, month(2026, 4), "事业编调任人员"),
    ("鹿鸣乡", "宣传委员"): _Way(ways.street, month(2026, 5), "交流"),
    ("竹园乡", "宣传委员"): _Way(ways.city_then_county, month(2024, 12), "市直单位优秀年轻干部"),
}
# Births at the edges of 35岁以下 and 30岁以下 in June 2026.
_BIRTHS = {
    ("柏渡镇", "组织委员"): month(1990, 6),
    ("白塘镇", "组织委员"): month(1990, 7),
    ("沙洲镇", "组织委员"): month(1995, 6),
    ("枫林镇", "组织委员"): month(1995, 7),
}
# Young secretaries and heads: the last month of 35岁左右 (not yet 37) in June 2026, and two well within it.
_CHIEF_BIRTHS = {
    ("沙洲镇", "书记"): month(1989, 11),
    ("枫林镇", "镇长"): month(1990, 3),
    ("竹园乡", "镇长"): month(1989, 7),
}
_YEAR_ONLY = ("古榕镇", "武装部长")
_WITHOUT_EDUCATION = ("双河镇", "宣传委员")
_OUTSIDE_PARTY = {
    ("青岩镇", "副镇长乙"): "群众",
    ("枫林镇", "副镇长乙"): "无党派",
    ("古榕镇", "副镇长乙"): "民盟",
    ("竹园乡", "副镇长乙"): "民革",
}
_DOTTED = (("竹园乡", "组织委员"), ("鹿鸣乡", "组织委员"))
_DEPUTY_YEARS = (*range(1981, 1992), *range(1988, 1997))
_LEVELS = ("大学",) * 13 + ("大专",) * 4 + ("研究生",) + ("中专",) * 2


def team_members(names: Names, ids: IdNumbers) -> list[Cadre]:
    """Everybody who holds a seat on the turnover day, township by township."""
    members, ordinary = [], 0
    for index, town in enumerate(TOWNSHIPS):
        for seat in seats_of(town):
            member = _member(town, index, seat, ordinary, names, ids)
            ordinary += 1
            members.append(member)
    return members


def _member(town: Township, index: int, seat: str, number: int, names: Names, ids: IdNumbers) -> Cadre:
    choices = choices_for(f"班子 {town.name} {seat}")
    key = (town.name, seat)
    plan = _EDGES.get(key) or _NEWCOMERS.get(key) or _usual(seat, number, choices)
    born = _BIRTHS.get(key) or _CHIEF_BIRTHS.get(key, _born(seat, plan, choices))
    level = _level(plan, choices)
    schools, studies = full_time(born, level, choices)
    other = TOWNSHIPS[(index + 1 + number % 10) % len(TOWNSHIPS)]
    other_index = TOWNSHIPS.index(other)
    who = Traveller(
        work=schools[-1].ended,
        seat=plan.since,
        town=town,
        other=other,
        number=number,
        village=villages(other_index)[number % 10],
        dept=DEPARTMENTS[8 + number % 24],
    )
    stages = plan.way(who)
    studies += _later_studies(stages, level, number, choices)
    now = seat_stage(town, seat, plan.since, plan.day or ("20260518" if plan.since == month(2026, 5) else ""))
    if plan.loan:
        now.inside.append(loan(*plan.loan))
    if plan.study:
        now.inside.append(full_time_course(*plan.study))
    woman = seat == "宣传委员" or (choices.random() < 0.2 and seat != "武装部长")
    dotted = key in _DOTTED
    member = Cadre(
        name=names.dotted(woman=woman) if dotted else names.next(woman=woman),
        woman=woman,
        born=born,
        id_number=ids.next(born=born, woman=woman),
        home=town.name,
        township=town.name,
        title=seat,
        stages=[*schools, *stages, now],
        studies=[] if key == _WITHOUT_EDUCATION else studies,
        ethnicity="彝族" if dotted else choices.choice(("汉族",) * 8 + ("土家族", "苗族")),
        party=_OUTSIDE_PARTY.get(key, "中共党员"),
        work_began=schools[-1].ended,
    )
    if key == _YEAR_ONLY:
        member.born_text = str(born // 12)
    if plan.way is ways.graduate:
        member.selected_graduate = member.by_exam = member.work_began
    member.ranks = _ranks(member, seat, plan.since)
    member.tags = _tags(plan, born, choices)
    return member


def _usual(seat: str, number: int, choices) -> _Way:
    order = _CHIEF_ORDER if is_chief(seat) else _DEPUTY_ORDER
    way, tag, group = _ORDINARY[order[number % len(order)]]
    return _Way(way, choices.choice(_SINCE), tag, group)


def _born(seat: str, plan: _Way, choices) -> int:
    if seat == "人大主席":
        return month(choices.randint(1969, 1977), choices.randint(1, 12))
    if is_chief(seat):
        return month(choices.randint(1976, 1988), choices.randint(1, 12))
    if plan.way in (ways.county_two_spells, ways.former_town, ways.county_sent_down_long, ways.first_secretary):
        return month(choices.randint(1986, 1990), choices.randint(1, 12))
    return month(choices.choice(_DEPUTY_YEARS), choices.randint(1, 12))


def _level(plan: _Way, choices) -> str:
    if plan.way is ways.village_secretary:
        return choices.choice(("中专", "大专"))
    if plan.way is ways.soldier:
        return choices.choice(("中专", "大专", "大学"))
    if plan.way is ways.graduate:
        return choices.choice(("大学", "大学", "研究生"))
    return choices.choice(_LEVELS)


def _later_studies(stages, level: str, number: int, choices) -> list:
    if level in ("大专", "中专"):
        return in_service(stages, level, choices)
    return in_service(stages, level, choices, graduate=True) if number % 9 == 0 else []


def _ranks(member: Cadre, seat: str, since: int) -> list[RankFact]:
    earlier = [post.began for stage in member.stages[:-1] for post in stage.posts if post.member == "副职"]
    deputy_since = int(earlier[0][:4]) * 12 + int(earlier[0][4:6]) - 1 if earlier else since
    if not is_chief(seat):
        ranks = [RankFact("职务层次", "乡科级副职", deputy_since)]
        rank = "四级主任科员" if since - deputy_since < 36 else "三级主任科员"
    else:
        chief_since = max(deputy_since + 1, since)
        ranks = [
            RankFact("职务层次", "乡科级副职", deputy_since, chief_since),
            RankFact("职务层次", "乡科级正职", chief_since),
        ]
        rank = "二级主任科员" if member.born > month(1980, 1) else "一级主任科员"
    return [*ranks, RankFact("职级", rank, max(since, month(2019, 6)))]


def _tags(plan: _Way, born: int, choices) -> list[tuple[str, str]]:
    young = born >= month(1990, 7)
    tag = plan.tag
    if not tag:
        tag = "乡镇优秀年轻干部" if young and plan.way in (ways.clerk, ways.posted, ways.soldier) else ""
    if not tag:
        tag = "留任" if plan.since < month(2026, 1) else choices.choice(("交流", "其他"))
    return [(tag, plan.group)]
