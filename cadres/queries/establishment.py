"""Approved, filled, kept and free places (编制, 职数) of every unit on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from cadres.models import Appointment, Person, PostReservation, SelectionCase
from cadres.rules.establishment import establishment_of
from portal.models import Unit, UnitQuota
from portal.queries.quotas import KIND_LABELS, POSTS, body_of, quotas_of, units_of
from portal.queries.rules import rule_value
from portal.rules.unit_kinds import UnitKind

CHIEF, DEPUTY = "1", "3"  # ZB129
SERVING = "1"  # ZB126


@dataclass(frozen=True)
class Places:
    """Places of one kind in a unit: who fills them, how many are kept for cases, and the records that approve them."""

    kind: str
    people: tuple[int, ...] = ()
    held: int = 0
    quotas: tuple[UnitQuota, ...] = ()

    @property
    def approved(self) -> int | None:
        """The sum of the records; None when no number is on file."""
        return sum(getattr(one, self.kind) for one in self.quotas) if self.quotas else None

    @property
    def filled(self) -> int:
        """How many people fill them."""
        return len(self.people)

    @property
    def vacant(self) -> int:
        """Approved and not filled (缺配、空缺)."""
        return max(0, (self.approved or 0) - self.filled)

    @property
    def over(self) -> int:
        """Filled beyond what is approved (超配)."""
        return max(0, self.filled - (self.approved or 0)) if self.approved is not None else 0

    @property
    def free(self) -> int:
        """Left when those kept for cases are taken too; below nought when more are promised than there are."""
        return (self.approved or 0) - self.filled - self.held

    @property
    def unknown(self) -> bool:
        """Whether somebody fills or is promised a place of which no number is on file."""
        return self.approved is None and bool(self.filled or self.held)


@dataclass
class UnitPlaces:
    """A unit (a township with its organs and institutions) with its places by kind.

    `unstated` are people of it whose record does not tell which establishment they are on.
    """

    unit: Unit
    places: dict[str, Places] = field(default_factory=dict)
    unstated: tuple[int, ...] = ()

    @property
    def alerts(self) -> list[Places]:
        """Kinds with more than approved, more promised than free, or without a number."""
        return [one for one in self.places.values() if one.over or one.unknown or (one.held and one.free < 0)]


def unit_places(units: Iterable[Unit], day: datetime.date) -> list[UnitPlaces]:
    """The places of the bodies the units belong to, in the bodies' order.

    Quotas, posts and what is kept are those of the day; people stand in their establishment as on file now.
    """
    bodies = {body_of(unit) for unit in units}
    inside = units_of(bodies)
    body = {pk: body_of(unit) for pk, unit in inside.items()}
    with_posts = {pk: top for pk, top in body.items() if inside[pk].kind != UnitKind.TOWNSHIP_INSTITUTION}
    quotas = quotas_of(inside, day)
    filled = _posts_filled(with_posts, day) | _establishments_filled(body, day)
    held = defaultdict(int)
    for unit, kind in _held(day).filter(unit__in=body).values_list("unit", "kind"):
        held[body[unit], kind] += 1
    return [
        UnitPlaces(
            inside[pk],
            {
                kind: Places(kind, tuple(filled.get((pk, kind), ())), held[pk, kind], tuple(quotas.get((pk, kind), ())))
                for kind in KIND_LABELS
            },
            tuple(filled.get((pk, ""), ())),
        )
        for pk in sorted(bodies, key=lambda one: (inside[one].position, inside[one].path))
    ]


def places_of(unit: Unit, day: datetime.date) -> UnitPlaces:
    """The places of the body one unit belongs to."""
    return unit_places([unit], day)[0]


def kinds_needed(case: SelectionCase, day: datetime.date) -> list[str]:
    """The kinds of place the case takes, without those the person fills in the same body already."""
    chief, deputy = POSTS
    wanted = {"chief": [chief], "deputy": [deputy]}.get(case.post_kind, [])
    if case.establishment_kind:
        wanted = [*wanted, case.establishment_kind]
    body, person = body_of(case.unit), case.person
    if person.unit_id and body_of(person.unit) == body:
        on = establishment_of(person.establishment, person.category, rule_value("worker_categories", day)[0])
        wanted = [kind for kind in wanted if kind != on]
    posts = posts_held(day).filter(person=person).select_related("unit")
    kinds = {one.member_kind for one in posts if body_of(one.unit) == body}
    if CHIEF in kinds:
        return [kind for kind in wanted if kind not in POSTS]
    return [kind for kind in wanted if kind != deputy] if DEPUTY in kinds else wanted


def posts_held(day: datetime.date):
    """Posts of leading teams held on the day by people in service: chiefs and deputies, no secondments."""
    return Appointment.objects.as_of(day).filter(
        is_team_member=True, member_kind__in=(CHIEF, DEPUTY), nature=Appointment.Nature.POST, unit__isnull=False,
        person__status=SERVING,
    )  # fmt: skip


def _posts_filled(body: dict, day: datetime.date) -> dict:
    """People by body and kind; whoever holds several posts of a body counts once, a chief as chief."""
    best: dict[tuple[int, int], str] = {}
    posts = posts_held(day).filter(unit__in=body).order_by("team_order", "person__pinyin", "person")
    for person, unit, kind in posts.values_list("person", "unit", "member_kind"):
        key = (person, body[unit])
        best[key] = min(kind, best.get(key, kind))
    filled = defaultdict(list)
    for (person, unit), kind in best.items():
        filled[unit, POSTS[kind != CHIEF]].append(person)
    return filled


def _establishments_filled(body: dict, day: datetime.date) -> dict:
    """People in service by body and kind of establishment; '' for those whose record does not tell it."""
    workers = rule_value("worker_categories", day)[0]
    filled = defaultdict(list)
    people = Person.objects.filter(status=SERVING, unit__in=body).order_by("pinyin", "pk")
    for person, unit, code, category in people.values_list("pk", "unit", "establishment", "category"):
        kind = establishment_of(code, category, workers)
        if kind is not None:
            filled[body[unit], kind].append(person)
    return filled


def _held(day: datetime.date):
    return PostReservation.objects.filter(reserved_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
