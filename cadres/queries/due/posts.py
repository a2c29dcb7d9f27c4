"""Leading posts held for as many years as ask for a look, and terms of township teams that end."""

import datetime

from django.db.models import Q

from cadres.models import Appointment, Person, TurnoverUnit
from cadres.queries.due import Due
from portal.models import Unit
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate, add_months


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Both kinds of day within the user's scope."""
    return sorted([*_posts(first, last, user), *_terms(first, last, user)], key=lambda one: (one.day, one.unit_id or 0))


def _posts(first: datetime.date, last: datetime.date, user) -> list[Due]:
    years = sorted(int(one) for one in rule_value("post_held_years", last)[0])
    begun = Q(pk__in=[])
    for count in years:
        begun |= Q(began__gte=PartialDate(first.year - count), began__lt=PartialDate(last.year - count + 1))
    held = (
        Appointment.objects.as_of(last)
        .filter(begun, is_leader_post=True, nature=Appointment.Nature.POST, person__status="1",
                person__in=Person.objects.visible_to(user))
        .select_related("person")
    )  # fmt: skip
    return [
        Due(day, "post_held", f"{post.person.name}任{post}满{count}年", post.unit_id, post.person_id, post.person,
            f"{post.began}起任现职；满{count}年的应当研究交流")
        for post in held
        for count in years
        if first <= (day := add_months(post.began, 12 * count).first_day()) <= last
    ]  # fmt: skip


def _terms(first: datetime.date, last: datetime.date, user) -> list[Due]:
    years, _setting = rule_value("team_term_years", last)
    rows = TurnoverUnit.objects.filter(
        state=TurnoverUnit.State.COMPLETED, completed_on__isnull=False, unit__in=Unit.objects.visible_to(user)
    ).select_related("unit", "round")
    latest = {}
    for one in rows:
        if one.unit_id not in latest or one.completed_on > latest[one.unit_id].completed_on:
            latest[one.unit_id] = one
    return [
        Due(day, "term_ends", f"{one.unit.name}领导班子任期届满", one.unit_id, None, one.round,
            f"{one.completed_on:%Y-%m-%d}换届完成，每届任期{years}年")
        for one in latest.values()
        if first <= (day := add_months(PartialDate.from_date(one.completed_on), 12 * years).first_day()) <= last
    ]  # fmt: skip
