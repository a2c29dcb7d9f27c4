"""A county of villages for the oracles, and the days on which things happen there: many of them edge days."""

import datetime

from portal.models import Unit, UnitSpan
from portal.rules.dates import PartialDate
from tests.reports.records import unit

SINCE = datetime.date(2021, 7, 1)
EDGES = [
    *(SINCE + datetime.timedelta(days=step) for step in (-1, 0, 1)),
    *(datetime.date(2025, 12, day) for day in (30, 31)),
    *(datetime.date(2026, 1, day) for day in (1, 2)),
    *(datetime.date(2026, 6, day) for day in (1, 28, 29, 30)),
    *(datetime.date(2026, 7, day) for day in (1, 2)),
]


def make_county(random):
    """Villages and communities of two towns; one village became a community, one is a village no more."""
    root = unit("C", "county")
    towns = [unit("C1", parent=root), unit("C2", "township", parent=root)]
    villages = []
    for number in range(9):
        town = random.choice(towns)
        kind = random.choice(["village", "village", "community"])
        ended = "20260630" if number == 0 else None
        made = unit(f"V{number}", kind, parent=town, township=town, ended=ended)
        made.township = town
        made.save()
        villages.append(made)
    return villages


def any_day(random):
    """An edge day half of the time."""
    if random.random() < 0.6:
        return random.choice(EDGES)
    return datetime.date(2021, 1, 1) + datetime.timedelta(days=random.randint(0, 2190))


def later(random, day):
    """A day not before the day, or None."""
    if random.random() < 0.3:
        return None
    return max(day, any_day(random))


def span(random):
    """Values of a period: begun on a day, in a month, or nobody knows when; ended later or still going on."""
    day = any_day(random)
    began = random.choice(
        [None, PartialDate(day.year), PartialDate(day.year, day.month)] + [PartialDate.from_date(day)] * 5
    )
    ended = PartialDate.from_date(day + datetime.timedelta(days=random.choice([1, 2, 200, 900])))
    return {"began": began, "ended": random.choice([None, ended])}


def in_force(record, day):
    """Whether a period holds on the day: from its first possible day up to, but not on, the first day of its end."""
    return (record.began is None or record.began.first_day() <= day) and (
        record.ended is None or record.ended.first_day() > day
    )


def inside(question):
    """Whether a unit, by its number, is the one asked about or lies below it."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))

    def lies_inside(number):
        while number is not None:
            if number == question.unit.pk:
                return True
            number = parents[number]
        return False

    return lies_inside


def of_question(model, question, owner=""):
    """All records of the model in the scope of the question; `owner` is the record whose unit they have, if any."""
    lies_inside = inside(question)
    records = model.objects.select_related(owner) if owner else model.objects.all()
    return [one for one in records if lies_inside((getattr(one, owner) if owner else one).unit_id)]


def villages_of(question):
    """The units in the scope that are a village or a community on the day."""
    lies_inside = inside(question)
    spans = [one for one in UnitSpan.objects.select_related("unit") if in_force(one, question.as_of)]
    return {one.unit for one in spans if one.kind in ("village", "community") and lies_inside(one.unit_id)}


def since(question):
    """Whether a day lies in what is counted since the beginning of 近年来."""
    return lambda day: day is not None and question.since <= day <= question.as_of


def count(records):
    """A plain count."""
    return len(records), None, 0


def total(values):
    """A sum of values, those not known told apart."""
    values = list(values)
    return sum(value for value in values if value is not None), None, sum(value is None for value in values)


def share(answers):
    """A share of answers, of which some may be None: not known."""
    answers = list(answers)
    return answers.count(True), len(answers), answers.count(None)
