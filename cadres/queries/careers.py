"""Careers (成长轨迹): who became institution staff from a village, and a leader from an institution or a village."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from cadres.models import Person, SelectionCase
from cadres.rules.selection import (
    INSTITUTION_NATURES,
    LEADER_POSTS,
    VILLAGE_NATURES,
    CareerStep,
    SelectionChannel,
)


@dataclass(frozen=True)
class StepTaken:
    """One step of a career: which, when, and the case it comes from."""

    step: CareerStep
    on: datetime.date
    case: SelectionCase


@dataclass
class Career:
    """A person's steps in the order of time."""

    person: Person
    steps: list[StepTaken] = field(default_factory=list)

    @property
    def both(self) -> bool:
        """Whether the person went the whole way: village, institution, leader."""
        taken = {one.step for one in self.steps}
        return {CareerStep.VILLAGE_TO_INSTITUTION, CareerStep.INSTITUTION_TO_LEADER} <= taken


def careers(user, day: datetime.date) -> list[Career]:
    """People of the user's scope with a step by the day, those who went the whole way first."""
    standing = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
    into = Q(channel=SelectionChannel.VILLAGE_TO_INSTITUTION, approved_on__lte=day)
    up = Q(
        post_kind__in=LEADER_POSTS, appointed_on__lte=day, source_nature__in=(*INSTITUTION_NATURES, *VILLAGE_NATURES)
    ) & ~Q(channel=SelectionChannel.VILLAGE_TO_INSTITUTION)  # fmt: skip
    cases = SelectionCase.objects.filter(standing).filter(into | up).select_related("person__unit", "unit")
    found: dict[int, Career] = {}
    for case in cases.filter(person__in=Person.objects.visible_to(user)):
        step = step_of(case)
        on = case.approved_on if step == CareerStep.VILLAGE_TO_INSTITUTION else case.appointed_on
        found.setdefault(case.person_id, Career(case.person)).steps.append(StepTaken(step, on, case))
    for one in found.values():
        one.steps.sort(key=lambda taken: (taken.on, taken.case.pk))
    return sorted(found.values(), key=lambda one: (not one.both, one.person.pinyin, one.person.pk))


def step_of(case: SelectionCase) -> CareerStep:
    """The step a case is that is one."""
    if case.channel == SelectionChannel.VILLAGE_TO_INSTITUTION:
        return CareerStep.VILLAGE_TO_INSTITUTION
    if case.source_nature in INSTITUTION_NATURES:
        return CareerStep.INSTITUTION_TO_LEADER
    return CareerStep.VILLAGE_TO_LEADER
