"""Who must be talked to on a day and who has been: for everybody in one statement."""

import datetime
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from cadres.models import Appointment, Award, Person, Secondment, TalkRecord
from cadres.rules.talks import Occasion, TalkDuty, TalkeeRole
from portal.models.timebound import as_int
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate


def talk_duty(day: datetime.date) -> TalkDuty:
    """The rule of talks as it holds on the day; raises RuleMissing."""
    return TalkDuty.from_dict(rule_value("talk_duty", day)[0])


def valid_talks(duty: TalkDuty) -> QuerySet[TalkRecord]:
    """Talks that count for the duty: a group talk only where the office says so."""
    talks = TalkRecord.objects.all()
    return talks if duty.group_counts else talks.exclude(mode=TalkRecord.Mode.GROUP)


def people_to_talk_to(duty: TalkDuty, day: datetime.date) -> QuerySet[Person]:
    """People in service whom the rule names on the day, with `role` (the first that applies), `need`, `held`,
    `last_talk`, `talked` (at least once in the period) and `enough`.
    """
    first, _last = duty.span(day)
    posts = Appointment.objects.filter(person=OuterRef("pk"), nature=Appointment.Nature.POST).as_of(day)
    away = Secondment.objects.filter(person=OuterRef("pk"), started__lte=day).filter(
        Q(ended__isnull=True) | Q(ended__gte=day)
    )
    is_role = {
        TalkeeRole.CHIEF: Exists(posts.filter(is_team_member=True, member_kind="1")),
        TalkeeRole.DEPUTY: Exists(posts.filter(is_team_member=True, member_kind="3")),
        TalkeeRole.LEADER: Exists(posts.filter(is_leader_post=True)),
        TalkeeRole.SECONDED: Exists(away),
    }
    talks = valid_talks(duty).filter(person=OuterRef("pk"), held_on__range=(first, day)).order_by().values("person")
    return (
        Person.objects.filter(status="1")
        .annotate(**{f"is_{role.value}": condition for role, condition in is_role.items()})
        .annotate(
            role=Case(*(When(Q(**{f"is_{role.value}": True}), then=Value(role.value)) for role in TalkeeRole)),
            need=Greatest(
                *(
                    Case(
                        When(Q(**{f"is_{role.value}": True}), then=Value(duty.least.get(role.value, 0))),
                        default=Value(0), output_field=IntegerField(),
                    )
                    for role in TalkeeRole
                )
            ),
        )
        .filter(need__gt=0)
        .annotate(
            held=Coalesce(
                Subquery(talks.annotate(found=Count("pk")).values("found"), output_field=IntegerField()), Value(0)
            ),
            last_talk=Subquery(talks.annotate(found=Max("held_on")).values("found")),
        )
        .annotate(talked=_flag(Q(held__gt=0)), enough=_flag(Q(held__gte=F("need"))))
    )  # fmt: skip


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


@dataclass(frozen=True)
class TalkEvent:
    """Something after which one must talk: what, whom, when, until when, and the record that tells of it."""

    occasion: Occasion
    person: Person
    day: datetime.date
    until: datetime.date
    record: Appointment | Award


def events_without_talk(duty: TalkDuty, first: datetime.date, last: datetime.date, people: QuerySet) -> list[TalkEvent]:
    """Events of those people whose time for a talk ends between the two days and that nobody has talked about.

    Only events dated to the day: of a month one cannot say when thirty days are over. Two posts of one day are one
    event.
    """
    found = []
    for occasion, model, field, condition in (
        (Occasion.POST_CHANGE, Appointment, "began", Q(nature=Appointment.Nature.POST, is_leader_post=True)),
        (Occasion.AWARD, Award, "decided", Q(code__startswith="01")),
        (Occasion.DISCIPLINE, Award, "decided", Q(code__startswith="02")),
    ):
        after = duty.days_after.get(occasion.value)
        if after is None:
            continue
        late = datetime.timedelta(days=after)
        rows = model.objects.filter(
            condition, person__in=people,
            **{f"{field}__range": (_day(first - late), _day(last - late))},
        ).select_related("person")  # fmt: skip
        for row in rows:
            day = getattr(row, field)
            if day.precision == "day":
                begun = day.first_day()
                found.append(TalkEvent(occasion, row.person, begun, begun + late, row))
    found = list({(event.person.pk, event.occasion, event.day): event for event in reversed(found)}.values())
    talks: dict[tuple, list] = {}
    wanted = {event.person.pk for event in found}
    for person, occasion, held in TalkRecord.objects.filter(person__in=wanted).values_list(
        "person", "occasion", "held_on"
    ):
        talks.setdefault((person, occasion), []).append(held)
    open_events = [
        event for event in found
        if not duty.event_met(event.occasion, event.day, talks.get((event.person.pk, event.occasion.value), ()))
    ]  # fmt: skip
    return sorted(open_events, key=lambda event: (event.until, event.person.pk))


def _day(day: datetime.date) -> PartialDate:
    return PartialDate.from_int(as_int(day))
