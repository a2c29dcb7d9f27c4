"""The ways by which people come to a township's team: their stages between school and the seat they hold."""

from dataclasses import dataclass, field

from cadres.demo import workplaces as at
from cadres.demo.facts import Stage
from cadres.demo.months import divide, month
from cadres.demo.places import COUNTY_INSTITUTIONS, DEPARTMENTS, ENTERPRISES, SCHOOLS, STREETS, Township


@dataclass
class Traveller:
    """Somebody on the way: when work begins, when the seat begins, and the places met on the way."""

    work: int
    seat: int
    town: Township
    other: Township
    village: str
    dept: tuple = field(default=DEPARTMENTS[21])
    number: int = 0


def _chain(who: Traveller, *steps) -> list[Stage]:
    spans = divide(who.work, who.seat, [weight for _place, weight in steps])
    return [place(began, ended) for (place, _weight), (began, ended) in zip(steps, spans, strict=True)]


def clerk(who):
    return _chain(who, (at.township_staff(who.other), 3), (at.township_office(who.town), 3))


def clerk_then_deputy(who):
    return _chain(
        who, (at.township_staff(who.other), 3), (at.township_office(who.other), 2), (at.township_deputy(who.other), 3)
    )


def county_then_deputy(who):
    return _chain(
        who,
        (at.department(who.dept, "科员"), 3),
        (at.department(who.dept, "办公室主任"), 2),
        (at.township_deputy(who.other), 3),
    )


def institution(who):
    return _chain(who, (at.township_institution(who.other), 3), (at.township_institution(who.other, "主任"), 3))


def village_secretary(who):
    return _chain(
        who,
        (at.enterprise("云川市青禾食品有限公司"), 2),
        (at.village_head(who.other, who.village, "村委会副主任"), 2),
        (at.village_head(who.other, who.village), 4),
    )


def teacher(who):
    return _chain(who, (at.school(SCHOOLS[who.number % 3]), 2), (at.township_staff(who.town), 4))


def soldier(who):
    return _chain(who, (at.army, 2), (at.township_staff(who.other), 4))


def posted(who):
    return _chain(who, (at.township_posted(who.other), 3), (at.department(DEPARTMENTS[14], "科员"), 2))


def graduate(who):
    """Selected graduate (选调生) with two years in a village inside the first post."""
    stages = _chain(who, (at.township_staff(who.other), 3), (at.department(who.dept, "科员"), 2))
    began = who.work + 1
    stages[0].inside.append(
        at.village_posting(began, min(began + 24, stages[0].ended), who.other, who.village, "工作队队员")
    )
    return stages


def first_secretary(who):
    """A county clerk whose only township work is two years as first secretary of a village."""
    stages = _chain(who, (at.department(who.dept, "科员"), 3), (at.department(who.dept, "业务股股长"), 4))
    _into(stages, at.village_posting(month(2021, 5), month(2023, 7), who.other, who.village))
    return stages


def former_town(who):
    """Years in a town that is a street today, and the street since; the town's years count."""
    edge = month(2019, 6)
    return [at.former_town_staff(STREETS[0])(who.work, edge), at.street_post(STREETS[0], "科员")(edge, who.seat)]


def county(who):
    return _chain(who, (at.department(who.dept, "科员"), 3), (at.department(who.dept, "业务股股长"), 2))


def county_two_spells(who):
    """Twelve months in a township long ago, then the county again."""
    first, second = month(2019, 3), month(2020, 3)
    return [
        at.department(who.dept, "科员")(who.work, first),
        at.township_deputy(who.other)(first, second),
        at.department(who.dept, "业务股股长")(second, who.seat),
    ]


def county_sent_down_long(who):
    stages = county(who)
    _into(stages, at.secondment_down(month(2021, 3), month(2021, 11), who.other))
    return stages


def county_sent_down_short(who):
    stages = county(who)
    _into(stages, at.secondment_down(month(2023, 1), month(2023, 6), who.other))
    return stages


def street(who):
    return _chain(who, (at.street_post(STREETS[1], "科员"), 3), (at.street_post(STREETS[1], "党政办公室主任"), 3))


def teacher_then_county(who):
    return _chain(who, (at.school(SCHOOLS[who.number % 3]), 3), (at.department(who.dept, "科员"), 3))


def enterprise(who):
    name = ENTERPRISES[who.number % 2]
    return _chain(who, (at.enterprise(name), 3), (at.enterprise(name, "综合部部长"), 3))


def county_institution(who):
    unit = COUNTY_INSTITUTIONS[who.number % len(COUNTY_INSTITUTIONS)]
    return _chain(who, (at.department(unit, "干部"), 3), (at.department(unit, "副主任"), 2))


def city_then_county(who):
    return _chain(who, (at.city, 2), (at.department(who.dept, "科员"), 3))


def _into(stages: list[Stage], inner: Stage) -> None:
    """The inner stage written into the one that holds its first month."""
    holder = next(one for one in stages if one.began <= inner.began < one.ended)
    holder.inside.append(inner)
