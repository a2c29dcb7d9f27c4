"""Places and holders of every tier, unit by unit or pool by pool, on a day."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from cadres.models import Appointment, Person, RankPool, RankPoolUnit, RankQuota, RankSpan
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.terms import rank_terms
from cadres.rules.ranks.ladder import RANKS, comprehensive
from cadres.rules.ranks.quota import OrganLevel, Tier, TierUse, quota_use
from portal.models import Unit, UnitQuota
from portal.rules.unit_kinds import UnitKind

_ADMINISTRATIVE = "1"
_LEVEL = {UnitKind.HIGHER: OrganLevel.CITY, UnitKind.COUNTY: OrganLevel.COUNTY_TEAM}


@dataclass(frozen=True)
class UnitUse:
    """The tiers of one unit, or of a pool of units standing at `unit`; `base` is their administrative establishment.

    `holders` are the people by the comprehensive rank (ZB148) they hold.
    """

    unit: Unit
    pool: RankPool | None
    members: tuple[Unit, ...]
    base: int | None
    tiers: list[TierUse]
    holders: dict[str, list[int]]

    @property
    def name(self) -> str:
        """Name of the pool or the unit."""
        return self.pool.name if self.pool else self.unit.name

    def people(self, tier: Tier) -> tuple[int, ...]:
        """Whoever holds a rank of the tier, the highest ranks first."""
        return tuple(person for rank, _name in RANKS if rank in tier.ranks for person in self.holders.get(rank, ()))


def quota_uses(units, as_of: datetime.date) -> list[UnitUse]:
    """Every unit (or pool that holds one) among the units that has an administrative establishment or rank holders.

    A pool is counted whole, also where only some of its units are among those asked.
    """
    terms = rank_terms(as_of)
    every = {unit.pk: unit for unit in Unit.objects.order_by("path")}
    bases = dict(
        UnitQuota.objects.as_of(as_of).filter(administrative__isnull=False).values_list("unit_id", "administrative")
    )
    pools = {pool.pk: pool for pool in RankPool.objects.as_of(as_of).select_related("unit")}
    pool_of = dict(RankPoolUnit.objects.filter(pool__in=pools).values_list("unit_id", "pool_id"))
    approved = defaultdict(dict)
    for unit, tier, places in RankQuota.objects.as_of(as_of).values_list("unit_id", "tier", "places"):
        approved[unit][tier] = places
    holders = _holders(as_of, every, bases, terms.leaders_count)
    asked = {unit.pk for unit in units}
    groups: dict[tuple, list[int]] = defaultdict(list)
    for pk in every:
        if bases.get(pk) or pk in holders:
            groups[("pool", pool_of[pk]) if pk in pool_of else ("unit", pk)].append(pk)
    found = []
    for (kind, key), members in groups.items():
        if not asked.intersection(members):
            continue
        pool = pools[key] if kind == "pool" else None
        head = every[pool.unit_id if pool else key]
        known = [bases[pk] for pk in members if bases.get(pk) is not None]
        base = sum(known) if known else None
        held: dict[str, list[int]] = defaultdict(list)
        for pk in members:
            for rank, people in holders.get(pk, {}).items():
                held[rank] += people
        level = _LEVEL.get(head.kind, OrganLevel.COUNTY) if not pool else OrganLevel.COUNTY
        counts = {rank: len(people) for rank, people in held.items()}
        tiers = quota_use(level, base, counts, terms.caps[level], rounding=terms.rounding, approved=approved.get(head.pk))
        found.append(UnitUse(head, pool, tuple(every[pk] for pk in members), base, tiers, dict(held)))
    return found


def _holders(as_of: datetime.date, every: dict[int, Unit], bases: dict[int, int], leaders: bool) -> dict[int, dict]:
    """Civil servants on administrative establishment by rank, in the unit whose establishment they are on."""
    people = civil_servants(Person.objects.all(), as_of).filter(establishment=_ADMINISTRATIVE, unit__isnull=False)
    if not leaders:
        posts = Appointment.objects.as_of(as_of).filter(is_leader_post=True, nature=Appointment.Nature.POST)
        people = people.exclude(pk__in=posts.values("person_id"))
    units = dict(people.order_by("pinyin", "pk").values_list("pk", "unit_id"))
    ranks = ranks_on(people, as_of)
    found: dict[int, dict] = defaultdict(lambda: defaultdict(list))
    for person, unit in units.items():
        if rank := ranks.get(person):
            found[_home(every, unit, bases)][rank].append(person)
    return found


def _home(every: dict[int, Unit], unit: int, bases: dict[int, int]) -> int:
    """The unit itself, or the nearest above it with an establishment of its own; never the county's root for others."""
    at = every[unit]
    while at.pk not in bases and at.parent_id and every[at.parent_id].parent_id:
        at = every[at.parent_id]
    return at.pk if at.pk in bases else unit


def ranks_on(people, as_of: datetime.date) -> dict[int, str]:
    """The comprehensive rank (ZB148) each of the people holds on the day; who holds none is left out."""
    mine = {"person__in": people.order_by().values("pk"), "sequence": RankSpan.Sequence.RANK}
    held = dict(RankSpan.objects.as_of(as_of).filter(**mine).order_by().values_list("person_id", "code"))
    dated = set(RankSpan.objects.filter(**mine).order_by().values_list("person_id", flat=True))
    own = people.exclude(rank="").order_by().values_list("pk", "rank", "rank_since")
    held |= {pk: rank for pk, rank, since in own if pk not in dated and (since is None or since.first_day() <= as_of)}
    return {person: code for person, found in held.items() if (code := comprehensive(found))}
