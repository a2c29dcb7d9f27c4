"""Who may be promoted on a day: everything known of all the people in a fixed number of statements, then pure rules."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cadres.models import (
    Appraisal,
    Award,
    InitialRankConversion,
    Person,
    PromotionBar,
    RankPromotionCase,
    RankSpan,
)
from cadres.queries.ranks.terms import Terms, rank_terms
from cadres.rules.ranks.bars import Discipline, Inquiry, Life, bars_on
from cadres.rules.ranks.eligibility import Candidate, Held, Verdict, rank_eligibility
from cadres.rules.ranks.ladder import PROBATIONER, comprehensive
from cadres.rules.retirement import base_age, retirement
from portal.models.timebound import as_int
from portal.rules.dates import PartialDate

_SEX = {"1": "男", "2": "女"}
_PERSON = ("id", "sex", "born", "rank", "rank_since", "post_level", "post_level_since", "recruited")
_APPROVED = (
    RankPromotionCase.State.APPROVED, RankPromotionCase.State.FILED, RankPromotionCase.State.PAID,
)  # fmt: skip
_CONVERTED = (
    InitialRankConversion.State.APPROVED,
    InitialRankConversion.State.FILED,
    InitialRankConversion.State.COMPLETED,
)


@dataclass(frozen=True)
class Standing:
    """One person's verdict with what it was made of; `retires` is the month of retirement, None when not known."""

    person_id: int
    candidate: Candidate
    verdict: Verdict
    retires: PartialDate | None


def standings(people: QuerySet[Person], as_of: datetime.date) -> dict[int, Standing]:
    """The standing of every one of the people on the day, by their number; the same few statements for any number."""
    terms = rank_terms(as_of)
    facts = _Facts(people, as_of, terms)
    return {row["id"]: facts.standing(row) for row in people.order_by().values(*_PERSON)}


class _Facts:
    """Records of all the people by person, each kind read once."""

    def __init__(self, people: QuerySet[Person], as_of: datetime.date, terms: Terms):
        self.as_of, self.terms = as_of, terms
        mine = {"person__in": people.order_by().values("pk")}
        self.spans = _grouped(
            RankSpan.objects.as_of(as_of).filter(**mine).values("person_id", "id", "sequence", "code", "began")
        )
        self.ever = {
            (row["person_id"], row["sequence"])
            for row in RankSpan.objects.filter(**mine).order_by().values("person_id", "sequence").distinct()
        }
        self.appraisals = _grouped(
            Appraisal.objects.filter(**mine).order_by("year").values("person_id", "id", "year", "result", "decided_on")
        )
        self.disciplines = _grouped(
            Award.objects.filter(Q(code__startswith="02"), **mine)
            .order_by("decided")
            .values("person_id", "id", "code", "name", "decided", "revoked")
        )
        self.inquiries = _grouped(
            PromotionBar.objects.filter(**mine).order_by("began").values("person_id", "id", "kind", "began", "ended")
        )
        self.conversions = {
            row["person_id"]: row
            for row in InitialRankConversion.objects.filter(
                state__in=_CONVERTED, approved_on__lte=as_of, seniority_from__isnull=False, **mine
            ).values("person_id", "id", "new_rank", "seniority_from")
        }
        self.used = defaultdict(set)
        for person, trace in RankPromotionCase.objects.filter(
            state__in=_APPROVED, approved_on__lte=as_of, kind=RankPromotionCase.Kind.PROMOTION, **mine
        ).values_list("person_id", "trace"):
            self.used[person].update(trace.get("excellent_years", ()))

    def standing(self, row: dict) -> Standing:
        person = row["id"]
        results = tuple(self.terms.result(one) for one in self.appraisals[person])
        rank, level = self._rank(row), self._level(row)
        months = retirement(row["born"], base_age(_SEX.get(row["sex"], "")))
        life = Life(
            disciplines=tuple(
                Discipline(one["code"], one["name"], one["decided"], one["revoked"], one["id"])
                for one in self.disciplines[person]
            ),
            inquiries=tuple(
                Inquiry(one["kind"], str(_BAR[one["kind"]]), one["began"], one["ended"], one["id"])
                for one in self.inquiries[person]
            ),
            results=results,
            on_probation=level is not None and level.code in PROBATIONER,
            recruited=row["recruited"],
            retires=months.month if months else None,
        )
        candidate = Candidate(
            rank=rank,
            level=level,
            results=results,
            used_years=frozenset(self.used[person]),
            known_years=self.terms.known_from,
            bars_on=lambda day: bars_on(
                life, day, known_on=self.as_of, discipline=self.terms.discipline, probation=self.terms.probation
            ),
        )
        return Standing(person, candidate, rank_eligibility(candidate, self.as_of, self.terms.ranks), life.retires)

    def _rank(self, row: dict) -> Held | None:
        for one in self.spans[row["id"]]:
            if one["sequence"] == RankSpan.Sequence.RANK and comprehensive(one["code"]):
                carried = self.conversions.get(row["id"])
                if carried and carried["new_rank"] == one["code"]:
                    return Held(one["code"], carried["seniority_from"], ("conversion", carried["id"]), one["began"])
                return Held(one["code"], one["began"], ("span", one["id"]))
        return self._own(row, "rank", "rank_since", RankSpan.Sequence.RANK)

    def _level(self, row: dict) -> Held | None:
        for one in self.spans[row["id"]]:
            if one["sequence"] == RankSpan.Sequence.LEVEL:
                return Held(one["code"], one["began"], ("span", one["id"]))
        return self._own(row, "post_level", "post_level_since", RankSpan.Sequence.LEVEL)

    def _own(self, row: dict, code: str, since: str, sequence: str) -> Held | None:
        """What the person's own row says, believed only where no dated record of the kind is on file."""
        if not row[code] or (row["id"], sequence) in self.ever:
            return None
        if row[since] is not None and row[since].as_int() > as_int(self.as_of):
            return None
        return Held(row[code], row[since], ("person", row["id"]))


_BAR = dict(PromotionBar.Kind.choices)


def _grouped(rows: Iterable[dict]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = defaultdict(list)
    for row in rows:
        found[row["person_id"]].append(row)
    return found
