"""Heritage, reform of customs and culture in the demo county's villages."""

import datetime
from random import Random

from branches.demo.villages import FIRST, day_between, some, villages
from branches.models import (
    CeremonyRecord,
    CulturalActivity,
    CulturalFacility,
    CustomReform,
    HeritageActivity,
    HeritageSite,
    Household,
)
from cadres.demo.months import choices_for
from portal.audit import record
from portal.models import Unit
from portal.rules.dates import PartialDate

_SITES = (
    ("红军标语墙", "county"), ("苏维埃政府旧址", "province"), ("烈士陵园", "county"), ("游击队联络站旧址", "city"),
    ("红军桥", "county"), ("英烈故居", "none"), ("红军医院旧址", "city"), ("革命纪念碑", "none"), ("农民协会旧址", "county"),
)  # fmt: skip
_FACILITIES = (
    ("square", "文化广场"),
    ("room", "文化活动室"),
    ("library", "农家书屋"),
    ("stage", "村戏台"),
    ("sport", "篮球场"),
)
_ACTIVITIES = (
    ("performance", "“村晚”文艺演出"), ("performance", "送戏下乡演出"), ("sport", "“村BA”篮球赛"), ("sport", "拔河比赛"),
    ("film", "公益电影放映"), ("reading", "农家书屋读书会"),
)  # fmt: skip


def load(*, by, today: datetime.date) -> None:
    """Nine sites, limits in nine villages of ten and the ceremonies under them, facilities and activities."""
    if CustomReform.objects.exists():
        return
    random, units = choices_for("civility"), villages()
    sites = HeritageSite.objects.bulk_create(_sites(random, units))
    HeritageActivity.objects.bulk_create(
        _heritage_activity(random, site, today) for site in sites[:-1] for _number in range(random.randint(4, 9))
    )
    reforms = CustomReform.objects.bulk_create(_reform(random, unit) for unit in some(random, units, 0.91))
    households: dict[int, list[Household]] = {}
    for household in Household.objects.order_by("pk"):
        households.setdefault(household.unit_id, []).append(household)
    CeremonyRecord.objects.bulk_create(
        _ceremony(random, reform, random.choice(households[reform.unit_id]), today)
        for reform in reforms
        for _number in range(random.randint(2, 6))
    )
    facilities = CulturalFacility.objects.bulk_create(
        _facility(random, unit, today) for unit in some(random, units, 0.7)
    )
    CulturalActivity.objects.bulk_create(
        _activity(random, facility, today) for facility in facilities for _number in range(random.randint(2, 6))
    )
    record("demo.civility_loaded", by=by, detail={"sites": len(sites), "reforms": len(reforms)})


def _sites(random: Random, units: list[Unit]) -> list[HeritageSite]:
    places = random.sample(units, len(_SITES))
    return [
        HeritageSite(unit=unit, name=f"{unit.name}{name}", grade=grade, is_base=grade in ("province", "city"),
                     protection="已立碑挂牌，专人看护。", began=PartialDate(random.randint(2012, 2022)))
        for unit, (name, grade) in zip(places, _SITES, strict=True)
    ]  # fmt: skip


def _heritage_activity(random: Random, site: HeritageSite, today: datetime.date) -> HeritageActivity:
    return HeritageActivity(
        unit_id=site.unit_id, site=site, title="“缅怀先烈、铭记历史”主题教育活动", held_on=day_between(random, FIRST, today),
        members=random.randint(15, 70), villagers=random.randint(10, 90), students=random.choice([0, 40, 85, 120]),
    )  # fmt: skip


def _reform(random: Random, unit: Unit) -> CustomReform:
    return CustomReform(
        unit=unit, has_council=random.random() < 0.96, wedding_tables=random.choice([15, 18, 20]),
        funeral_tables=random.choice([10, 12, 15]), gift_limit=random.choice([None, 200]),
        began=PartialDate(random.randint(2021, 2024), random.randint(1, 12)),
    )  # fmt: skip


def _ceremony(random: Random, reform: CustomReform, household: Household, today: datetime.date) -> CeremonyRecord:
    wedding = random.random() < 0.4
    limit = reform.wedding_tables if wedding else reform.funeral_tables
    tables = limit + random.choice([-5, -4, -3, -2, -1, -1, 0, 0, 0, 2])
    reference = random.randint(42, 60) * 1000 if wedding else random.randint(26, 38) * 1000
    held = day_between(random, FIRST, today)
    return CeremonyRecord(
        unit_id=reform.unit_id, kind="wedding" if wedding else "funeral", held_on=held,
        reported_on=held - datetime.timedelta(days=random.randint(1, 12)), household=household, tables=tables,
        gift=None if reform.gift_limit is None else random.choice([100, 150, 200, 200]),
        cost=tables * (1700 if wedding else 1400) if random.random() < 0.97 else None, reference_cost=reference,
    )  # fmt: skip


def _facility(random: Random, unit: Unit, today: datetime.date) -> CulturalFacility:
    kind, name = random.choices(_FACILITIES, [9, 3, 3, 2, 3])[0]
    return CulturalFacility(
        unit=unit, name=f"{unit.name}{name}", kind=kind, area=random.randint(500, 1600) if kind == "square" else random.randint(60, 420),
        cost=random.randint(3, 45), built_on=day_between(random, datetime.date(2021, 9, 1), today), hours="全天开放",
    )  # fmt: skip


def _activity(random: Random, facility: CulturalFacility, today: datetime.date) -> CulturalActivity:
    kind, title = random.choice(_ACTIVITIES)
    return CulturalActivity(
        unit_id=facility.unit_id, facility=facility, kind=kind, title=title,
        held_on=day_between(random, max(FIRST, facility.built_on), today), members=random.randint(5, 30),
        villagers=random.randint(40, 320), students=random.choice([0, 0, 15, 30]),
    )  # fmt: skip
