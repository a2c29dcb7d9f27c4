"""Venues, their projects, money and equipment, added up one by one."""

from decimal import Decimal

from branches.models import ActivityVenue, FundAllocation, VenueEquipment, VenueProject
from tests.reports.village_county import (
    any_day,
    count,
    in_force,
    later,
    make_county,
    of_question,
    share,
    since,
    span,
    total,
)

LEAST = {"main_area": 300, "hall_area": 50, "room_area": 100, "square_area": 1000}


def meets_standard(venue):
    if not (venue.holds_meetings and venue.holds_training and venue.gives_service):
        return False
    if any(getattr(venue, name) is not None and getattr(venue, name) < least for name, least in LEAST.items()):
        return False
    return None if any(getattr(venue, name) is None for name in LEAST) else True


def money(day, amount):
    def oracle(question):
        counts = since(question)
        return total(
            getattr(one, amount)
            for one in of_question(FundAllocation, question, "project")
            if counts(getattr(one, day))
        )

    return oracle


def standard(question):
    venues = [venue for venue in of_question(ActivityVenue, question) if in_force(venue, question.as_of)]
    return share(meets_standard(venue) for venue in venues)


def accepted(question):
    counts = since(question)
    return count([one for one in of_question(VenueProject, question) if counts(one.accepted_on)])


def accepted_of_due(question):
    counts = since(question)
    due = [one for one in of_question(VenueProject, question) if counts(one.due_on)]
    return share(one.accepted_on is not None and one.accepted_on <= question.as_of for one in due)


def equipment(amount):
    def oracle(question):
        counts = since(question)
        return total(getattr(one, amount) for one in of_question(VenueEquipment, question) if counts(one.provided_on))

    return oracle


ORACLES = {
    "VEN-01.paid": money("paid_on", "paid"),
    "VEN-01.allocated": money("allocated_on", "amount"),
    "VEN-02": standard,
    "VEN-03.accepted": accepted,
    "VEN-03.rate": accepted_of_due,
    "VEN-04.items": equipment("quantity"),
    "VEN-04.value": equipment("value"),
}


def make_records(random):
    """Venues just below, at and above each area, some not measured; projects due and accepted around the days."""
    villages = make_county(random)
    for _number in range(60):
        # A measure just short of the standard in one area, most of the time in none.
        areas = {
            name: random.choice([least] * 9 + [least + 1, least - Decimal("0.01"), None])
            for name, least in LEAST.items()
        }
        functions = {
            name: random.random() < 0.9
            for name in ("holds_meetings", "holds_training", "gives_service", "holds_culture")
        }
        ActivityVenue.objects.create(unit=random.choice(villages), name="阵地", **areas, **functions, **span(random))
    for _number in range(40):
        project = VenueProject.objects.create(
            unit=random.choice(villages), name="项目", kind="new", total=60, proposed_on=any_day(random),
            due_on=any_day(random), accepted_on=random.choice([None, any_day(random)]),
        )  # fmt: skip
        for _piece in range(random.randint(0, 2)):
            day = any_day(random)
            paid_on = later(random, day)
            FundAllocation.objects.create(
                project=project, source="county", amount=Decimal("20.5"), allocated_on=day,
                paid=Decimal("12.3456") if paid_on else 0, paid_on=paid_on,
            )  # fmt: skip
    for _number in range(40):
        VenueEquipment.objects.create(
            unit=random.choice(villages), name="电脑", kind="office", quantity=random.randint(0, 5),
            value=random.choice([None, 0, Decimal("1.25")]), provided_on=any_day(random),
        )  # fmt: skip
