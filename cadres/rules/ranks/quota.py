"""How many may hold a rank: caps on tiers, a tier being a set of ranks, and caps within a tier.

公务员职务与职级并行规定 (2019) Arts. 11–13: shares of the administrative establishment; seen in copies, the inner half of the
主任科员 on a reworded page only. How fractions are rounded was not seen anywhere: an office's rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class OrganLevel(StrEnum):
    """Whose caps apply."""

    COUNTY = "county"
    CITY = "city"
    COUNTY_TEAM = "county_team"


@dataclass(frozen=True)
class Tier:
    """Ranks (ZB148) that share a cap. `within` names the tier of whose places the cap is a share; '' = the base."""

    key: str
    label: str
    ranks: frozenset[str]
    within: str = ""


def _tier(key: str, label: str, ranks: str, within: str = "") -> Tier:
    return Tier(key, label, frozenset(ranks.split()), within)


TIERS: dict[OrganLevel, tuple[Tier, ...]] = {
    OrganLevel.COUNTY: (
        _tier("researcher_2", "二级调研员", "14"),
        _tier("researcher_34", "三级、四级调研员", "15 16"),
        _tier("researcher_3", "其中：三级调研员", "15", "researcher_34"),
        _tier("chief_clerk_14", "一级至四级主任科员", "17 18 19 1A"),
        _tier("chief_clerk_12", "其中：一级、二级主任科员", "17 18", "chief_clerk_14"),
    ),
    OrganLevel.CITY: (
        _tier("city_researcher_14", "一级至四级调研员（市级机关）", "13 14 15 16"),
        _tier("city_researcher_12", "其中：一级、二级调研员（市级机关）", "13 14", "city_researcher_14"),
        _tier("city_researcher_1", "其中：一级调研员（市级机关）", "13", "city_researcher_12"),
        _tier("city_chief_clerk_14", "一级至四级主任科员（市级机关）", "17 18 19 1A"),
        _tier("city_chief_clerk_12", "其中：一级、二级主任科员（市级机关）", "17 18", "city_chief_clerk_14"),
    ),
    OrganLevel.COUNTY_TEAM: (
        _tier("team_inspector_2", "二级巡视员（县领导班子）", "12"),
        _tier("team_researcher_12", "一级、二级调研员（县领导班子）", "13 14"),
    ),
}
EVERY_TIER = tuple(tier for tiers in TIERS.values() for tier in tiers)
TIER = {tier.key: tier for tier in EVERY_TIER}
TIER_CHOICES = tuple((tier.key, tier.label) for tier in EVERY_TIER)


@dataclass(frozen=True)
class TierUse:
    """Places and holders of a tier. `places` None: no base on file, nothing can be said. `free` may be below nought.

    `how` is the sum in words, for the page.
    """

    tier: Tier
    places: int | None
    used: int
    how: str
    free: int | None = None


def places_of(base: int, percent: int, rounding: str = "floor") -> int:
    """percent % of the base in whole places: floor, half_up or ceiling."""
    exact = base * percent
    if rounding == "ceiling":
        return -(-exact // 100)
    return (exact + 50) // 100 if rounding == "half_up" else exact // 100


def quota_use(
    level: OrganLevel,
    base: int | None,
    holders: Mapping[str, int],
    percents: Mapping[str, int],
    *,
    rounding: str = "floor",
    approved: Mapping[str, int] | None = None,
) -> list[TierUse]:
    """Every tier of the level with its places, holders and what is free, the free of an inner tier within its outer one.

    `holders` counts people by rank; `approved` are places approved in writing, which go before the share.
    """
    places: dict[str, int | None] = {}
    found: dict[str, TierUse] = {}
    for tier in TIERS[level]:
        of = places[tier.within] if tier.within else base
        percent = percents.get(tier.key)
        if approved and tier.key in approved:
            places[tier.key], how = approved[tier.key], "按核定文件"
        elif of is None or percent is None:
            places[tier.key], how = None, "缺行政编制数" if of is None else "未设比例"
        else:
            places[tier.key] = places_of(of, percent, rounding)
            how = f"{of}×{percent}%"
        used = sum(holders.get(code, 0) for code in tier.ranks)
        here = places[tier.key]
        free = None if here is None else here - used
        if free is not None and tier.within and found[tier.within].free is not None:
            free = min(free, found[tier.within].free)
        found[tier.key] = TierUse(tier, here, used, how, free)
    return list(found.values())


def has_place(uses: list[TierUse], held: str, rank: str) -> bool | None:
    """Whether one more may hold the rank who holds another now; None when no cap is known.

    A tier that holds both ranks is not used further by the promotion.
    """
    capped = [use for use in uses if rank in use.tier.ranks and use.places is not None]
    if not capped:
        return None
    return all(held in use.tier.ranks or use.places > use.used for use in capped)
