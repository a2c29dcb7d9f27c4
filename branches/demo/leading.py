"""Industry chains, members who lead, led households and 双培双带 of the demo county."""

import datetime
from random import Random

from branches.demo.industry import day_of_start
from branches.demo.villages import day_between, months_to, some, villages
from branches.models import (
    ChainIssue,
    ChainMeeting,
    ChainMembership,
    DualCultivation,
    Household,
    HouseholdLink,
    IndustryProject,
    LeadingMember,
    LeadingReview,
    OrganizationSpan,
    PartyOrganization,
)
from cadres.demo.months import choices_for
from cadres.models import Person
from portal.audit import record
from portal.models import Unit
from portal.rules.dates import PartialDate

CHAINS = ("中药材种植", "生态养殖", "优质稻")
_WAYS = ("work", "land", "share", "order")
_ISSUES = (
    ("land", "流转连片土地用于扩种"), ("technique", "请农技员到田间指导"), ("sales", "对接收购企业签订单"),
    ("capital", "帮助申请小额信贷"), ("facilities", "修通机耕道"),
)  # fmt: skip
_SKILLS = ("种植技术", "养殖技术", "电商经营", "农机作业", "民宿经营")
_MEMBER = "01"


def load(*, by, today: datetime.date) -> None:
    """Four chains, members who lead in half the villages, and the households led by projects and by members."""
    if LeadingMember.objects.exists():
        return
    random, units = choices_for("leading"), villages()
    for chain in [*_chains(), *(_founded(random, chain, units[number * 11]) for number, chain in enumerate(CHAINS))]:
        _work(random, chain, units, today)
    people = _people(units)
    projects = {project.unit_id: project for project in IndustryProject.objects.all()}
    households: dict[int, list[Household]] = {}
    for household in Household.objects.order_by("pk"):
        households.setdefault(household.unit_id, []).append(household)
    leaders = LeadingMember.objects.bulk_create(
        _leader(random, unit, people, projects.get(unit.pk)) for unit in some(random, units, 0.5)
    )
    LeadingReview.objects.bulk_create(
        LeadingReview(leader=leader, year=2025, result=random.choice(["good", "good", "fair"]),
                      opinion="带动明显，群众认可。", reviewed_on=day_between(random, datetime.date(2026, 1, 5), datetime.date(2026, 1, 28)))
        for leader in leaders
    )  # fmt: skip
    links = [
        link for unit_id, project in projects.items() for link in _led(random, households[unit_id], project=project)
    ]
    links += [link for leader in leaders for link in _led(random, households[leader.unit_id], leader=leader)]
    HouseholdLink.objects.bulk_create(links)
    cultivations = DualCultivation.objects.bulk_create(
        _cultivation(random, unit, people, today) for unit in some(random, units, 0.4)
    )
    record("demo.leading_loaded", by=by, detail={"leaders": len(leaders), "cultivations": len(cultivations)})


def _people(units: list[Unit]) -> dict[int, list[Person]]:
    """Whom a township's villages may name: people on file there, those of villages first, by township."""
    found: dict[int, list[Person]] = {}
    places = {unit.township_id for unit in units}
    for person in Person.objects.filter(unit__township__in=places).select_related("unit").order_by("category", "pk"):
        found.setdefault(person.unit.township_id, []).append(person)
    return found


def _members(people: list[Person]) -> list[Person]:
    return [person for person in people if person.political_status == _MEMBER] or people


def _chains() -> list[PartyOrganization]:
    """The chains' organizations there are already."""
    return list(PartyOrganization.objects.filter(category=PartyOrganization.Category.INDUSTRY_CHAIN).order_by("pk"))


def _founded(random: Random, chain: str, seat: Unit) -> PartyOrganization:
    began = PartialDate(2024, random.randint(1, 11), 15)
    organization = PartyOrganization.objects.create(
        name=f"{seat.name}{chain}产业链党组织", category=PartyOrganization.Category.INDUSTRY_CHAIN,
        sector=PartyOrganization.Sector.VILLAGE, unit=seat, began=began, counts_in_statistics=False,
        approval_number=f"临组〔2024〕{random.randint(11, 90)}号",
    )  # fmt: skip
    OrganizationSpan.objects.create(
        organization=organization, name=organization.name, category=organization.category,
        sector=organization.sector, unit=seat, began=began,
    )  # fmt: skip
    return organization


def _work(random: Random, chain: PartyOrganization, units: list[Unit], today: datetime.date) -> None:
    """Members of every kind, a meeting most months, matters raised and mostly closed."""
    members = [("village", unit.name, unit) for unit in random.sample(units, random.randint(4, 7))]
    members += [("cooperative", f"专业合作社{number}社", None) for number in range(1, random.randint(4, 6))]
    members += [("enterprise", f"农业开发公司{number}部", None) for number in range(1, random.randint(2, 4))]
    members += [("household", f"种养大户{number}", None) for number in range(1, random.randint(14, 26))]
    ChainMembership.objects.bulk_create(
        ChainMembership(organization=chain, kind=kind, name=name, unit=unit, began=PartialDate(2024, 12))
        for kind, name, unit in members
    )
    ChainMeeting.objects.bulk_create(
        ChainMeeting(
            organization=chain, held_on=datetime.date(year, month, random.randint(3, 26)),
            topic=f"{month}月产业链党建联席会议", attendance=random.randint(9, 24), resolution="明确当月任务和责任人。",
        )
        for year, month in months_to(today)
        if random.random() < 0.9
    )  # fmt: skip
    ChainIssue.objects.bulk_create(_issue(random, chain, today) for _number in range(random.randint(10, 16)))


def _issue(random: Random, organization: PartyOrganization, today: datetime.date) -> ChainIssue:
    kind, matter = random.choice(_ISSUES)
    raised = day_between(random, datetime.date(2025, 1, 5), today)
    closed = raised + datetime.timedelta(days=random.randint(5, 60))
    return ChainIssue(
        organization=organization, kind=kind, matter=matter, raised_on=raised,
        closed_on=closed if closed <= today else None, result="已协调解决。" if closed <= today else "",
        land=random.randint(20, 260) if kind == "land" else None,
        sessions=random.randint(1, 4) if kind == "technique" else None,
    )  # fmt: skip


def _leader(random: Random, unit: Unit, people: dict, project: IndustryProject | None) -> LeadingMember:
    """A member of the township; whoever leads a breeding project is called 张 where somebody is, as in the report."""
    own = project if project and random.random() < 0.7 else None
    members = _members(people[unit.township_id])
    called = [person for person in members if person.name.startswith("张")]
    return LeadingMember(
        unit=unit, person=random.choice(called if called and own and own.kind == "breeding" else members), project=own,
        skill="养殖技术" if own and own.kind == "breeding" else random.choice(_SKILLS),
        began=PartialDate(random.randint(2022, 2025), random.randint(1, 12)),
    )  # fmt: skip


def _led(random: Random, households: list[Household], **by) -> list[HouseholdLink]:
    chosen = random.sample(households, random.randint(3, 6))
    project = by.get("project")
    links = []
    for household in chosen:
        day = (
            day_of_start(random, project)
            if project
            else day_between(random, datetime.date(2023, 1, 1), datetime.date(2025, 11, 30))
        )
        ended = day + datetime.timedelta(days=200) if random.random() < 0.06 else None
        links.append(
            HouseholdLink(
                household=household, way=random.choice(_WAYS) if project else "technique",
                began=PartialDate.from_date(day), ended=PartialDate.from_date(ended) if ended else None, **by,
            )
        )  # fmt: skip
    return links


def _cultivation(random: Random, unit: Unit, people: dict, today: datetime.date) -> DualCultivation:
    here = people[unit.township_id]
    outsiders = [person for person in here if person.political_status not in (_MEMBER, "02")]
    to_member = bool(outsiders) and random.random() < 0.45
    listed = day_between(random, datetime.date(2023, 1, 10), datetime.date(2025, 12, 20))
    done = listed + datetime.timedelta(days=random.randint(200, 700))
    achieved = done <= today
    return DualCultivation(
        unit=unit, person=random.choice(outsiders if to_member else _members(here)),
        direction="leader_to_member" if to_member else "member_to_leader", mentor=random.choice(_members(here)),
        listed_on=listed, cultivating_on=listed + datetime.timedelta(days=20), achieved_on=done if achieved else None,
        probationary_on=done - datetime.timedelta(days=10) if achieved and to_member else None,
        state="achieved" if achieved else "cultivating", outcome="带动周边农户增收。" if achieved else "",
    )  # fmt: skip
