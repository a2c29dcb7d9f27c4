"""Service centres of the demo county, whom they served month by month, and what was brought into them."""

import datetime
from random import Random

from branches.demo.villages import day_between, months_to, some, villages
from branches.models import ServiceCentre, ServiceLog, ServiceResource
from cadres.demo.months import choices_for
from portal.audit import record
from portal.models import Unit
from portal.rules.dates import PartialDate

_RESOURCES = (
    ("department", "县民政局"), ("department", "县卫生健康局"), ("department", "县文化和旅游局"), ("department", "县人社局"),
    ("project", "日间照料中心项目"), ("project", "标准化村卫生室项目"), ("project", "农家书屋提升项目"),
    ("fund", "公共服务补助资金"), ("fund", "帮扶单位资金"),
)  # fmt: skip


def load(*, by, today: datetime.date) -> None:
    """A centre in six of seven villages; not every one has all three functions."""
    if ServiceCentre.objects.exists():
        return
    random = choices_for("services")
    centres = ServiceCentre.objects.bulk_create(_centre(random, unit) for unit in some(random, villages(), 0.86))
    ServiceLog.objects.bulk_create(log for centre in centres for log in _logs(random, centre, today))
    ServiceResource.objects.bulk_create(
        resource for centre in centres for resource in _resources(random, centre, today)
    )
    record("demo.services_loaded", by=by, detail={"centres": len(centres)})


def _centre(random: Random, unit: Unit) -> ServiceCentre:
    return ServiceCentre(
        unit=unit, name=f"{unit.name}综合服务中心", has_culture=random.random() < 0.97, has_health=random.random() < 0.92,
        has_care=random.random() < 0.6, area=random.randint(160, 420), staff=random.randint(2, 6),
        hours="周一至周日 8:30—17:30", began=PartialDate(random.randint(2019, 2025), random.randint(1, 12)),
    )  # fmt: skip


def _logs(random: Random, centre: ServiceCentre, today: datetime.date) -> list[ServiceLog]:
    began = (centre.began.year, centre.began.month)
    return [
        ServiceLog(
            centre=centre, year=year, month=month, culture=random.randint(40, 180) if centre.has_culture else 0,
            health=random.randint(30, 140) if centre.has_health else 0,
            care=random.randint(20, 90) if centre.has_care else 0, errands=random.randint(4, 40),
        )
        for year, month in months_to(today)
        if (year, month) >= began
    ]  # fmt: skip


def _resources(random: Random, centre: ServiceCentre, today: datetime.date) -> list[ServiceResource]:
    chosen = random.sample(_RESOURCES, random.randint(0, 3))
    return [
        ServiceResource(
            centre=centre, kind=kind, name=name, amount=None if kind == "department" else random.randint(2, 30),
            attached_on=day_between(random, datetime.date(2024, 6, 1), today),
        )
        for kind, name in chosen
    ]  # fmt: skip
