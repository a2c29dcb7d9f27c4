"""Approved, filled, kept and free places (编制, 职数) of every unit on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from cadres.models import Appointment, Person, PostReservation, SelectionCase
from portal.models import Unit, UnitQuota
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

Kind = PostReservation.Kind
POSTS = (Kind.CHIEF, Kind.DEPUTY)
ESTABLISHMENTS = (Kind.ADMINISTRATIVE, Kind.GOVERNED, Kind.INSTITUTION)
CODES = {"1": Kind.ADMINISTRATIVE, "2": Kind.GOVERNED, "3": Kind.INSTITUTION}  # ZB135
CHIEF, DEPUTY = "1", "3"  # ZB129
SERVING = "1"  # ZB126
TOGETHER = (*TOWNSHIP_ORGANS, UnitKind.TOWNSHIP_INSTITUTION)


@dataclass(frozen=True)
class Places:
    """Places of one kind in a unit; `approved` None when no number is on file."""

    kind: str
    approved: int | None
    filled: int
    held: int

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
    """A unit (a township with its organs and institutions) with its places by kind."""

    unit: Unit
    places: dict[str, Places] = field(default_factory=dict)

    @property
    def alerts(self) -> list[Places]:
        """Kinds with more than approved, more promised than free, or without a number."""
        return [one for one in self.places.values() if one.over or one.unknown or (one.held and one.free < 0)]


def body_of(unit: Unit) -> int:
    """Whose places a unit's are: a township's organs and institutions share theirs, every other unit has its own."""
    together = unit.kind in TOGETHER and unit.township_id
    return unit.township_id if together else unit.pk


def unit_places(units: Iterable[Unit], day: datetime.date) -> list[UnitPlaces]:
    """The places of the bodies the units belong to, in the bodies' order.

    Quotas, posts and what is kept are those of the day; people stand in their establishment as on file now.
    """
    bodies = {body_of(unit) for unit in units}
    together = Unit.objects.filter(Q(pk__in=bodies) | Q(township__in=bodies, kind__in=TOGETHER))
    inside = {unit.pk: unit for unit in together if body_of(unit) in bodies}
    body = {pk: body_of(unit) for pk, unit in inside.items()}
    with_posts = {pk: top for pk, top in body.items() if inside[pk].kind != UnitKind.TOWNSHIP_INSTITUTION}
    approved = _approved(body, with_posts, UnitQuota.objects.as_of(day).filter(unit__in=body))
    filled = _filled_posts(with_posts, day) | _filled_establishments(body)
    held = defaultdict(int)
    for unit, kind in _held(day).filter(unit__in=body).values_list("unit", "kind"):
        held[body[unit], kind] += 1
    return [
        UnitPlaces(
            inside[pk],
            {
                kind.value: Places(kind.value, approved.get((pk, kind)), filled.get((pk, kind), 0), held[pk, kind])
                for kind in Kind
            },
        )
        for pk in sorted(bodies, key=lambda one: (inside[one].position, inside[one].path))
    ]


def places_of(unit: Unit, day: datetime.date) -> UnitPlaces:
    """The places of the body one unit belongs to."""
    return unit_places([unit], day)[0]


def kinds_needed(case: SelectionCase, day: datetime.date) -> list[str]:
    """The kinds of place the case takes, without those the person fills in the same body already."""
    wanted = {"chief": [Kind.CHIEF], "deputy": [Kind.DEPUTY]}.get(case.post_kind, [])
    if case.establishment_kind:
        wanted = [*wanted, Kind(case.establishment_kind)]
    body, person = body_of(case.unit), case.person
    if person.unit_id and body_of(person.unit) == body and CODES.get(person.establishment) in wanted:
        wanted.remove(CODES[person.establishment])
    posts = _posts_held(day).filter(person=person).select_related("unit")
    kinds = {one.member_kind for one in posts if body_of(one.unit) == body}
    if CHIEF in kinds:
        wanted = [kind for kind in wanted if kind not in POSTS]
    elif DEPUTY in kinds:
        wanted = [kind for kind in wanted if kind != Kind.DEPUTY]
    return [kind.value for kind in wanted]


def _approved(body: dict, with_posts: dict, quotas) -> dict:
    """Numbers by body and kind; the posts of a township's institutions are no leaders' posts."""
    found = {}
    for quota in quotas:
        for kind in Kind:
            number = getattr(quota, kind.value)
            if number is not None and (kind not in POSTS or quota.unit_id in with_posts):
                key = (body[quota.unit_id], kind)
                found[key] = found.get(key, 0) + number
    return found


def _posts_held(day: datetime.date):
    return Appointment.objects.as_of(day).filter(
        is_team_member=True, member_kind__in=(CHIEF, DEPUTY), nature=Appointment.Nature.POST, unit__isnull=False,
        person__status=SERVING,
    )  # fmt: skip


def _filled_posts(body: dict, day: datetime.date) -> dict:
    """People by body and kind; whoever holds several posts of a body counts once, a chief as chief."""
    best: dict[tuple[int, int], str] = {}
    for person, unit, kind in _posts_held(day).filter(unit__in=body).values_list("person", "unit", "member_kind"):
        key = (person, body[unit])
        best[key] = min(kind, best.get(key, kind))
    filled = defaultdict(int)
    for (_person, unit), kind in best.items():
        filled[unit, Kind.CHIEF if kind == CHIEF else Kind.DEPUTY] += 1
    return filled


def _filled_establishments(body: dict) -> dict:
    filled = defaultdict(int)
    people = Person.objects.filter(status=SERVING, unit__in=body, establishment__in=CODES).order_by()
    for unit, code, number in people.values_list("unit", "establishment").annotate(number=Count("pk")):
        filled[body[unit], CODES[code]] += number
    return filled


def _held(day: datetime.date):
    return PostReservation.objects.filter(reserved_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
