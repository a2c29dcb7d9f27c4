"""Who works in the county without leading anything."""

from collections.abc import Iterator
from itertools import count

from cadres.demo import workplaces as at
from cadres.demo.months import month
from cadres.demo.person import INSTITUTION, SERVICE, TEACHER, person, with_rank
from cadres.demo.places import COUNTY_INSTITUTIONS, DEPARTMENTS, SCHOOLS, STREETS, TOWNSHIPS


def clerks() -> Iterator:
    """Makers of the people who staff the county, without end, turn by turn."""
    for turn in count():
        for index in range(len(TOWNSHIPS)):
            yield _township_clerk(index, turn)
            yield _institution_staff(index, turn)
            if turn % 4 == 0:
                yield _posted_staff(index, turn)
        for index in range(turn % 2, len(DEPARTMENTS), 2):
            yield _department_clerk(DEPARTMENTS[index], turn)
        yield _department_clerk(COUNTY_INSTITUTIONS[turn % len(COUNTY_INSTITUTIONS)], turn, INSTITUTION)
        for street in STREETS:
            yield _street_clerk(street, turn)
        yield _teacher(turn)


def _township_clerk(index, turn):
    def make(number, names, ids):
        town = TOWNSHIPS[index]
        early = (1990, 2001) if turn % 3 else (1972, 1989)
        steps = (
            [(at.township_staff(TOWNSHIPS[(index + 5) % 12]), 3), (at.township_office(town), 1)]
            if turn % 2
            else [(at.township_staff(town), 1)]
        )
        cadre = person(f"科员 {town.name} {turn}", names, ids, early, steps, town.name, **SERVICE)
        if early[0] == 1990:
            cadre.by_exam = cadre.work_began
        return with_rank(cadre, "", "一级科员" if early[0] == 1990 else "三级主任科员")

    return make


def _institution_staff(index, turn):
    def make(number, names, ids):
        town = TOWNSHIPS[index]
        steps = (
            [(at.township_institution(town), 3), (at.township_institution(town, "主任"), 1)]
            if turn < 4
            else [(at.township_institution(town), 1)]
        )
        return person(f"事业 {town.name} {turn}", names, ids, (1975, 1999), steps, town.name, **INSTITUTION)

    return make


def _posted_staff(index, turn):
    def make(number, names, ids):
        cadre = person(
            f"派驻 {index} {turn}",
            names,
            ids,
            (1978, 1998),
            [(at.township_posted(TOWNSHIPS[index]), 1)],
            DEPARTMENTS[14][0],
            **SERVICE,
        )
        return with_rank(cadre, "", "四级主任科员")

    return make


def _department_clerk(unit, turn, kind=None):
    def make(number, names, ids):
        steps = [(at.department(unit, "干部" if kind else "科员"), 1)]
        if turn % 3 == 0:
            steps = [(at.school(SCHOOLS[number % 4]), 2), *steps]
        cadre = person(f"科员 {unit[1]} {turn}", names, ids, (1978, 2001), steps, unit[0], **(kind or SERVICE))
        return cadre if kind else with_rank(cadre, "", "一级科员" if cadre.born > month(1990, 1) else "三级主任科员")

    return make


def _street_clerk(street, turn):
    def make(number, names, ids):
        cadre = person(
            f"科员 {street.name} {turn}",
            names,
            ids,
            (1982, 2001),
            [(at.street_post(street, "科员"), 1)],
            street.name,
            **SERVICE,
        )
        return with_rank(cadre, "", "一级科员")

    return make


def _teacher(turn):
    def make(number, names, ids):
        name = SCHOOLS[turn % len(SCHOOLS)]
        cadre = person(f"教师 {name} {turn}", names, ids, (1975, 2000), [(at.school(name), 1)], name, **TEACHER)
        obtained = cadre.stages[-1].began + 72
        if obtained < month(2026, 1):
            cadre.qualifications.append(("053", "一级教师（中学）", obtained))
        return cadre

    return make
