"""Hours of training by person and year, for everybody in one statement, and the classes they come from."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from cadres.models import Enrolment, Person, RankSpan, TrainingClass
from cadres.rules.training import UPPER_LEVELS, UPPER_RANKS, HoursRule, compliant, earned
from portal.queries.rules import rule_value

_HOURS = DecimalField(max_digits=8, decimal_places=1)


def hours_rule(day: datetime.date) -> HoursRule:
    """The rule of hours as it holds on the day; raises RuleMissing."""
    return HoursRule.from_dict(rule_value("training_hours", day)[0])


def people_who_must(rule: HoursRule, day: datetime.date) -> QuerySet[Person]:
    """People in service who must reach hours, each with `upper`: held to the hours of several years, as of the day.

    The level or rank is the dated one in force on the day; only for somebody without any dated one the level or
    rank on the person's own record.
    """
    spans = RankSpan.objects.filter(person=OuterRef("pk"))
    level, rank = spans.filter(sequence="level"), spans.filter(sequence="rank")
    must = Q(category__in=rule.categories)
    if rule.managed:
        must |= Q(management="04")
    return Person.objects.filter(must, status="1").annotate(
        upper=Case(
            When(
                Q(Exists(level.as_of(day).filter(code__in=UPPER_LEVELS)))
                | Q(Exists(rank.as_of(day).filter(code__in=UPPER_RANKS)))
                | (Q(post_level__in=UPPER_LEVELS) & ~Q(Exists(level)))
                | (Q(rank__in=UPPER_RANKS) & ~Q(Exists(rank))),
                then=Value(True),
            ),
            default=Value(False),
            output_field=BooleanField(),
        )
    )


def with_hours(people: QuerySet[Person], rule: HoursRule, year: int, day: datetime.date) -> QuerySet[Person]:
    """The people with their reckoning of the year up to the day: `needed`, `reached`, `unknown`, `compliant`, `short`.

    Hours belong to the day the class ended. `unknown` counts finished classes whose hours nobody wrote down;
    `compliant` is null when these could make up for what is lacking. `short` is the number of hours lacking.
    """
    lower, upper = rule.window(False, year), rule.window(True, year)
    enough = Q(reached__gte=F("needed"))
    return people.annotate(
        needed=Case(
            When(upper=True, then=Value(rule.total_hours)), default=Value(rule.annual_hours), output_field=IntegerField()
        ),
        from_day=Case(
            When(upper=True, then=Value(upper[0])), default=Value(lower[0]), output_field=DateField()
        ),
    ).annotate(
        reached=_of_enrolments(rule, min(lower[1], day), Sum(Coalesce("hours", "training_class__hours")), _HOURS),
        unknown=_of_enrolments(
            rule, min(lower[1], day), Count("pk", filter=Q(hours=None, training_class__hours=None)), IntegerField()
        ),
    ).annotate(
        short=Case(When(enough, then=Value(Decimal(0))), default=F("needed") - F("reached"), output_field=_HOURS),
        compliant=Case(
            When(enough, then=Value(True)), When(unknown__gt=0, then=Value(None)), default=Value(False),
            output_field=BooleanField(null=True),
        ),
    )  # fmt: skip


def _of_enrolments(rule: HoursRule, last: datetime.date, aggregate, output) -> Coalesce:
    found = (
        Enrolment.objects.filter(
            person=OuterRef("pk"), state__in=rule.states, training_class__state=TrainingClass.State.FINISHED,
            training_class__ended__gte=OuterRef("from_day"), training_class__ended__lte=last,
        )
        .order_by()
        .values("person")
        .annotate(found=aggregate)
        .values("found")
    )  # fmt: skip
    return Coalesce(Subquery(found, output_field=output), Value(0), output_field=output)


@dataclass(frozen=True)
class HoursLine:
    """One class of the reckoning: the hours it gives, None when nobody wrote them down, and why it gives none."""

    enrolment: Enrolment
    hours: Decimal | None
    counts: bool
    why_not: str


@dataclass(frozen=True)
class HoursReckoning:
    """One person's year: what is needed and reached, and every class of the time, counting or not."""

    upper: bool
    first: datetime.date
    last: datetime.date
    needed: int
    reached: Decimal
    compliant: bool | None
    lines: list[HoursLine]


def hours_reckoning(person: Person, rule: HoursRule, year: int, day: datetime.date) -> HoursReckoning | None:
    """How somebody's hours of a year come about, as of the day; None for somebody of whom none are asked."""
    found = people_who_must(rule, min(day, datetime.date(year, 12, 31))).filter(pk=person.pk).first()
    if found is None:
        return None
    first, last = rule.window(found.upper, year)
    last = min(last, day)
    rows = (
        Enrolment.objects.filter(person=person, training_class__began__lte=last)
        .exclude(training_class__ended__lt=first)
        .select_related("training_class")
        .order_by("training_class__began", "pk")
    )
    lines = [_line(one, rule, first, last) for one in rows]
    counted = [line for line in lines if line.counts]
    reached = sum((line.hours for line in counted if line.hours is not None), Decimal(0))
    needed = rule.needed(found.upper)
    verdict = compliant(reached, needed, sum(line.hours is None for line in counted))
    return HoursReckoning(found.upper, first, last, needed, reached, verdict, lines)


def _line(one: Enrolment, rule: HoursRule, first: datetime.date, last: datetime.date) -> HoursLine:
    held = one.training_class
    why = ""
    if held.state != TrainingClass.State.FINISHED:
        why = f"班次{held.get_state_display()}"
    elif not first <= held.ended <= last:
        why = "班次结束日期不在计算期内"
    elif one.state not in rule.states:
        why = f"学员{one.get_state_display()}，未结业"
    return HoursLine(one, earned(one.hours, held.hours), not why, why)
