"""People whose first day of promotion can lie on or after a day: those who need no looking at are left out by the database.

Most of those who served their term did so long ago. Whoever has something on file that moves the day (a bar, a year not
counted, a 优秀 decided late) stays in, so that the rules alone decide.
"""

import datetime
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.models import Appraisal, Award, Person, PromotionBar, RankSpan
from cadres.queries.ranks.terms import Terms
from cadres.rules.ranks.eligibility import EXCELLENT, NOT_COUNTED
from cadres.rules.ranks.ladder import EQUALS, LADDER, next_rank
from portal.rules.dates import PartialDate, add_months

# The last 优秀 within the term is decided in the year after it, on a day the office sets.
_UNTIL_DECIDED = 24


def may_become_eligible(people: QuerySet[Person], first: datetime.date, terms: Terms) -> QuerySet[Person]:
    """Among the people all whose first day of promotion is `first` or later, and others."""
    mine = {"person": OuterRef("pk")}
    late = Q(result=EXCELLENT, decided_on__gte=first, year__lte=first.year - 2)
    kept = Exists(Appraisal.objects.filter(Q(result__in=NOT_COUNTED) | late, **mine))
    kept |= Exists(Award.objects.filter(code__startswith="02", **mine)) | Exists(PromotionBar.objects.filter(**mine))
    kept |= Q(recruited__gte=_before(first, terms.probation))
    for months, codes in _codes_by_months(terms).items():
        since = _before(first, months + _UNTIL_DECIDED)
        kept |= Exists(RankSpan.objects.filter(code__in=codes, began__gte=since, **mine))
        kept |= Q(rank__in=codes, rank_since__gte=since) | Q(post_level__in=codes, post_level_since__gte=since)
    return people.filter(kept)


def _codes_by_months(terms: Terms) -> dict[int, list[str]]:
    """Ranks of every sequence and post levels by the months to serve in them."""
    found = defaultdict(list)
    pairs = [(rank.code, next_rank(rank.code)) for rank in LADDER]
    pairs += [(equal.code, next_rank(equal.rank)) for equal in EQUALS]
    pairs += [(rank.from_leader, rank) for rank in LADDER if rank.from_leader]
    for code, target in pairs:
        if target and (months := terms.ranks.months(target.code)) is not None:
            found[months].append(code)
    return found


def _before(day: datetime.date, months: int) -> PartialDate:
    """The month that many months before the day's; a vaguer date means its first day, as everywhere."""
    return add_months(PartialDate(day.year, day.month), -months)
