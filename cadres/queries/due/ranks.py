"""Days on which somebody may be promoted to the next rank."""

import datetime

from cadres.models import Person, RankPromotionCase
from cadres.queries.due import Due
from cadres.queries.ranks.civil_servants import civil_servants
from cadres.queries.ranks.moving import may_become_eligible
from cadres.queries.ranks.standing import standings
from cadres.queries.ranks.terms import rank_terms

_CLOSED = ("approved", "filed", "paid", "rejected", "rolled_back")


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """First possible days of promotion, of people for whom no case is open; from the results on file."""
    people = civil_servants(Person.objects.visible_to(user), last)
    opened = RankPromotionCase.objects.exclude(state__in=_CLOSED).values("person_id")
    people = may_become_eligible(people.exclude(pk__in=opened), first, rank_terms(last))
    days = {}
    for pk, one in standings(people, last).items():
        verdict = one.verdict
        day = verdict.possible_on
        # A result not on file yet leaves the day by the results there are.
        if day is None and verdict.standing == "unknown" and verdict.effective_on and not verdict.bars:
            day = verdict.effective_on
        if day is not None and first <= day <= last:
            days[pk] = (day, verdict)
    found = [
        Due(
            days[person.pk][0], "rank_eligible", f"{person.name}可晋升{days[person.pk][1].target.name}", person.unit_id,
            person.pk, person, f"任职年限{days[person.pk][1].eligible_on}届满；达到年限是条件，须有职数并履行程序",
        )
        for person in Person.objects.filter(pk__in=days)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.person_id))
