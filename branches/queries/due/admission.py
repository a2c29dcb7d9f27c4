"""Steps of admission that have a last day, half-yearly observations, and probations that end."""

import datetime

from branches.models import AdmissionCase
from branches.queries.admission import admission_times, steps_done
from branches.rules.admission import observation_due, outlook, probation_ends
from portal.models import Unit
from portal.queries.reminders import Due

_CONVERTED = 23  # the assembly that decides about full membership


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """What is still to be done in open cases, on the last day on which it is done in time."""
    times = admission_times(last)
    cases = (
        AdmissionCase.objects.exclude(state__in=(AdmissionCase.State.STOPPED, AdmissionCase.State.FULL))
        .filter(organization__unit__in=Unit.objects.visible_to(user))
        .select_related("person", "organization")
        .prefetch_related("steps", "observations")
    )
    found = []
    for case in cases:
        name, done = case.person.name, steps_done(case)
        days = [
            (step.latest, "admission_step", f"{name}：第{step.number}步“{step.name}”应办结", step.why)
            for step in outlook(done, times, last, special=case.special, extended=case.probation_extended)
            if step.latest and step.on is None
        ]
        seen = [one.on for one in case.observations.all()]
        days.append(
            (observation_due(done, seen, times), "admission_observation", f"{name}：应进行一次考察",
             f"每{times.observation_every}个月考察一次（第11条）")
        )  # fmt: skip
        if _CONVERTED not in done:
            days.append(
                (probation_ends(done, times, case.probation_extended), "admission_probation_ends",
                 f"{name}预备期满，应讨论转正", f"预备期{times.probation}个月，自支部大会通过接收之日算起（第31条）")
            )  # fmt: skip
        found += [
            Due(day, kind, label, case.organization.unit_id, case.person_id, case, why)
            for day, kind, label, why in days
            if day and first <= day <= last
        ]
    return sorted(found, key=lambda one: (one.day, one.kind, one.record.pk))
