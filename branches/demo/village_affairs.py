"""Assemblies, decisions, disclosures, councils, committees and law education of the demo county's villages."""

import datetime
from random import Random

from branches.demo.villages import day_between, some, villages
from branches.models import (
    CommitteeMeeting,
    CommitteeProblem,
    CommitteeSeat,
    CouncilItem,
    CouncilMeeting,
    DecisionItem,
    Disclosure,
    GovernanceCommittee,
    LawActivity,
    LawCampaign,
    VillageAssembly,
    VillageCouncil,
)
from cadres.demo.months import choices_for
from portal.models import Unit

DAYS = datetime.timedelta
_QUARTERS = tuple(datetime.date(year, month, 1) for year in (2025, 2026) for month in (1, 4, 7, 10))
_TOPICS = ("审议年度财务收支", "讨论产业发展项目", "审议低保名单", "讨论人居环境整治", "审议集体资产出租")
_DECISIONS = ("通组道路硬化", "集体鱼塘发包", "安装路灯", "修建文化广场", "公益林管护")
_PROBLEMS = ("村口积水", "垃圾清运不及时", "灌溉渠堵塞", "夜间照明不足", "老人就餐不便")
_SECTORS = (("team", 3), ("representative", 4), ("social", 2))
_SURNAMES = "张王李赵刘陈杨黄周吴"


def load(*, by, today: datetime.date) -> None:
    """A year and a half of self-government; a few assemblies missed, a few disclosures late, some steps left out."""
    if VillageAssembly.objects.exists():
        return
    random, units = choices_for("village affairs"), villages()
    quarters = [day for day in _QUARTERS if day < today]
    VillageAssembly.objects.bulk_create(
        one for unit in units for first in quarters if (one := _assembly(random, unit, first, today)) is not None
    )
    DecisionItem.objects.bulk_create(
        _decision(random, unit, today) for unit in units for _ in range(random.randint(1, 3))
    )
    Disclosure.objects.bulk_create(_disclosure(random, unit, first, today) for unit in units for first in quarters)
    _councils(random, some(random, units, 0.55), today)
    _committees(random, some(random, units, 0.4), today)
    _law(random, some(random, units, 0.5), today)


def _assembly(random: Random, unit: Unit, first: datetime.date, today: datetime.date) -> VillageAssembly | None:
    if random.random() < 0.06:
        return None
    expected = random.randint(25, 45)
    low = random.random() < 0.03
    present = expected // 2 if low else -(-expected * random.randint(70, 100) // 100)
    return VillageAssembly(
        unit=unit, kind="representatives", held_on=min(day_between(random, first, first + DAYS(80)), today),
        topic=random.choice(_TOPICS), expected=expected, present=present,
    )  # fmt: skip


def _decision(random: Random, unit: Unit, today: datetime.date) -> DecisionItem:
    day = day_between(random, datetime.date(2025, 1, 6), today)
    item = DecisionItem(unit=unit, title=random.choice(_DECISIONS), proposed_on=day)
    for name, days in (
        ("consulted_on", 5), ("party_reviewed_on", 12), ("resolved_on", 20), ("resolution_published_on", 23),
        ("result_published_on", 60),
    ):  # fmt: skip
        on = day + DAYS(days)
        if on <= today and random.random() > 0.02:
            setattr(item, name, on)
    return item


def _disclosure(random: Random, unit: Unit, first: datetime.date, today: datetime.date) -> Disclosure:
    due = first + DAYS(14)
    late = random.choice((0,) * 12 + (3, 9))
    published = due - DAYS(random.randint(0, 8)) if not late else due + DAYS(late)
    return Disclosure(
        unit=unit, subject="finance", title=f"{first.year}年{(first.month + 2) // 3}季度财务公开", due_on=due,
        published_on=published if published <= today else None, medium="村务公开栏",
    )  # fmt: skip


def _councils(random: Random, units, today: datetime.date) -> None:
    councils = VillageCouncil.objects.bulk_create(
        VillageCouncil(
            unit=unit, name=f"{unit.name}村民议事会", founded_on=day_between(random, datetime.date(2022, 1, 1), datetime.date(2024, 12, 1)),
            member_count=random.randint(9, 15),
        )
        for unit in units
    )  # fmt: skip
    meetings = CouncilMeeting.objects.bulk_create(
        CouncilMeeting(
            council=council, held_on=day_between(random, datetime.date(2025, 1, 10), today), topic=random.choice(_TOPICS),
            present=random.randint(7, 15),
        )
        for council in councils for _ in range(random.randint(3, 8))
    )  # fmt: skip
    items = [
        CouncilItem(
            meeting=meeting,
            title=random.choice(_DECISIONS),
            result=random.choice(("adopted",) * 4 + ("deferred", "rejected")),
        )
        for meeting in meetings
        for _ in range(random.randint(1, 3))
    ]
    _carried_out(choices_for("council items carried out"), items, today)
    CouncilItem.objects.bulk_create(items)


def _carried_out(random: Random, items: list[CouncilItem], today: datetime.date) -> None:
    """What was adopted is done within two months, but for one in twenty."""
    for item in items:
        on = item.meeting.held_on + DAYS(random.randint(6, 60))
        if random.random() < 0.95 and item.result == "adopted" and on <= today:
            item.carried_out_on = on


def _committees(random: Random, units, today: datetime.date) -> None:
    bodies = GovernanceCommittee.objects.bulk_create(
        GovernanceCommittee(
            unit=unit, name=f"{unit.name}乡村治理委员会", founded_on=day_between(random, datetime.date(2023, 1, 1), datetime.date(2025, 3, 1))
        )
        for unit in units
    )  # fmt: skip
    CommitteeSeat.objects.bulk_create(
        CommitteeSeat(committee=body, sector=sector, name=f"{random.choice(_SURNAMES)}某", since=body.founded_on)
        for body in bodies
        for sector, count in _SECTORS
        if sector != "social" or random.random() < 0.9
        for _ in range(count)
    )
    CommitteeMeeting.objects.bulk_create(
        CommitteeMeeting(
            committee=body, held_on=day_between(random, datetime.date(2025, 3, 2), today), topic=random.choice(_PROBLEMS),
            present=random.randint(6, 9),
        )
        for body in bodies for _ in range(random.randint(2, 6))
    )  # fmt: skip
    problems = []
    for body in bodies:
        for _ in range(random.randint(1, 4)):
            raised = day_between(random, datetime.date(2025, 3, 2), today)
            solved = raised + DAYS(random.randint(5, 60))
            problems.append(
                CommitteeProblem(
                    committee=body,
                    title=random.choice(_PROBLEMS),
                    raised_on=raised,
                    solved_on=solved if solved <= today else None,
                )
            )
    CommitteeProblem.objects.bulk_create(problems)


def _went_well(random: Random, unit: Unit, first: datetime.date) -> bool:
    """Campaigns are told mostly where disputes did not grow after them."""
    last = first + DAYS(29)
    found = list(unit.disputes.values_list("found_on", flat=True))
    before = sum(first - DAYS(90) <= day < first for day in found)
    after = sum(last < day <= last + DAYS(90) for day in found)
    return random.random() < (0.8 if after <= before else 0.25)


def _law(random: Random, units, today: datetime.date) -> None:
    months = (datetime.date(2025, 5, 1), datetime.date(2025, 12, 1), datetime.date(2026, 3, 1))
    campaigns = LawCampaign.objects.bulk_create(
        LawCampaign(
            unit=unit, name=f"{first.year}年法治宣传教育月", began_on=first, ended_on=first + DAYS(29), theme="学法用法、依法维权"
        )
        for unit in units for first in months if _went_well(random, unit, first)
    )  # fmt: skip
    LawActivity.objects.bulk_create(
        LawActivity(
            unit=campaign.unit, campaign=campaign, kind=random.choice(("lecture", "consultation", "show", "leaflets")),
            held_on=day_between(random, campaign.began_on, campaign.ended_on), title="法治宣传进村",
            materials=random.randint(40, 300), attendees=random.randint(20, 120),
        )
        for campaign in campaigns for _ in range(random.randint(1, 3))
    )  # fmt: skip
