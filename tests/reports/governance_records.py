"""Records of village governance at random, on and around the days that matter."""

from datetime import date, timedelta

from branches.actions.points import give_points, hand_out, reverse_entry, reverse_redemption
from branches.models import (
    CommitteeProblem,
    CommitteeSeat,
    CouncilItem,
    CouncilMeeting,
    DecisionItem,
    Disclosure,
    Dispute,
    GovernanceCommittee,
    Household,
    LawActivity,
    LawCampaign,
    PointsEntry,
    PointsRedemption,
    PointsRule,
    PointsScheme,
    VillageAssembly,
    VillageCompact,
    VillageCouncil,
)
from tests.reports.records import unit

LEVELS = ("grid", "village", "township", "county")
KINDS = (
    "marriage", "neighbour", "housing", "contract", "damage", "business", "land_contract", "forest_land",
    "expropriation", "environment", "labour", "medical", "traffic", "property_service", "consumer", "other",
)  # fmt: skip
YEARS = (2025, 2026)
EDGES = [
    date(2025, 1, 1), date(2025, 3, 31), date(2025, 9, 30), date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 1),
    date(2026, 1, 2), date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 29), date(2026, 6, 30), date(2026, 7, 1),
]  # fmt: skip


def fill(random):
    """Two towns with villages, one of them founded and one ended within the days asked about; everything at random."""
    county = unit("C", kind="county")
    towns = [unit(f"T{number}", parent=county) for number in range(2)]
    places = []
    for town in towns:
        town.township = town
        town.save()
        for number, (began, ended) in enumerate(
            [
                (None, None),
                ("2026.01.01", None),
                ("2026.01.02", None),
                (None, "2026.06.30"),
                (None, "2026.07.01"),
                (None, None),
            ]
        ):
            place = unit(f"{town.code}{number}", "village", town, town, began=began, ended=ended)
            place.township = town
            place.save()
            places.append(place)
    for place in places:
        _of_village(random, place)
    for place in (county, *towns, *places):
        _campaign(random, place)


def day(random, first=date(2025, 1, 1), last=date(2026, 7, 31)):
    edges = [one for one in EDGES if first <= one <= last]
    if edges and random.random() < 0.5:
        return random.choice(edges)
    return first + timedelta(days=random.randrange((last - first).days + 1))


def later(random, first, chance=0.7):
    """A day on or after the first, often the same or the next; None now and then."""
    return first + timedelta(days=random.choice([0, 1, 5, 40, 200])) if random.random() < chance else None


def _of_village(random, place):
    _compacts(random, place)
    _points(random, place)
    _disputes(random, place)
    _decisions(random, place)
    _bodies(random, place)


def _compacts(random, place):
    for version in range(random.randrange(3)):
        first = day(random)
        VillageCompact.objects.create(
            unit=place, version=version + 1, title="村规民约", drafted_on=first, filed_on=later(random, first),
            in_force_from=first + timedelta(days=version), replaced_on=later(random, first + timedelta(days=3), 0.3),
        )  # fmt: skip


def _points(random, place):
    first, last = day(random, last=date(2026, 1, 2)), None
    if random.random() < 0.4:
        last = day(random, first + timedelta(days=1))
    held = PointsScheme.objects.create(unit=place, name="积分办法", began_on=first, ended_on=last, may_be_negative=True)
    rule = PointsRule.objects.create(scheme=held, category="customs", item="参加义务劳动", points=5)
    for number in range(3):
        household = Household.objects.create(unit=place, number=f"{number}", head="张某")
        for _ in range(random.randrange(3)):
            posted = day(random, first)
            if last and first >= last:
                continue
            entry = give_points(
                rule=rule, households=[household], happened_on=first, reviewed_on=first, noticed_on=first,
                posted_on=posted, by=None,
            )[0]  # fmt: skip
            if random.random() < 0.3:
                reverse_entry(entry=entry, on=later(random, posted, 1), by=None)
        _redemption(random, household)


def _redemption(random, household):
    account = getattr(Household.objects.get(pk=household.pk), "points_account", None)
    if account is None or account.balance < 2:
        return
    on = day(random)
    one = PointsRedemption.objects.create(
        household=household, points=2, goods="洗衣粉", value=random.choice([None, 10, 25]), requested_on=on,
        state="handed_out", handed_out_on=on,
    )  # fmt: skip
    hand_out(redemption=one, on=on, by=None)
    if random.random() < 0.3:
        reverse_redemption(redemption=one, on=later(random, on, 1), by=None)
    PointsRedemption.objects.create(household=household, points=1, goods="毛巾", requested_on=on)
    assert PointsEntry.objects.filter(household=household).exists()


def _disputes(random, place):
    for _ in range(5):
        found = day(random)
        Dispute.objects.create(
            unit=place, title="纠纷", kind=random.choice(KINDS), level=random.choice(LEVELS), found_on=found,
            settled_on=later(random, found),
        )  # fmt: skip


def _decisions(random, place):
    for _ in range(7):
        expected = random.choice([None, 3, 30])
        present = None if expected is None or random.random() < 0.1 else random.choice([0, expected * 2 // 3, expected])
        kind = random.choice(["villagers", "representatives", "representatives", "representatives"])
        VillageAssembly.objects.create(
            unit=place, kind=kind, held_on=day(random), topic="议题", expected=expected, present=present
        )
    for _ in range(4):
        proposed = at = day(random)
        steps = {}
        for name in (
            "consulted_on",
            "party_reviewed_on",
            "resolved_on",
            "resolution_published_on",
            "result_published_on",
        ):
            at = at + timedelta(days=random.choice([0, 0, 1, 7, -1]) if random.random() < 0.3 else 0)
            steps[name] = None if random.random() < 0.05 else at
        DecisionItem.objects.create(unit=place, title="修路", proposed_on=proposed, **steps)
    for _ in range(4):
        due = day(random)
        published = None if random.random() < 0.2 else due + timedelta(days=random.choice([-3, 0, 1]))
        Disclosure.objects.create(unit=place, subject="finance", title="财务公开", due_on=due, published_on=published)


def _bodies(random, place):
    founded = day(random, last=date(2026, 7, 1))
    body = VillageCouncil.objects.create(
        unit=place, name="议事会", founded_on=founded, ended_on=later(random, founded + timedelta(days=1), 0.3)
    )
    for _ in range(3):
        meeting = CouncilMeeting.objects.create(council=body, held_on=day(random), topic="议题")
        CouncilItem.objects.create(
            meeting=meeting, title="事项", result=random.choice(["", "adopted", "rejected", "deferred"])
        )
    committee = GovernanceCommittee.objects.create(
        unit=place, name="治理委员会", founded_on=founded, ended_on=later(random, founded + timedelta(days=1), 0.2)
    )
    for sector in ("team", "representative", "social", "other"):
        if random.random() < 0.9:
            since = random.choice([founded, founded, day(random)])
            CommitteeSeat.objects.create(
                committee=committee, sector=sector, name="李某", since=since,
                until=later(random, since + timedelta(days=1), 0.15),
            )  # fmt: skip
    for _ in range(2):
        raised = day(random)
        CommitteeProblem.objects.create(
            committee=committee, title="排水", raised_on=raised, solved_on=later(random, raised)
        )


def _campaign(random, place):
    began = date(random.choice(YEARS), random.choice([1, 3, 9, 12]), random.choice([1, 2, 30]))
    campaign = LawCampaign.objects.create(
        unit=place, name="法治宣传教育月", began_on=began, ended_on=began + timedelta(days=random.choice([0, 29, 30]))
    )
    for owner in (campaign, None):
        LawActivity.objects.create(
            unit=place, campaign=owner, kind="lecture", held_on=random.choice([began, campaign.ended_on]), title="讲座",
            materials=random.choice([None, 100]), attendees=random.choice([None, 30]),
        )  # fmt: skip
