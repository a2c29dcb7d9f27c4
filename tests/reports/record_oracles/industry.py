"""Industry projects, households and incomes, household by household."""

import datetime

from branches.models import (
    CollectiveIncome,
    Household,
    HouseholdIncome,
    HouseholdLink,
    IndustryProject,
    IndustryResult,
    LeadingMember,
)
from tests.reports.records import person
from tests.reports.village_county import count, in_force, make_county, of_question, span, total


def projects(*kinds):
    def oracle(question):
        standing = [one for one in of_question(IndustryProject, question) if in_force(one, question.as_of)]
        return count([one for one in standing if not kinds or one.kind in kinds])

    return oracle


def touches(link, first, last):
    """Whether a link holds on at least one day from the first to the last."""
    if link.ended is not None and link.ended.first_day() <= first:
        return False
    return link.began is None or link.began.first_day() <= last


def led(by, *, now):
    def oracle(question):
        households = set()
        for link in of_question(HouseholdLink, question, "household"):
            holds = in_force(link, question.as_of) if now else touches(link, question.since, question.as_of)
            if holds and getattr(link, by) is not None:
                households.add(link.household_id)
        return count(households)

    return oracle


def gain(question):
    year = question.as_of.year - 1
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    links = [link for link in HouseholdLink.objects.all() if link.project_id and touches(link, first, last)]
    incomes = {(one.household_id, one.year): one.amount for one in HouseholdIncome.objects.all()}
    gains = []
    for household in of_question(Household, question):
        now, before = incomes.get((household.pk, year)), incomes.get((household.pk, year - 1))
        if now is not None and before is not None and household.pk in {link.household_id for link in links}:
            gains.append(now - before)
    return sum(gains), len(gains), 0


def last_year(model, column, owner="", holds=lambda record: True):
    def oracle(question):
        found = [one for one in of_question(model, question, owner) if one.year == question.as_of.year - 1]
        return total(getattr(one, column) for one in found if holds(one))

    return oracle


def tourism(column):
    return last_year(IndustryResult, column, "project", lambda result: result.project.kind == "tourism")


ORACLES = {
    "IND-01.total": projects(),
    "IND-01.agriculture": projects("planting", "breeding"),
    "IND-01.tourism": projects("tourism"),
    "IND-01.commerce": projects("commerce"),
    "IND-03.ever": led("project_id", now=False),
    "IND-03.now": led("project_id", now=True),
    "IND-04": gain,
    "IND-05.total": last_year(CollectiveIncome, "operating"),
    "IND-06.visitors": tourism("visitors"),
    "IND-06.revenue": tourism("revenue"),
    "IND-11.ever": led("leader_id", now=False),
    "IND-11.now": led("leader_id", now=True),
}


def make_records(random):
    """Households in none, one or several projects, led by members too, with and without two years' incomes."""
    villages = make_county(random)
    for unit in villages:
        for year in (2024, 2025):
            CollectiveIncome.objects.create(unit=unit, year=year, operating=random.randint(0, 30))
    kinds = ["planting", "breeding", "tourism", "tourism", "commerce", "other"]
    found = [
        IndustryProject.objects.create(
            unit=random.choice(villages), name="项目", kind=random.choice(kinds), **span(random)
        )
        for _number in range(24)
    ]
    for project in found:
        for year in random.sample([2023, 2024, 2025], 2):
            IndustryResult.objects.create(
                project=project, year=year, revenue=random.choice([None, 10]), visitors=random.choice([None, 500])
            )
    leaders = [LeadingMember.objects.create(unit=villages[0], person=person(name)) for name in ("甲", "乙")]
    for number in range(40):
        household = Household.objects.create(unit=random.choice(villages), number=str(number), head="张某")
        for year in random.sample([2023, 2024, 2025], random.randint(0, 3)):
            HouseholdIncome.objects.create(household=household, year=year, amount=random.randint(8000, 12000))
        for _link in range(random.randint(0, 3)):
            by = random.choice([{"project": random.choice(found)}, {"leader": random.choice(leaders)}])
            if random.random() < 0.2:
                by = {"project": random.choice(found), "leader": random.choice(leaders)}
            HouseholdLink.objects.create(household=household, way="work", **by, **span(random))
