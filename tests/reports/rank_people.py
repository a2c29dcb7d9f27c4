"""People with ranks, results and awards for the figures about them, and what both slow computations ask of a person."""

import datetime

from cadres.models import (
    Appraisal,
    AssessmentConsequence,
    Award,
    InitialRankConversion,
    PeriodicAppraisal,
    Person,
    PromotionBar,
    RankPromotionCase,
    RankSpan,
)
from portal.models import Unit, UnitQuota
from portal.rules.dates import PartialDate

DAY = datetime.date
LADDER = ["11", "12", "13", "14", "15", "16", "17", "18", "19", "1A", "1B", "1C"]
DISCIPLINE = {"02110": 6, "02112": 12, "02113": 18, "02114": 24, "02117": 24}
CATEGORIES = ["1", "2", "3", "5", "6", "61", "62", "63"]


def inside(unit, question):
    return unit is not None and unit.path.startswith(question.unit.path)


def is_civil(person):
    return person.category in CATEGORIES and person.establishment in ("1", "2")


def decided(appraisal):
    return appraisal.decided_on or DAY(appraisal.year + 1, 3, 1)


def edge(random):
    """A day on or beside those asked about, or some day of the last years."""
    days = [DAY(2021, 6, 30), DAY(2021, 7, 1), DAY(2025, 12, 31), DAY(2026, 1, 1), DAY(2026, 3, 1), DAY(2026, 6, 29),
            DAY(2026, 6, 30), DAY(2026, 7, 1)]  # fmt: skip
    return random.choice([*days, DAY(2015, 1, 1) + datetime.timedelta(days=random.randrange(4200))])


def rough(random):
    """The same as a partial date, sometimes known to the month or the year only."""
    day = PartialDate.from_date(edge(random))
    return random.choice([day, PartialDate(day.year, day.month), PartialDate(day.year)])


def make_units(random):
    units = []
    for number, kind in enumerate(["county", "county_organ", "town", "township", "county_organ"]):
        unit = Unit.objects.create(
            code=f"R{number}", name=f"单位{number}", kind=kind, parent=units[0] if units else None, path=""
        )
        unit.path = f"{units[0].path if units else ''}{unit.pk:06d}."
        unit.township = unit if kind in ("town", "township") else None
        unit.save()
        units.append(unit)
    for unit in units[:4]:
        change = PartialDate.from_date(random.choice([DAY(2026, 1, 1), DAY(2026, 6, 30)]))
        UnitQuota.objects.create(unit=unit, administrative=random.randrange(20, 60), ended=change)
        UnitQuota.objects.create(unit=unit, administrative=random.randrange(20, 60), began=change)
    return units


def make_records(random):
    """People with ranks, results, awards and bars that begin and end on and around the days asked about."""
    units = make_units(random)
    make_certain(units[0])
    for number in range(170):
        person = Person.objects.create(
            name=f"某{number}", name_key=f"某{number}", sex=random.choice(["1", "2", ""]), status=random.choice("1111112"),
            category=random.choice(["1", "1", "1", "3", "5", "8", ""]), establishment=random.choice(["1", "1", "1", "2", "3"]),
            unit=random.choice([*units, None]), born=rough_birth(random), recruited=random.choice([None, None, rough(random)]),
            rank=random.choice(["", "", *LADDER]), rank_since=random.choice([None, rough(random)]),
            post_level=random.choice(["", "", "0141", "0142", "0198"]), post_level_since=random.choice([None, rough(random)]),
        )  # fmt: skip
        make_life(random, person)
        make_cases(random, person, random.choice(units))


def make_certain(unit):
    """Somebody who counts in the figures chance might leave empty."""
    person = Person.objects.create(
        name="某", name_key="某", sex="1", status="1", category="1", establishment="1", unit=unit
    )
    RankSpan.objects.create(person=person, sequence="rank", code="12", began=PartialDate(2019, 6))
    Award.objects.create(
        person=person, name="记三等功", code="01114", decided=PartialDate(2025, 3), award_year=2024, basis="three_years"
    )


def rough_birth(random):
    year = random.choice([1965, 1966, 1970, 1971, 1985, 1990])
    return random.choice([None, PartialDate(year), PartialDate(year, random.randint(1, 12))])


def make_life(random, person):
    for sequence, codes in (
        ("rank", [*LADDER, "12", "13", "14", "14", "15", "16"]),
        ("level", ["0141", "0142", "0150", "0198"]),
    ):
        if random.random() < 0.7:
            cut, first = rough(random), random.choice([None, PartialDate(2015, 3), PartialDate(2019, 6)])
            if first is None or first < cut:
                RankSpan.objects.create(
                    person=person, sequence=sequence, code=random.choice(codes), began=first, ended=cut
                )
            if random.random() < 0.7:
                RankSpan.objects.create(person=person, sequence=sequence, code=random.choice(codes), began=cut)
    for year in range(random.choice([2015, 2019, 2023]), 2026):
        if random.random() < 0.9:
            Appraisal.objects.create(
                person=person, year=year, participated=random.random() < 0.95,
                result=random.choice(["1", "1", "2", "2", "2", "2", "3", "4", "5A", "5", "6", "2B"]),
                decided_on=random.choice([None, DAY(year + 1, 1, 1), DAY(year + 1, 6, 30), DAY(year + 1, 7, 1)]),
            )  # fmt: skip
    for _time in range(random.randrange(4)):
        Award.objects.create(
            person=person, name="奖惩", code=random.choice(["01115", "01115", "01115", "01114", "01114", "01113", *DISCIPLINE, "02250"]),
            decided=random.choice([rough(random), rough(random), None]), revoked=random.choice([None, None, rough(random)]),
            award_year=random.choice([None, 2020, 2021, 2024, 2025, 2026]),
            basis=random.choice(["", "excellent_year", "three_years", "other"]),
        )  # fmt: skip
    if random.random() < 0.2:
        began, ended = random.choice([None, rough(random)]), random.choice([None, rough(random)])
        if not (began and ended) or began < ended:
            PromotionBar.objects.create(person=person, kind="investigation", began=began, ended=ended)
    for year, number in ((2025, 4), (2026, 1), (2026, 2), (2026, 3)):
        if random.random() < 0.6:
            PeriodicAppraisal.objects.create(
                person=person, unit=person.unit or Unit.objects.get(parent=None), year=year, number=number,
                period=random.choice(["month", "quarter"]), grade=random.choice("1234"),
                decided_on=random.choice([None, edge(random)]),
            )  # fmt: skip
    for kind in ("bonus", "level"):
        if random.random() < 0.5:
            state = random.choice(["due", "executed", "executed", "waived"])
            AssessmentConsequence.objects.create(
                person=person, year=2025, kind=kind, due_on=edge(random), state=state,
                executed_on=edge(random) if state == "executed" else None,
            )  # fmt: skip


def make_cases(random, person, unit):
    if random.random() < 0.5:
        state = random.choice(["surveyed", "notice", "approved", "completed"])
        InitialRankConversion.objects.create(
            person=person, unit=unit, should_convert=random.random() < 0.8, state=state, new_rank="18",
            approved_on=edge(random) if state in ("approved", "completed") else None,
        )  # fmt: skip
    for _time in range(random.randrange(3)):
        state = random.choice(["draft", "approved", "paid", "rejected", "rolled_back"])
        if state == "draft" and person.rank_cases.filter(state="draft").exists():
            continue
        approved = edge(random) if state not in ("draft", "rejected") else None
        back = approved + datetime.timedelta(days=random.choice([0, 1, 200])) if state == "rolled_back" else None
        RankPromotionCase.objects.create(
            person=person, unit=unit, target="19", state=state, approved_on=approved, rolled_back_on=random.choice([back, None]),
            kind=random.choice(["promotion", "promotion", "promotion", "initial", "lateral", "demotion"]),
            regime=random.choice(["2019", "2019", "2015"]),
        )  # fmt: skip
