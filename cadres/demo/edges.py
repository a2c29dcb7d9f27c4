"""People who stand beside the rules, outside the townships' teams: each shows one thing that goes wrong easily."""

from cadres.demo import workplaces as at
from cadres.demo.facts import Cadre, Stage
from cadres.demo.identity import IdNumbers
from cadres.demo.months import month
from cadres.demo.names import Names
from cadres.demo.person import SERVICE, person, with_rank
from cadres.demo.places import COUNTY, DEPARTMENTS, TOWNSHIPS, villages
from cadres.demo.seats import seat_stage
from cadres.rules.spell_kinds import SpellKind, SpellNature

_BACHELOR = ("大学",)


def edge_cadres(names: Names, ids: IdNumbers) -> list[Cadre]:
    """The people of this file, in the order in which docs/demo.md names them."""
    return [
        _seconded_deputy(names, ids),
        _first_secretary_in_post(names, ids),
        _left_that_day(names, ids),
        *_namesakes(names, ids),
        *_moved_away(names, ids),
        _lent_without_saying_where(names, ids),
        _study_without_saying_how(names, ids),
        _posted_without_saying_where(names, ids),
        _untidy(names, ids),
    ]


def _clerk(key, names, ids, department: int, years=(1984, 1990), **more) -> Cadre:
    unit = DEPARTMENTS[department]
    cadre = person(
        key, names, ids, years, [(at.department(unit, "科员"), 1)], unit[0], levels=_BACHELOR, **SERVICE | more
    )
    return with_rank(cadre, "", "四级主任科员")


def _seconded_deputy(names, ids) -> Cadre:
    """A city clerk on secondment as deputy secretary of a township: not of its team."""
    town = TOWNSHIPS[0]
    cadre = person(
        "挂职副书记",
        names,
        ids,
        (1988, 1991),
        [(at.city, 1)],
        town.name,
        levels=_BACHELOR,
        **SERVICE,
        management="市级党委管理干部",
    )
    cadre.stages[-1].inside.append(at.secondment_down(month(2025, 10), None, town))
    cadre.post_text = f"云川市农业农村局科员，挂职{COUNTY}{town.name}党委副书记"
    return with_rank(cadre, "", "四级主任科员")


def _first_secretary_in_post(names, ids) -> Cadre:
    """A county clerk now first secretary of a village: not of the township's team either."""
    cadre = _clerk("第一书记", names, ids, 21)
    town, village = TOWNSHIPS[9], villages(9)[3]
    cadre.stages[-1].inside.append(at.village_posting(month(2025, 5), None, town, village))
    cadre.tags.append(("五方面人员", "第一书记"))
    return cadre


def _left_that_day(names, ids) -> Cadre:
    """Deputy head of 鹿鸣乡 until the turnover day itself: no longer in office on it."""
    town, unit, day = TOWNSHIPS[10], DEPARTMENTS[13], "20260630"
    steps = [(at.township_staff(town), 1)]
    cadre = person("当日离任", names, ids, (1979, 1984), steps, unit[0], levels=_BACHELOR, **SERVICE)
    cadre.stages[-1].ended = month(2021, 6)
    cadre.stages[-1].posts[0].ended = "202106"
    held = seat_stage(town, "副镇长乙", month(2021, 6))
    held.ended = month(2026, 6)
    for post in held.posts:
        post.ended = day
    now = at.department(unit, "副局长", member="副职", leader=True)(month(2026, 6), None)
    now.posts[0].began = day
    cadre.stages += [held, now]
    return with_rank(cadre, "乡科级副职", "三级主任科员")


def _namesakes(names, ids) -> list[Cadre]:
    """Two people of one name, born in different months."""
    one, two = _clerk("同名甲", names, ids, 9, (1985, 1985)), _clerk("同名乙", names, ids, 24, (1991, 1991))
    two.name = one.name
    return [one, two]


def _moved_away(names, ids) -> list[Cadre]:
    """One who has left the county, one who has died: on file, in no figure."""
    left, dead = _clerk("调出", names, ids, 3), _clerk("去世", names, ids, 10, (1968, 1972))
    left.status, dead.status = "调出人员", "已去世"
    for cadre, ended in ((left, month(2025, 9)), (dead, month(2024, 11))):
        cadre.stages[-1].ended = ended
        for post in cadre.stages[-1].posts:
            post.ended = f"{ended // 12}{ended % 12 + 1:02d}"
    return [left, dead]


def _lent_without_saying_where(names, ids) -> Cadre:
    """Lent, but the line does not say to whom."""
    cadre = _township_clerk("借调不明", names, ids, 2)
    began = cadre.stages[-1].began
    cadre.stages[-1].inside.append(Stage(began + 24, began + 36, "借调工作", SpellKind.ON_LOAN, SpellNature.ON_LOAN))
    return cadre


def _study_without_saying_how(names, ids) -> Cadre:
    """A course inside a post that may have been full-time or not."""
    cadre = _township_clerk("学习不明", names, ids, 4)
    began = cadre.stages[-1].began
    course = Stage(began + 12, began + 36, "青岚大学法学专业学习", SpellKind.STUDY, SpellNature.STUDY)
    cadre.stages[-1].inside.append(course)
    return cadre


def _posted_without_saying_where(names, ids) -> Cadre:
    """A police station, but of which township?"""
    cadre = _clerk("派驻不明", names, ids, 12)
    cadre.stages[-1].text = "临溪县公安局东坪派出所民警"
    cadre.stages[-1].kind = SpellKind.TOWNSHIP_POSTED
    return cadre


def _untidy(names, ids) -> Cadre:
    """A résumé as hands really write it: other dashes, six digits, one-digit months, a missing space."""
    cadre = _township_clerk("书写不齐", names, ids, 6)
    school, work = cadre.stages[-2], cadre.stages[-1]
    first, edge = work.began // 12, (work.began + 30) // 12
    cadre.resume = (
        f"{school.began // 12}09—{school.ended // 12}07　{school.text}\n"
        f"{first}.7至{edge}.1{work.text}\n"
        f"{edge}01--至今     {COUNTY}某专班联络员、{work.text.removeprefix(COUNTY)}"
    )
    return cadre


def _township_clerk(key, names, ids, index: int) -> Cadre:
    town = TOWNSHIPS[index]
    cadre = person(
        key, names, ids, (1985, 1992), [(at.township_staff(town), 1)], town.name, levels=_BACHELOR, **SERVICE
    )
    return with_rank(cadre, "", "一级科员")
