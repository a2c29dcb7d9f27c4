"""Compacts, points and disputes of the demo county's villages, 2025 to the middle of 2026; all invented."""

import datetime
from random import Random

from branches.demo.villages import day_between, some, villages
from branches.models import (
    Dispute,
    Household,
    PointsAccount,
    PointsEntry,
    PointsPosting,
    PointsRedemption,
    PointsRule,
    PointsScheme,
    VillageCompact,
)
from branches.rules.disputes import due_on, escalate_on, masked
from cadres.demo.months import choices_for
from portal.models import Unit
from portal.queries.rules import rule_value

DAYS = datetime.timedelta
_ITEMS = (
    ("law_abiding", "主动参加普法活动", 2), ("customs", "婚事新办、丧事简办", 10), ("customs", "获评文明家庭", 8),
    ("environment", "庭院整洁达标", 3), ("environment", "乱倒垃圾", -3), ("public_good", "参加义务劳动", 5),
    ("public_good", "担任志愿者一天", 4), ("industry", "带动邻里发展产业", 6),
)  # fmt: skip
_GOODS = (("洗衣液一瓶", 10, 12), ("大米五公斤", 25, 30), ("毛巾两条", 8, 10))
_CASES = (
    ("neighbour", "邻里排水争议"), ("neighbour", "相邻通行争议"), ("land_contract", "承包地界址争议"),
    ("forest_land", "林地界线争议"), ("marriage", "家庭赡养分歧"), ("housing", "宅基地滴水争议"),
    ("damage", "牲畜损毁庄稼赔偿"), ("labour", "务工工资支付争议"), ("business", "农产品收购价款争议"),
    ("environment", "养殖异味扰民"), ("contract", "土地流转租金争议"), ("expropriation", "征地补偿分配争议"),
)  # fmt: skip
_SURNAMES = "张王李赵刘陈杨黄周吴"
_LEVELS = ("grid",) * 4 + ("village",) * 10 + ("township",) * 3 + ("county",)


def load(*, by, today: datetime.date) -> None:
    """Compacts in nearly every village, points in three of five, one to seven disputes each."""
    if VillageCompact.objects.exists():
        return
    random, units = choices_for("governance"), villages()
    VillageCompact.objects.bulk_create(_compact(random, unit) for unit in units)
    Dispute.objects.bulk_create(_dispute(random, unit, today) for unit in units for _ in range(random.randint(1, 7)))
    _points(random, some(random, units, 0.6), today)


def _compact(random: Random, unit: Unit) -> VillageCompact:
    drafted = day_between(random, datetime.date(2021, 3, 1), datetime.date(2024, 9, 1))
    compact = VillageCompact(unit=unit, title=f"{unit.name}村规民约", drafted_on=drafted, state="drafted")
    if random.random() < 0.06:
        return compact
    steps = [drafted + DAYS(days) for days in (20, 35, 50, 60, 65)]
    compact.consulted_on, compact.examined_on, compact.voted_on, filed, published = steps
    compact.expected = random.randint(60, 180)
    compact.present = -(-compact.expected * random.randint(70, 95) // 100)
    compact.in_favour = compact.present - random.randint(0, 6)
    compact.state = "voted"
    if random.random() < 0.96:
        compact.filed_on, compact.filing_number, compact.state = (
            filed,
            f"备〔{filed.year}〕{random.randint(1, 99)}号",
            "filed",
        )
        compact.published_on = compact.in_force_from = published
        compact.state, compact.review_due = "published", datetime.date(2027, 12, 31)
    return compact


def _dispute(random: Random, unit: Unit, today: datetime.date) -> Dispute:
    kind, title = random.choice(_CASES)
    found = day_between(random, datetime.date(2025, 1, 3), today)
    level = random.choice(_LEVELS)
    names = "、".join(random.sample(_SURNAMES, 2))
    one = Dispute(
        unit=unit, title=title, kind=kind, origin=random.choice(("search", "grid", "villager")), found_on=found,
        level=level, party_names=names, party_count=2, parties_shown=masked(names), state="accepted",
        accepted_on=min(found + DAYS(1), today), handler="村调解委员会",
    )  # fmt: skip
    days = rule_value("dispute_days", found)[0]
    one.due_on, one.escalate_on = due_on(found, days), escalate_on(level, found, days)
    settled = found + DAYS(random.randint(2, 35))
    if settled <= today and random.random() < 0.97:
        one.state, one.settled_on, one.method, one.result = "settled", settled, "mediation", "双方达成调解协议。"
        revisited = settled + DAYS(random.randint(10, 30))
        if revisited <= today:
            one.state, one.revisited_on, one.satisfied, one.closed_on = (
                "closed",
                revisited,
                random.random() < 0.96,
                revisited,
            )
    return one


def _points(random: Random, units, today: datetime.date) -> None:
    schemes = PointsScheme.objects.bulk_create(
        PointsScheme(unit=unit, name=f"{unit.name}积分管理办法", began_on=day_between(random, datetime.date(2024, 1, 1), datetime.date(2025, 10, 1)), yuan_per_point=1)
        for unit in units
    )  # fmt: skip
    rules = PointsRule.objects.bulk_create(
        PointsRule(scheme=scheme, category=category, item=item, points=points)
        for scheme in schemes for category, item, points in _ITEMS
    )  # fmt: skip
    of_scheme: dict[int, list[PointsRule]] = {}
    for rule in rules:
        of_scheme.setdefault(rule.scheme_id, []).append(rule)
    by_unit = {scheme.unit_id: scheme for scheme in schemes}
    households = [
        one for one in Household.objects.filter(unit__in=list(by_unit)).order_by("pk") if random.random() < 0.8
    ]
    accounts = PointsAccount.objects.bulk_create(PointsAccount(household=one) for one in households)
    entries, exchanges = [], []
    for household in households:
        scheme = by_unit[household.unit_id]
        mine = _entries(random, household, scheme, of_scheme[scheme.pk], today)
        entries += mine
        exchanges += _exchange(random, household, [one for one in mine if one.state == "posted"], today)
    PointsEntry.objects.bulk_create(entries)
    PointsRedemption.objects.bulk_create(exchanges)
    _post(dict(zip([one.pk for one in households], accounts, strict=True)), entries, exchanges)


def _entries(random: Random, household, scheme: PointsScheme, rules: list[PointsRule], today) -> list[PointsEntry]:
    found = []
    for number in range(random.randint(1, 4)):
        rule = random.choice([one for one in rules if one.points > 0]) if number == 0 else random.choice(rules)
        happened = day_between(random, max(scheme.began_on, datetime.date(2025, 1, 1)), today)
        days = [min(happened + DAYS(step), today) for step in (5, 8, 15)]
        entry = PointsEntry(household=household, rule=rule, points=rule.points, happened_on=happened)
        if happened + DAYS(15) > today:
            entry.state = "claimed"
        else:
            entry.state, (entry.reviewed_on, entry.noticed_on, entry.posted_on) = "posted", days
        found.append(entry)
    posted = sorted((one for one in found if one.state == "posted"), key=lambda one: one.posted_on)
    balance = 0
    for entry in posted:
        if balance + entry.points < 0:
            found.remove(entry)
        else:
            balance += entry.points
    return found


def _exchange(random: Random, household, posted: list[PointsEntry], today) -> list[PointsRedemption]:
    total = sum(one.points for one in posted)
    affordable = [one for one in _GOODS if one[1] <= total]
    if not affordable or random.random() < 0.5:
        return []
    goods, points, value = random.choice(affordable)
    day = max(one.posted_on for one in posted)
    return [
        PointsRedemption(
            household=household, points=points, goods=goods, value=value, requested_on=day, state="handed_out",
            handed_out_on=min(day + DAYS(random.randint(1, 20)), today),
        )
    ]  # fmt: skip


def _post(accounts: dict[int, PointsAccount], entries: list[PointsEntry], exchanges: list[PointsRedemption]) -> None:
    lines = [
        PointsPosting(account=accounts[one.household_id], amount=one.points, posted_on=one.posted_on, entry=one)
        for one in entries
        if one.state == "posted"
    ]
    lines += [
        PointsPosting(
            account=accounts[one.household_id], amount=-one.points, posted_on=one.handed_out_on, redemption=one
        )
        for one in exchanges
    ]
    lines.sort(key=lambda line: (line.posted_on, line.amount < 0))
    PointsPosting.objects.bulk_create(lines)
