"""党建+ initiatives, industry projects, households and incomes of the demo county."""

import datetime
from random import Random

from branches.demo.villages import day_between, months_to, some, villages
from branches.models import (
    CollectiveIncome,
    Household,
    HouseholdIncome,
    IndustryProject,
    IndustryResult,
    Initiative,
    InitiativeReport,
)
from branches.rules.initiative_tracks import MEASURES, Track
from cadres.demo.months import choices_for
from portal.audit import record
from portal.models import Unit
from portal.rules.dates import PartialDate

HOUSEHOLDS = 12
_FAMILIES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜"
_PROJECTS = (
    ("planting", "中药材种植基地"), ("planting", "优质稻种植基地"), ("planting", "茶叶种植基地"), ("planting", "猕猴桃种植园"),
    ("breeding", "生态养鸡场"), ("breeding", "肉牛养殖场"), ("tourism", "生态旅游区"), ("tourism", "农家乐集群"),
    ("commerce", "电商服务站"), ("processing", "农产品加工坊"),
)  # fmt: skip
_PROGRESS = (
    "按计划推进，群众参与面扩大。", "完成阶段任务，正在总结做法。", "召开推进会，解决了资金和场地问题。",
    "新增参与农户，效益逐步显现。", "开展观摩学习，完善了管理制度。",
)  # fmt: skip


def load(*, by, today: datetime.date) -> None:
    """Twelve households a village, a project in four of five villages, an initiative in every one."""
    if Household.objects.exists():
        return
    random, units = choices_for("industry"), villages()
    initiatives = Initiative.objects.bulk_create(
        initiative for number, unit in enumerate(units) for initiative in _initiatives(random, unit, number)
    )
    InitiativeReport.objects.bulk_create(
        report for initiative in initiatives for report in _reports(random, initiative, today)
    )
    projects = IndustryProject.objects.bulk_create(
        _project(random, unit, number) for number, unit in enumerate(some(random, units, 0.82))
    )
    IndustryResult.objects.bulk_create(
        _result(random, project, year) for project in projects for year in (2024, 2025) if project.began.year <= year
    )
    CollectiveIncome.objects.bulk_create(income for unit in units for income in _incomes(random, unit))
    households = Household.objects.bulk_create(
        _household(random, unit, number) for unit in units for number in range(1, HOUSEHOLDS + 1)
    )
    HouseholdIncome.objects.bulk_create(
        income for household in households for income in _household_incomes(random, household)
    )
    record("demo.industry_loaded", by=by, detail={"projects": len(projects), "households": len(households)})


def _initiatives(random: Random, unit: Unit, number: int) -> list[Initiative]:
    tracks = list(Track)
    found = []
    for step in range(random.choice([1, 1, 2])):
        track = tracks[(number + step) % len(tracks)]
        measure, label = random.choice(MEASURES[track])
        found.append(
            Initiative(
                unit=unit, track=track, measure=measure, title=f"{unit.name}“{track.label}”{label}项目",
                aim=f"村党组织牵头，以{label}为抓手，党员包片联户。", began=PartialDate(2024, random.randint(1, 12)),
            )
        )  # fmt: skip
    return found


def _reports(random: Random, initiative: Initiative, today: datetime.date) -> list[InitiativeReport]:
    quarters = [(year, month // 3) for year, month in months_to(today) if month % 3 == 0]
    return [
        InitiativeReport(
            initiative=initiative, year=year, quarter=quarter, progress=random.choice(_PROGRESS),
            served=random.randint(20, 260), invested=random.choice([None, 1, 2, 5]),
        )
        for year, quarter in quarters
        if random.random() < 0.93
    ]  # fmt: skip


def _project(random: Random, unit: Unit, number: int) -> IndustryProject:
    kind, name = _PROJECTS[number % len(_PROJECTS)]
    return IndustryProject(
        unit=unit, name=f"{unit.name}{name}", kind=kind, operator=random.choice(["collective", "cooperative", "farm"]),
        operator_name=f"{unit.name}股份经济合作社", investment=random.randint(20, 320), jobs=random.randint(4, 40),
        began=PartialDate(random.randint(2021, 2025), random.randint(1, 12)),
        ended=PartialDate(2026, 3) if random.random() < 0.05 else None,
    )  # fmt: skip


def _result(random: Random, project: IndustryProject, year: int) -> IndustryResult:
    tourism = project.kind == "tourism"
    return IndustryResult(
        project=project, year=year, revenue=random.randint(15, 180), collective_revenue=random.randint(1, 12),
        visitors=random.randint(1200, 16000) if tourism else None,
    )  # fmt: skip


def _incomes(random: Random, unit: Unit) -> list[CollectiveIncome]:
    base = random.randint(4, 20)
    return [
        CollectiveIncome(unit=unit, year=year, operating=amount, total=amount + random.randint(2, 15))
        for year, amount in ((2023, base), (2024, base + random.randint(0, 3)), (2025, base + random.randint(1, 7)))
    ]


def _household(random: Random, unit: Unit, number: int) -> Household:
    return Household(
        unit=unit, number=f"{number:03d}", head=f"{random.choice(_FAMILIES)}某", size=random.randint(1, 6),
        kind=random.choices(["ordinary", "relieved", "watched"], [80, 17, 3])[0],
    )  # fmt: skip


def _household_incomes(random: Random, household: Household) -> list[HouseholdIncome]:
    if random.random() < 0.15:
        return []
    before = random.randint(180, 760) * 100
    after = before + random.randint(-20, 90) * 100
    return [
        HouseholdIncome(household=household, year=year, amount=amount)
        for year, amount in ((2024, before), (2025, after))
    ]


def day_of_start(random: Random, project: IndustryProject) -> datetime.date:
    """A day on which a household may join a project."""
    return day_between(random, project.began.last_day(), datetime.date(2025, 12, 20))
