"""Ranks as figures count them: conversions, promotions, civil servants on the day, places of units."""

import datetime
from collections import defaultdict

from django.db.models import BooleanField, CharField, Func, IntegerField, Q, QuerySet, Value

from cadres.models import InitialRankConversion, Person, RankPromotionCase
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.quotas import quota_uses
from cadres.queries.ranks.standing import standings
from cadres.rules.ranks.ladder import RANKS, comprehensive
from cadres.rules.ranks.quota import TIERS, OrganLevel
from portal.models import Unit
from reports.records.looked_up import LookedUp
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn

REGIME = datetime.date(2019, 1, 1)
NO_RANK = "00"
COUNTED_TIERS = (*TIERS[OrganLevel.COUNTY], *TIERS[OrganLevel.COUNTY_TEAM])


def flag(condition: Q) -> Func:
    """The condition as a column, false where it is not known."""
    return Func(condition, Value(False), function="coalesce", output_field=BooleanField())


def conversions(question: RecordQuestion) -> QuerySet:
    """Every conversion; approved by the day it is done."""
    done = Q(state__in=["approved", "filed", "completed"], approved_on__lte=question.as_of)
    return InitialRankConversion.objects.annotate(converted=flag(done))


def cases(question: RecordQuestion) -> QuerySet:
    """Every case, by the day of its approval; one rolled back by the day asked about stands no more."""
    gone = Q(state="rolled_back") & (Q(rolled_back_on__isnull=True) | Q(rolled_back_on__lte=question.as_of))
    stands = Q(state__in=["approved", "filed", "paid", "rolled_back"]) & ~gone
    regimes = ["2019", "2015"] if question.since < REGIME else ["2019"]
    return RankPromotionCase.objects.annotate(stands=flag(stands), regime_counts=flag(Q(regime__in=regimes)))


def servants(question: RecordQuestion) -> QuerySet:
    """Civil servants in service with the rank held on the day, and whether the years for the next are reached."""
    people = civil_servants(Person.objects.filter(unit__path__startswith=question.unit.path), question.as_of)
    found = standings(people, question.as_of)
    ranks = {pk: comprehensive(one.candidate.rank.code) for pk, one in found.items() if one.candidate.rank}
    reached = {pk: one.verdict.reached for pk, one in found.items()}
    clear = {pk: one and not found[pk].verdict.bars if one is not None else None for pk, one in reached.items()}
    return people.annotate(
        held=Func(
            LookedUp(ranks, "text", CharField()), Value(NO_RANK), function="coalesce", output_field=CharField()
        ),
        reached=LookedUp(reached, "boolean", BooleanField()),
        clear=LookedUp(clear, "boolean", BooleanField()),
    )


def places(question: RecordQuestion) -> QuerySet:
    """Units (or the units at which pools stand) with holders and places of every tier."""
    used: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    places_of: dict[str, dict[int, int | None]] = defaultdict(dict)
    heads = set()
    for one in quota_uses(Unit.objects.all(), question.as_of):
        heads.add(one.unit.pk)
        for use in one.tiers:
            used[use.tier.key][one.unit.pk] += use.used
            before = places_of[use.tier.key].get(one.unit.pk, 0)
            places_of[use.tier.key][one.unit.pk] = (
                None if use.places is None or before is None else before + use.places
            )
    columns = {}
    for tier in COUNTED_TIERS:
        columns[f"used_{tier.key}"] = LookedUp(used[tier.key], "integer", IntegerField())
        columns[f"places_{tier.key}"] = LookedUp(places_of[tier.key], "integer", IntegerField())
        applies = {pk: True for pk in used[tier.key]}
        columns[f"has_{tier.key}"] = LookedUp(applies, "boolean", BooleanField())
    return Unit.objects.filter(pk__in=heads).annotate(**columns)


_PERSON = (("person__name", "姓名"), ("unit__name", "单位"))

SOURCES = (
    Source(
        name="rank_conversion", label="首次职级套转", rows=conversions, unit="unit", person="person_id",
        columns=(
            SourceColumn("should_convert", "应当套转", "flag"),
            SourceColumn("converted", "已完成套转（审批）", "flag"),
        ),
        shown=(*_PERSON, ("old_post", "原职务"), ("approved_on", "批准日期")),
        register="rank-conversions",
    ),
    Source(
        name="rank_case", label="职级晋升", rows=cases, unit="unit", person="person_id", day="approved_on",
        columns=(
            SourceColumn("kind", "办理类别", values=tuple(RankPromotionCase.Kind.choices)),
            SourceColumn("target", "晋升后职级", values=RANKS),
            SourceColumn("stands", "批准有效（未撤销）", "flag"),
            SourceColumn("regime_counts", "适用制度计入", "flag"),
        ),
        shown=(*_PERSON, ("approved_on", "批准日期"), ("approval_number", "批准文号")),
        register="rank-cases",
    ),
    Source(
        name="civil_servant", label="公务员", rows=servants, unit="unit", person="pk",
        columns=(
            SourceColumn("held", "现职级", values=(*RANKS, (NO_RANK, "没有职级"))),
            SourceColumn("reached", "晋升年限已满", "flag"),
            SourceColumn("clear", "年限已满且无限制情形", "flag"),
        ),
        shown=(("name", "姓名"), ("unit__name", "单位"), ("post_text", "职务")),
    ),
    Source(
        name="rank_places", label="职级职数", rows=places, unit="",
        columns=tuple(
            column
            for tier in COUNTED_TIERS
            for column in (
                SourceColumn(f"has_{tier.key}", f"设{tier.label}", "flag"),
                SourceColumn(f"used_{tier.key}", f"{tier.label}现有人数", "number"),
                SourceColumn(f"places_{tier.key}", f"{tier.label}职数", "number"),
            )
        ),
        shown=(("name", "单位"),),
    ),
)  # fmt: skip
