"""An admission case with the times of its steps, as the rules of the day have them."""

import datetime

from branches.models import AdmissionCase
from branches.rules.admission import AdmissionTimes, Done, Outlook, next_step, observation_due, outlook
from portal.queries.rules import rule_value


def admission_times(as_of: datetime.date) -> AdmissionTimes:
    """The times in force on the day."""
    return AdmissionTimes.from_dict(rule_value("admission_times", as_of)[0])


def steps_done(case: AdmissionCase) -> dict[int, Done]:
    """The steps taken, by number."""
    return {step.number: Done(step.done_on, step.ended_on) for step in case.steps.all()}


def case_outlook(case: AdmissionCase, today: datetime.date) -> list[Outlook]:
    """All twenty-five steps of the case on the day."""
    return outlook(
        steps_done(case), admission_times(today), today, special=case.special, extended=case.probation_extended
    )


def case_next(case: AdmissionCase, today: datetime.date) -> Outlook | None:
    """The step that holds the case up; None for a case that is over."""
    if case.state == AdmissionCase.State.STOPPED:
        return None
    return next_step(case_outlook(case, today))


def case_observation_due(case: AdmissionCase, today: datetime.date) -> datetime.date | None:
    """The day by which the next half-yearly observation is due."""
    if case.state == AdmissionCase.State.STOPPED:
        return None
    observed = [one.on for one in case.observations.all()]
    return observation_due(steps_done(case), observed, admission_times(today))


def late_cases(cases, today: datetime.date) -> list[tuple[AdmissionCase, Outlook]]:
    """The open cases among those given in which a step or an observation is overdue, with the late step.

    Reads every case's steps in one query; two years of a county's cases are a few hundred.
    """
    still_open = cases.exclude(state__in=(AdmissionCase.State.STOPPED, AdmissionCase.State.FULL))
    found = []
    for case in still_open.select_related("person", "organization").prefetch_related("steps"):
        step = case_next(case, today)
        if step is not None and step.state == "late":
            found.append((case, step))
    return found
