"""Rounds of turnover as pages show them: the board of townships, requirements and their results, a slate."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cadres.models import StructureRequirement, TurnoverRound, TurnoverUnit
from cadres.rules.source_category import SourceCategory
from cadres.rules.structure import Comparator, Group, Measure, Result, Scope, Trait, Verdict
from portal.models import Unit
from portal.rules.figures_text import DASH
from reports.slates import FULLTIME, PersonFacts
from reports.structure import ON_FILE, RequirementResult

TONES = {Verdict.MET: "ok", Verdict.MISSED: "error", Verdict.UNKNOWN: "amber"}
CHANNELS = dict(SourceCategory.pairs())
STATES = tuple(TurnoverUnit.State)


@dataclass(frozen=True)
class TownshipCard:
    """A township on the board."""

    name: str
    href: str
    members: int
    approved: int | None
    missed: int
    unknown: int
    date: object


@dataclass(frozen=True)
class RequirementLine:
    """A requirement with its result in words; `places` are (name, value, address) of the townships that miss it."""

    name: str
    asked: str
    scope: str
    tone: str
    verdict: str
    counted: str
    places: list
    source: str
    verified: bool
    candidates_href: str
    short: int = 0


def columns_of(turnover: TurnoverRound, townships: list[TurnoverUnit], results: list[RequirementResult]) -> list[dict]:
    """One column a state, in the order of the steps, each with its townships' cards."""
    cards: dict[str, list[TownshipCard]] = {state.value: [] for state in STATES}
    for one in townships:
        here = [result.places[one.unit_id].verdict for result in results if one.unit_id in result.places]
        cards[one.state].append(
            TownshipCard(
                one.unit.name, reverse("figures:turnover-township", args=[turnover.pk, one.unit_id]), one.members,
                one.approved_posts, here.count(Verdict.MISSED), here.count(Verdict.UNKNOWN), one.completed_on or one.held_on,
            )
        )  # fmt: skip
    return [{"label": state.label, "cards": cards[state.value], "name": state.value} for state in STATES]


def asked_words(requirement: StructureRequirement) -> str:
    """What is asked: 班子成员中35岁以下占比不少于30%."""
    trait = Trait(requirement.trait).label
    if requirement.trait == Trait.AGE:
        trait = f"{requirement.most_age}岁{'左右' if requirement.age_boundary == 'AROUND' else '以下'}"
    group = Group(requirement.group).label
    if requirement.group == Group.YOUNG_HEADS:
        group = f"{requirement.most_age}岁以内的党政正职"
    number = f"{requirement.threshold.normalize():f}"
    unit = "%" if requirement.measure == Measure.SHARE else "人"
    measure, comparator = Measure(requirement.measure).label, Comparator(requirement.comparator).label
    return f"{group}中{trait}{measure}{comparator}{number}{unit}"


def counted_words(requirement: StructureRequirement, result: Result) -> str:
    """What was found: 3/10人，30.0%; with how many are not known."""
    text = f"{result.counted}/{result.group}人"
    if requirement.measure == Measure.SHARE:
        text += f"，{DASH if result.value is None else f'{result.value}%'}"
    return text + (f"（{result.unknown}人资料不全）" if result.unknown else "")


def requirement_lines(
    turnover: TurnoverRound, results: list[RequirementResult], units: dict[int, Unit]
) -> list[RequirementLine]:
    """Every requirement over its townships; only townships in `units` are named."""
    lines = []
    for one in results:
        asked = one.requirement
        whole = one.places.get(None)
        places = [
            (units[place].name, counted_words(asked, one.places[place]),
             reverse("figures:turnover-township", args=[turnover.pk, place]))
            for place in one.missed if place in units
        ]  # fmt: skip
        met = sum(result.verdict == Verdict.MET for result in one.places.values())
        counted = counted_words(asked, whole) if whole else f"{met}/{len(one.places)}个乡镇"
        lines.append(_line(turnover, asked, one.verdict, counted, places, whole.short if whole else 0))
    return lines


def township_lines(turnover: TurnoverRound, results: list[RequirementResult], township: int) -> list[RequirementLine]:
    """The requirements asked of every township, as this one stands."""
    return [
        _line(
            turnover, one.requirement, one.places[township].verdict,
            counted_words(one.requirement, one.places[township]), [], one.places[township].short,
        )
        for one in results
        if township in one.places
    ]  # fmt: skip


def member_lines(slate, facts: dict[int, PersonFacts], may_open: set[int], held: TurnoverUnit) -> list[dict]:
    """The slate's members with what is known of them, and their votes in the township."""
    lines = []
    for one in slate:
        known = facts.get(one.person_id)
        lines.append(
            {
                "name": one.person.name, "post": one.post, "channel": CHANNELS.get(one.channel, one.channel),
                "href": reverse("cadres:person", args=[one.person_id]) if one.person_id in may_open else "",
                "born": known and known.born, "age": known and known.age,
                "education": FULLTIME.get(known.fulltime_rank, "") if known else "",
                "months": known and known.township_months, "categories": known.categories if known else "",
                "votes": _votes(one, held),
            }
        )  # fmt: skip
    return lines


def _votes(one, held: TurnoverUnit) -> str:
    """推荐 32/40 票；讨论 9/11 票；选举 50/52 票，当选."""
    stages = (
        (_("推荐"), one.recommended, held.recommend_voters), (_("讨论"), one.agreed, held.discussion_voters),
        (_("选举"), one.votes, held.election_voters),
    )  # fmt: skip
    told = [
        f"{stage}{got}{_('票')}" if voters is None else f"{stage}{got}/{voters}{_('票')}"
        for stage, got, voters in stages
        if got is not None
    ]
    return "；".join([*told, *([str(one.get_result_display())] if one.result else [])])


def snapshot_lines(kept, may_open: set[int]) -> list[dict]:
    """The slate as it stood at completion."""
    return [
        {
            "name": one.name, "post": one.post, "channel": CHANNELS.get(one.channel, one.channel),
            "href": reverse("cadres:person", args=[one.person_id]) if one.person_id in may_open else "",
            "born": one.born, "age": one.age, "education": FULLTIME.get(one.fulltime_rank, ""),
            "months": one.township_months, "categories": one.categories,
        }
        for one in kept
    ]  # fmt: skip


def _line(turnover, asked, verdict, counted, places, short) -> RequirementLine:
    href = ""
    if verdict != Verdict.MET and (asked.trait in ON_FILE or asked.trait == Trait.AGE):
        href = reverse("figures:turnover-candidates", args=[turnover.pk, asked.pk])
    return RequirementLine(
        asked.name, asked_words(asked), Scope(asked.scope).label, TONES[verdict], verdict.label, counted, places,
        asked.source_document, asked.verified, href, short,
    )  # fmt: skip


def next_states(township: TurnoverUnit) -> tuple[str, str]:
    """The state one step on and the one a step back, empty where there is none; completing is a step of its own."""
    number = STATES.index(TurnoverUnit.State(township.state))
    done = TurnoverUnit.State.COMPLETED
    if township.state == done:
        return "", ""
    ahead = STATES[number + 1]
    return ("" if ahead == done else ahead.value), (STATES[number - 1].value if number else "")


def state_word(state: str) -> str:
    """The state's word."""
    return TurnoverUnit.State(state).label if state else _("无")
