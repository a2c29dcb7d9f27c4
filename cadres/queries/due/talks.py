"""Talks that are due, and difficulties whose time limit ends; never what was said."""

import datetime

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Value

from cadres.models import Person, TalkIssue, TalkPlan, TalkRecord
from cadres.queries.due import Due
from cadres.queries.talk_coverage import events_without_talk, talk_duty


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Planned talks not yet held, events nobody has talked about, difficulties not yet solved."""
    people = Person.objects.visible_to(user)
    duty = talk_duty(last)
    found = [
        Due(
            plan.due, "talk_planned", f"与{plan.person.name}谈话（{plan.get_occasion_display()}）",
            plan.person.unit_id, plan.person_id, plan, "谈话计划",
        )
        for plan in _open_plans(duty.days_before).filter(due__range=(first, last), person__in=people)
    ]  # fmt: skip
    found += [
        Due(
            event.until, "talk_after_event", f"与{event.person.name}谈话（{event.occasion.label}）",
            event.person.unit_id, event.person.pk, event.record,
            f"{event.day:%Y-%m-%d}{event.occasion.label}，{duty.days_after[event.occasion.value]}天内要谈",
        )
        for event in events_without_talk(duty, first, last, people)
    ]  # fmt: skip
    found += [
        Due(
            issue.due, "issue_due", f"{issue.person.name}反映的困难（{issue.get_category_display()}）办理期限",
            issue.person.unit_id, issue.person_id, issue, "办理期限届满，尚未解决",
        )
        for issue in TalkIssue.objects.filter(
            solved_on__isnull=True, due__range=(first, last), person__in=people
        ).select_related("person")
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.kind, one.person_id))


def _open_plans(days_before: int):
    """Plans nobody has ticked off and no talk of the occasion has met, held at most so many days before."""
    earliest = ExpressionWrapper(
        F("due") - Value(datetime.timedelta(days=days_before)), output_field=DateField()
    )
    held = TalkRecord.objects.filter(
        person=OuterRef("person"), occasion=OuterRef("occasion"), held_on__gte=OuterRef("earliest")
    )
    plans = TalkPlan.objects.filter(state=TalkPlan.State.PLANNED).annotate(earliest=earliest)
    return plans.exclude(Exists(held)).select_related("person")
