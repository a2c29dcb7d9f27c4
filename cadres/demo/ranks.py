"""Ranks of the demo county: the conversion of 2019, promotions since, cases under way, a place nearly used up."""

import datetime
import random
from dataclasses import dataclass

from cadres.demo.months import choices_for
from cadres.models import (
    Appraisal,
    Award,
    InitialRankConversion,
    Person,
    PromotionBar,
    RankPool,
    RankPoolUnit,
    RankPromotionCase,
    RankPromotionRound,
    RankQuota,
    RankSpan,
)
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.quotas import quota_uses
from cadres.queries.ranks.standing import standings
from portal.models import Unit
from portal.rules.dates import PartialDate

START = PartialDate(2019, 6)
# The rank everybody was converted to, and the post it came from, by the rank held today.
_CONVERTED = {"17": "18", "18": "18", "19": "1A", "1A": "1A", "1B": "1B", "1C": "1C"}
_OLD_POST = {"18": "主任科员", "1A": "副主任科员", "1B": "科员", "1C": "办事员"}
_BELOW = {"17": "18", "19": "1A", "1A": "1B", "1B": "1C"}
_RECENT = 0.6
_TOMORROW = PartialDate(2024, 7)


@dataclass
class _Plan:
    """What becomes of one person: the rank converted to, the promotion since, and the span held today."""

    person: Person
    span: RankSpan
    first: str = ""
    promoted: datetime.date | None = None


def load(*, by, today: datetime.date) -> None:
    """Everything of ranks, on the people there; the rank each holds today stays what the file says."""
    choices = choices_for("职级")
    people = list(civil_servants(Person.objects.all(), today).select_related("unit").order_by("pk"))
    plans = _plans(people, choices)
    _write_spans(plans)
    _write_conversions(plans, choices)
    _write_promotions(plans)
    _bar_somebody(plans, today)
    _pool_and_quota(today)


def _plans(people: list[Person], choices: random.Random) -> list[_Plan]:
    spans = {
        span.person_id: span
        for span in RankSpan.objects.filter(sequence="rank", ended__isnull=True, person__in=people, began__isnull=False)
    }
    plans = []
    for person in people:
        span = spans.get(person.pk)
        if span is None or person.unit_id is None or person.work_began is None:
            continue
        plan = _Plan(person, span)
        early = person.work_began < PartialDate(2018, 6)
        below = _BELOW.get(span.code)
        if below and (span.began > START or _CONVERTED[span.code] != span.code or choices.random() < _RECENT):
            plan.promoted = _promoted(span, choices)
        if early:
            plan.first = below if plan.promoted else _CONVERTED.get(span.code, "")
        plans.append(plan)
    _eligible_tomorrow(plans)
    return plans


def _promoted(span: RankSpan, choices: random.Random) -> datetime.date:
    """The day of approval: of most people in the last two years, of others the month the file says."""
    if choices.random() < _RECENT:
        month = choices.randint(8, 28)  # months after January 2024
        recent = datetime.date(2024 + month // 12, month % 12 + 1, choices.randint(8, 26))
        return max(recent, datetime.date(span.began.year, span.began.month or 6, 28))
    if span.began > START:
        return datetime.date(span.began.year, span.began.month or 6, choices.randint(8, 26))
    return datetime.date(choices.randint(2021, 2024), choices.choice((5, 6, 9, 11)), choices.randint(8, 26))


def _eligible_tomorrow(plans: list[_Plan]) -> None:
    """One 三级主任科员 of 1 July 2024, whose two years end the day after the county's day."""
    passed = [
        set(Appraisal.objects.filter(year=year, result="2").values_list("person_id", flat=True))
        for year in (2024, 2025)
    ]
    for plan in plans:
        if plan.span.code == "19" and plan.promoted and plan.first and plan.person.pk in passed[0] & passed[1]:
            plan.promoted = _TOMORROW.first_day()
            return


def _write_spans(plans: list[_Plan]) -> None:
    """The rank before the promotion, and the one held today from the day of its approval on."""
    earlier, moved, people = [], [], []
    for plan in plans:
        if plan.promoted is None:
            continue
        below = plan.first or _BELOW[plan.span.code]
        day = PartialDate.from_date(plan.promoted)
        began = START if plan.first else _determined(plan.person)
        if began >= day:
            plan.promoted = None
            continue
        earlier.append(RankSpan(person=plan.person, sequence="rank", code=below, began=began, ended=day, status="0"))
        plan.span.began, plan.person.rank_since = day, day
        moved.append(plan.span)
        people.append(plan.person)
    RankSpan.objects.bulk_update(moved, ["began"])
    RankSpan.objects.bulk_create(earlier)
    Person.objects.bulk_update(people, ["rank_since"])


def _determined(person: Person) -> PartialDate:
    """A year after work began, when probation ends; not before there were ranks."""
    began = PartialDate(person.work_began.year + 1, person.work_began.month)
    return max(began, START)


def _write_conversions(plans: list[_Plan], choices: random.Random) -> None:
    rows = []
    for plan in plans:
        if not plan.first:
            continue
        since = PartialDate(choices.randint(2012, 2018), choices.randint(1, 12))
        since = max(since, PartialDate(plan.person.work_began.year + 1, plan.person.work_began.month))
        rows.append(
            InitialRankConversion(
                person=plan.person, unit=plan.person.unit, batch="2019年首次套转", old_post=_OLD_POST[plan.first],
                old_since=since, new_rank=plan.first, seniority_from=since, notice_from=datetime.date(2019, 5, 20),
                notice_to=datetime.date(2019, 5, 24), approved_on=datetime.date(2019, 6, 28),
                approval_number="临组〔2019〕46号", state=InitialRankConversion.State.COMPLETED,
            )
        )  # fmt: skip
    InitialRankConversion.objects.bulk_create(rows)


def _write_promotions(plans: list[_Plan]) -> None:
    root = Unit.objects.get(parent__isnull=True)
    promoted = [plan for plan in plans if plan.promoted]
    rounds = {
        year: RankPromotionRound.objects.create(
            name=f"{year}年职级晋升",
            unit=root,
            as_of=datetime.date(year, 4, 30),
            proposed_on=datetime.date(year, 4, 10),
        )
        for year in sorted({plan.promoted.year for plan in promoted})
    }
    spans = {
        (span.person_id, span.ended): span
        for span in RankSpan.objects.filter(
            sequence="rank", ended__isnull=False, person__in=[one.person for one in promoted]
        )
    }
    cases = []
    for plan in promoted:
        day = plan.promoted
        before = spans[plan.person.pk, PartialDate.from_date(day)]
        cases.append(
            RankPromotionCase(
                round=rounds[day.year], person=plan.person, unit=plan.person.unit, held=before.code,
                target=plan.span.code, voters=30, votes=26 + plan.person.pk % 5, approved_on=day,
                approval_number=f"临组〔{day.year}〕{20 + day.month}号", filed_on=day + datetime.timedelta(days=14),
                paid_from=(day.replace(day=1) + datetime.timedelta(days=31)).replace(day=1), opened=plan.span,
                closed=before, state=RankPromotionCase.State.PAID,
            )
        )  # fmt: skip
    RankPromotionCase.objects.bulk_create(cases)


def _bar_somebody(plans: list[_Plan], today: datetime.date) -> None:
    """Among those whose years are reached: one under discipline, one under investigation, six on the way."""
    found = standings(Person.objects.filter(pk__in=[plan.person.pk for plan in plans]), today)
    ready = [plan for plan in reversed(plans) if found[plan.person.pk].verdict.standing == "eligible"]
    if len(ready) < 8:
        return
    Award.objects.create(
        person=ready[0].person, name="记过", code="02112", decided=PartialDate(2025, 11, 18),
        decided_by="中共临溪县纪律检查委员会",
    )  # fmt: skip
    PromotionBar.objects.create(
        person=ready[1].person, kind=PromotionBar.Kind.INVESTIGATION, began=PartialDate(2026, 5, 12)
    )
    root = Unit.objects.get(parent__isnull=True)
    batch = RankPromotionRound.objects.create(
        name="2026年第二批职级晋升", unit=root, as_of=today, proposed_on=datetime.date(2026, 6, 15)
    )
    states = ("draft", "eligible_check", "poll", "plan_submitted", "approved_plan", "public_notice")
    for plan, state in zip(ready[2:8], states, strict=True):
        verdict = found[plan.person.pk].verdict
        notice = {"notice_from": datetime.date(2026, 6, 25), "notice_to": datetime.date(2026, 7, 1)}
        RankPromotionCase.objects.create(
            round=batch, person=plan.person, unit=plan.person.unit, held=plan.span.code, target=verdict.target.code,
            eligible_on=verdict.eligible_on, state=state, **(notice if state == "public_notice" else {}),
            **({"voters": 28, "votes": 24 + plan.person.pk % 4} if states.index(state) >= 2 else {}),
        )  # fmt: skip


def _pool_and_quota(today: datetime.date) -> None:
    """Six small departments share their places; one town has a number approved in writing, all but one used."""
    uses = quota_uses(Unit.objects.all(), today)
    offices = [one.unit for one in uses if one.unit.kind == "county_organ" and one.base and one.base <= 20][:6]
    root = Unit.objects.get(parent__isnull=True)
    pool = RankPool.objects.create(
        name="县直小单位统筹", unit=root, began=PartialDate(2024, 1), document_number="临组〔2024〕3号"
    )
    RankPoolUnit.objects.bulk_create(RankPoolUnit(pool=pool, unit=unit) for unit in offices)
    towns = [one for one in uses if one.unit.kind == "town"]
    if towns:
        used = next(one.used for one in towns[0].tiers if one.tier.key == "chief_clerk_14")
        RankQuota.objects.create(
            unit=towns[0].unit, tier="chief_clerk_14", places=used + 1, began=PartialDate(2025, 1),
            document_number="临组〔2025〕5号",
        )  # fmt: skip
