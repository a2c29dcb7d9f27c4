"""Everybody else on file: departments, streets, township staff, institutions, villages, schools, the retired."""

from itertools import chain

from cadres.demo.clerks import clerks
from cadres.demo.facts import Cadre
from cadres.demo.identity import IdNumbers
from cadres.demo.leaders import leaders
from cadres.demo.names import Names


def other_cadres(wanted: int, names: Names, ids: IdNumbers) -> list[Cadre]:
    """That many people outside the townships' teams, the leaders before the clerks."""
    makers = chain(leaders(), clerks())
    people = []
    for number, maker in zip(range(wanted), makers, strict=False):
        people.append(maker(number, names, ids))
    return people
