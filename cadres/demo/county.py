"""The whole demo county in memory."""

from dataclasses import dataclass

from cadres.demo.edges import edge_cadres
from cadres.demo.facts import Cadre
from cadres.demo.identity import IdNumbers
from cadres.demo.names import Names
from cadres.demo.others import other_cadres
from cadres.demo.particulars import complete
from cadres.demo.sparse import sparse_cadres
from cadres.demo.team import team_members

OTHERS = 900


@dataclass(frozen=True)
class County:
    """`team` sits in the townships on the turnover day; `others` are in the workbook too; `sparse` only in a roster."""

    team: list[Cadre]
    others: list[Cadre]
    sparse: list[Cadre]


def build_county(others: int = OTHERS) -> County:
    """The county with about that many people outside the teams; the same people every time."""
    names, ids = Names("临溪县"), IdNumbers()
    team = team_members(names, ids)
    edges = edge_cadres(names, ids)
    sparse = sparse_cadres(names, ids)
    rest = other_cadres(max(0, others - len(edges) - len(sparse)), names, ids)
    everybody = [complete(cadre, names) for cadre in (*team, *edges, *rest)]
    return County(everybody[: len(team)], everybody[len(team) :], sparse)
