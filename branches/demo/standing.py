"""Weak organizations, the yearly review and the stars of the demo county."""

import datetime
from decimal import Decimal
from random import Random

from branches.models import (
    PartyOrganization,
    ScoringBand,
    ScoringItem,
    ScoringScheme,
    StandardizationReview,
    StarRating,
    WeakOrganizationCase,
)
from cadres.demo.months import choices_for
from portal.models import Unit

State, Reason = WeakOrganizationCase.State, WeakOrganizationCase.Reason
ITEMS = (("组织设置", 15), ("班子建设", 20), ("组织生活", 25), ("党员管理", 20), ("阵地保障", 10), ("作用发挥", 10))
BANDS = ((5, 90, 10), (4, 80, 40), (3, 70, 30))


def load(*, by, today: datetime.date) -> None:
    """Two years of weak organizations; the review and stars given in January."""
    root = Unit.objects.filter(parent__isnull=True).first()
    if root is None or ScoringScheme.objects.exists():
        return
    villages = list(
        PartyOrganization.objects.filter(sector="village", ended__isnull=True, category__in=("BR", "GEN")).order_by(
            "id"
        )
    )
    _weak(villages)
    _scores(root, villages, choices_for("standing"))


def _weak(villages: list[PartyOrganization]) -> None:
    reasons = list(Reason)
    ways = (
        (2025, State.CLOSED), (2025, State.CLOSED), (2025, State.CLOSED), (2026, State.CLOSED), (2026, State.CLOSED),
        (2026, State.ACCEPTED), (2026, State.RECTIFYING), (2026, State.RECTIFYING), (2026, State.PLAN),
        (2026, State.IDENTIFIED),
    )  # fmt: skip
    cases = []
    for number, (organization, (year, state)) in enumerate(zip(villages[::11], ways, strict=False)):
        found = datetime.date(year, 2, 20)
        case = WeakOrganizationCase(
            organization=organization, year=year, found_on=found, state=state, reason=reasons[number % len(reasons)],
            first_secretary="驻村第一书记", helping_unit="临溪县农业农村局", township_contact="包村干部",
        )  # fmt: skip
        if state != State.IDENTIFIED:
            case.county_leader, case.plan = "联系县领导", "调整充实班子，规范组织生活，每月公开村务财务。"
            case.plan_on, case.deadline = datetime.date(year, 3, 10), datetime.date(year, 10, 31)
        if state in (State.ACCEPTED, State.CLOSED):
            case.accepted_on, case.acceptance = datetime.date(year, 6, 5), "班子配齐，组织生活正常。"
        if state == State.CLOSED:
            case.closed_on = datetime.date(year, 6, 18)
        cases.append(case)
    WeakOrganizationCase.objects.bulk_create(cases)


def _scores(root: Unit, villages: list[PartyOrganization], random: Random) -> None:
    standard, stars = ScoringScheme.objects.bulk_create(
        ScoringScheme(
            unit=root, kind=kind, name=name, in_force_from=datetime.date(2024, 1, 1), pass_mark=mark,
            document_number="临组〔2024〕2号",
        )
        for kind, name, mark in (
            ("standardization", "临溪县党支部标准化规范化建设评分办法", Decimal(80)),
            ("stars", "临溪县农村党组织星级评定办法", None),
        )
    )  # fmt: skip
    ScoringItem.objects.bulk_create(
        ScoringItem(scheme=standard, position=number, name=name, weight=Decimal(weight))
        for number, (name, weight) in enumerate(ITEMS, 1)
    )
    ScoringBand.objects.bulk_create(
        ScoringBand(scheme=stars, star=star, least=Decimal(least), cap=cap) for star, least, cap in BANDS
    )
    reviews, ratings = [], []
    for organization in villages:
        score = Decimal(random.randint(1320, 1930)) / 20
        reviews.append(
            StandardizationReview(
                organization=organization,
                scheme=standard,
                year=2025,
                reviewed_on=datetime.date(2026, 1, 15),
                score=score,
                passed=score >= 80,
                state="confirmed",
            )
        )
        star = next((star for star, least, _cap in BANDS if score >= least), 0)
        ratings.append(
            StarRating(
                organization=organization,
                scheme=stars,
                year=2025,
                decided_on=datetime.date(2026, 1, 28),
                score=score,
                star=star,
                document_number="临组〔2026〕9号",
            )
        )
    StandardizationReview.objects.bulk_create(reviews)
    StarRating.objects.bulk_create(ratings)
