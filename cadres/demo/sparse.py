"""People of whom little is known, as rosters hold them."""

from cadres.demo.facts import Cadre
from cadres.demo.identity import IdNumbers
from cadres.demo.months import month
from cadres.demo.names import Names
from cadres.demo.places import COUNTY, TOWNSHIPS


def sparse_cadres(names: Names, ids: IdNumbers) -> list[Cadre]:
    """One born in a known year only, and two without a résumé."""
    people = []
    for number, (year, text) in enumerate(((1979, "1979"), (1992, ""), (1987, ""))):
        born, woman, town = month(year, 4 + number), number == 1, TOWNSHIPS[number * 3]
        people.append(
            Cadre(
                name=names.next(woman=woman),
                woman=woman,
                born=born,
                id_number=ids.next(born=born, woman=woman),
                home=town.name,
                stages=[],
                born_text=text,
                work_began=born + 22 * 12,
                resume="",
                post_text=f"{COUNTY}{town.name}政府工作人员",
            )
        )
    return people
