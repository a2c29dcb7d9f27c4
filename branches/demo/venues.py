"""Venues of the demo county's villages, their projects, money and equipment."""

import datetime
from decimal import Decimal
from random import Random

from branches.demo.villages import day_between, some, villages
from branches.models import ActivityVenue, FundAllocation, VenueEquipment, VenueProject
from cadres.demo.months import choices_for
from portal.audit import record
from portal.models import Unit
from portal.rules.dates import PartialDate

_EQUIPMENT = (
    ("远程教育终端", "education", 1, "0.6"), ("办公电脑", "office", 2, "0.9"), ("投影仪", "education", 1, "0.5"),
    ("便民服务自助机", "service", 1, "1.8"), ("音响设备", "culture", 1, "0.8"), ("桌椅", "office", 30, "1.2"),
)  # fmt: skip
_SOURCES = ("central", "province", "city", "county", "party_dues", "partner", "township", "merged")
_STEPS = ("approved_on", "funded_on", "started_on", "accepted_on", "operating_on")


def load(*, by, today: datetime.date) -> None:
    """A venue in every village, a project in one of four, equipment in most."""
    if ActivityVenue.objects.exists():
        return
    random, units = choices_for("venues"), villages()
    venues = ActivityVenue.objects.bulk_create(_venue(random, unit) for unit in units)
    by_unit = {venue.unit_id: venue for venue in venues}
    chosen = some(random, units, 0.28)
    projects = VenueProject.objects.bulk_create(
        _project(random, unit, by_unit[unit.pk], number, today) for number, unit in enumerate(chosen)
    )
    FundAllocation.objects.bulk_create(piece for project in projects for piece in _money(random, project, today))
    VenueEquipment.objects.bulk_create(
        _equipment(random, by_unit[unit.pk], today) for unit in some(random, units, 0.8) for _piece in range(2)
    )
    record("demo.venues_loaded", by=by, detail={"venues": len(venues), "projects": len(projects)})


def _venue(random: Random, unit: Unit) -> ActivityVenue:
    good = random.random() < 0.74
    return ActivityVenue(
        unit=unit, name=f"{unit.name}党群服务中心", began=PartialDate(random.randint(2014, 2023), random.randint(1, 12)),
        main_area=random.randint(300, 620) if good else random.randint(160, 420),
        hall_area=random.randint(50, 90) if good else random.randint(30, 70),
        room_area=random.randint(100, 180) if good else random.choice([None, 80, 95, 110]),
        square_area=random.randint(1000, 2200) if good else random.randint(400, 1300),
        holds_meetings=True, holds_training=good or random.random() < 0.8, gives_service=True,
        holds_culture=random.random() < 0.7,
    )  # fmt: skip


def _project(random: Random, unit: Unit, venue: ActivityVenue, number: int, today: datetime.date) -> VenueProject:
    kind = random.choice(["new", "extension", "repair", "repair"])
    total = {"new": random.randint(90, 160), "extension": random.randint(35, 70), "repair": random.randint(8, 25)}[kind]
    proposed = day_between(random, datetime.date(2024, 2, 1), datetime.date(2026, 4, 30))
    project = VenueProject(
        unit=unit, name=f"{unit.name}党群服务中心{dict(VenueProject.Kind.choices)[kind]}项目", kind=kind, total=total,
        venue=venue, proposed_on=proposed, due_on=proposed + datetime.timedelta(days=random.choice([240, 300, 360])),
    )  # fmt: skip
    day = proposed
    for step, state in zip(_STEPS, list(VenueProject.State)[1:], strict=True):
        day += datetime.timedelta(days=random.randint(15, 110))
        if day > today:
            break
        setattr(project, step, day)
        project.state = state
    if project.approved_on:
        project.approval_number = f"临组发〔{project.approved_on.year}〕{20 + number}号"
    return project


def _money(random: Random, project: VenueProject, today: datetime.date) -> list[FundAllocation]:
    """The project's total in two or three pieces; what is paid grows with the steps taken."""
    if not project.funded_on:
        return []
    share = Decimal(project.total) / 10
    parts = [share * 5, share * 3, share * 2] if project.total > 30 else [share * 7, share * 3]
    paid = {"funded": 0, "building": 1, "accepted": len(parts) - 1, "operating": len(parts)}[project.state]
    return [
        FundAllocation(
            project=project, source=source, amount=part, allocated_on=project.funded_on,
            document_number=f"临财〔{project.funded_on.year}〕{random.randint(10, 180)}号",
            paid=part if number < paid else 0,
            paid_on=min(today, project.started_on + datetime.timedelta(days=40 * (number + 1))) if number < paid else None,
        )
        for number, (part, source) in enumerate(zip(parts, random.sample(_SOURCES, len(parts)), strict=True))
    ]  # fmt: skip


def _equipment(random: Random, venue: ActivityVenue, today: datetime.date) -> VenueEquipment:
    name, kind, quantity, value = random.choice(_EQUIPMENT)
    return VenueEquipment(
        unit_id=venue.unit_id, venue=venue, name=name, kind=kind, quantity=quantity, value=Decimal(value),
        provided_on=day_between(random, datetime.date(2024, 3, 1), today),
    )  # fmt: skip
