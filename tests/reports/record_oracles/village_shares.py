"""Shares over villages: each village looked at by itself, its records gone through one by one."""

from branches.models import CollectiveIncome, CustomReform, IndustryProject, ServiceCentre
from tests.reports.village_county import in_force, make_county, share, span, villages_of


def villages(holds):
    """The share of villages that meet the condition, which answers None where it is not known."""
    return lambda question: share(holds(unit, question) for unit in villages_of(question))


def standing(model, unit, question):
    return [one for one in model.objects.filter(unit=unit) if in_force(one, question.as_of)]


def any_centre(function):
    return lambda unit, question: any(getattr(one, function) for one in standing(ServiceCentre, unit, question))


def has_reform(unit, question):
    return any(
        reform.has_council and reform.wedding_tables is not None and reform.funeral_tables is not None
        for reform in standing(CustomReform, unit, question)
    )


def income_reaches(unit, question):
    for income in CollectiveIncome.objects.filter(unit=unit):
        if income.year == question.as_of.year - 1:
            return income.operating >= 10
    return None


ORACLES = {
    "IND-02": villages(lambda unit, question: bool(standing(IndustryProject, unit, question))),
    "IND-05.villages": villages(income_reaches),
    "SVC-02.culture": villages(any_centre("has_culture")),
    "SVC-02.health": villages(any_centre("has_health")),
    "SVC-02.care": villages(any_centre("has_care")),
    "CIV-03": villages(has_reform),
}


def make_records(random):
    """Villages with and without projects, centres, limits and incomes."""
    for unit in make_county(random):
        for _number in range(random.randint(0, 2)):
            IndustryProject.objects.create(unit=unit, name="项目", kind="planting", **span(random))
        for _number in range(random.randint(0, 3)):
            functions = {name: random.random() < 0.6 for name in ("has_culture", "has_health", "has_care")}
            ServiceCentre.objects.create(unit=unit, name="中心", **functions, **span(random))
        for _number in range(random.randint(0, 2)):
            CustomReform.objects.create(
                unit=unit,
                has_council=random.random() < 0.8,
                wedding_tables=random.choice([None, 0, 15]),
                funeral_tables=random.choice([10, 0, None]),
                **span(random),
            )
        for year in (2024, 2025):
            if random.random() < 0.7:
                CollectiveIncome.objects.create(unit=unit, year=year, operating=random.choice([9, 10, 11]))
