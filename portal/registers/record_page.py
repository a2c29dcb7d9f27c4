"""What the page of a record shows: its facts, its way through the states, the steps taken and those open now."""

import datetime
from dataclasses import dataclass

from django.db.models import Model

from portal.queries.versions import version_of
from portal.registers.choosers import link_to
from portal.registers.columns import field_at, label_of, text_of, withheld
from portal.registers.declaration import Register
from portal.registers.forms import StepForm
from portal.registers.steps import ENTRY, previous_steps, right_of, same_person, state_names
from portal.rules.flow import Step


@dataclass(frozen=True)
class Fact:
    """One column of the record; `href` opens the record it names."""

    label: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class StepBox:
    """A step open now: its little form, or why this account cannot take it."""

    step: Step
    form: StepForm | None
    problem: str = ""


def facts(register: Register, record: Model, user) -> list[Fact]:
    """The columns of the form, the steps and the list that hold something, none twice, without those withheld."""
    hidden = withheld(register, user)
    flow = register.flow.field if register.flow else ""
    derived = [one for one in register.columns if isinstance(one, str) and "__" not in one and one != flow]
    names = list(dict.fromkeys((*register.field_names, *asked_by_steps(register), *derived)))
    names += [one for one in register.columns if not isinstance(one, str)]
    found = []
    for column in names:
        name = column if isinstance(column, str) else column.name
        if name in hidden or not (text := text_of(record, column)):
            continue
        if not isinstance(column, str) and text in {fact.text for fact in found}:
            continue  # worked out of columns that already say it
        href = ""
        if isinstance(column, str):
            field = field_at(register.model, column)
            if field.is_relation and not field.many_to_many:
                href = link_to(getattr(record, column), user)
        found.append(Fact(label_of(register, column), text, href))
    return found


def asked_by_steps(register: Register) -> list[str]:
    """The columns that the steps ask for, in the order of the flow."""
    return [name for step in register.flow.steps for name in step.asks] if register.flow else []


def owner_facts(register: Register, record: Model, user) -> list[tuple[str, str]]:
    """(label, address) of the records under whose pages this one is listed."""
    found = [(str(owner), link_to(owner, user)) for name in register.owners if (owner := getattr(record, name))]
    return [(label, href) for label, href in found if href]


def track(register: Register, record: Model, taken: list) -> list[tuple[str, str]]:
    """(word, place) of the states: those passed, the one it stands in, those that come next on the plain road.

    A step that needs a reason leads off the road (a hold, a refusal): it is offered as a step, not shown ahead; nor is
    what a later state would lead back to.
    """
    if not register.flow:
        return []
    state = getattr(record, register.flow.field)
    passed = [one.target for one in taken if one.target != state]
    words = state_names(register)
    ahead, reached = [], [state]
    order = list(words)
    while reached:
        at = reached.pop(0)
        for step in register.flow.steps_from(at, record):
            back = at != state and order.index(step.target) < order.index(at)
            if not step.reason and not back and step.target not in (state, *ahead):
                ahead.append(step.target)
                reached.append(step.target)
    way = [(one, "passed") for one in dict.fromkeys(passed) if one not in ahead]
    way += [(state, "here")]
    way += [(one, "ahead") for one in words if one in ahead]
    return [(words.get(code, code), place) for code, place in way]


def steps_taken(register: Register, record: Model) -> list[dict]:
    """The steps the record took, in order: what, from where to where, by whom, when and why."""
    if not register.flow:
        return []
    words = state_names(register)
    labels = {step.name: step.label for step in register.flow.steps} | {ENTRY: "登记"}
    return [
        {
            "label": labels.get(one.step, one.step), "origin": words.get(one.origin, one.origin), "by": one.taken_by,
            "target": words.get(one.target, one.target), "at": one.taken_at, "reason": one.reason,
        }
        for one in previous_steps(record).select_related("taken_by")
    ]  # fmt: skip


def steps_of_others(register: Register, record: Model, user) -> list[tuple[str, str]]:
    """(steps, right) of what leads on from the record's state beyond the account's rights: whom to turn to."""
    labels: dict[str, list[str]] = {}
    for step in register.flow.steps_from(getattr(record, register.flow.field), record) if register.flow else ():
        right = right_of(register, step)
        if not user.can(right):
            labels.setdefault(str(right.label), []).append(str(step.label))
    return [("、".join(steps), right) for right, steps in labels.items()]


def open_steps(
    register: Register, record: Model, user, today: datetime.date, refused: StepForm | None = None
) -> list[StepBox]:
    """The steps that lead on from the record's state and that the account's rights cover.

    A step is mostly entered on the day it is taken: that is filled in.
    """
    if not register.flow:
        return []
    boxes = []
    barred = None
    for step in register.flow.steps_from(getattr(record, register.flow.field), record):
        if not user.can(right_of(register, step)):
            continue
        if step.second_person:
            barred = same_person(record, user) if barred is None else barred
            if barred:
                boxes.append(StepBox(step, None, barred))
                continue
        same = refused is not None and refused.step.name == step.name
        known = {name: today for name in step.asks if name.endswith("_on") and not getattr(record, name)}
        known["made_from"] = version_of(record)
        form = refused if same else StepForm(step=step, record=record, user=user, initial=known)
        boxes.append(StepBox(step, form))
    return boxes
