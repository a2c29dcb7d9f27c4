"""Who may become eligible in a month is narrowed by the database; nobody whose day lies there may be left out."""

import datetime
import random

import pytest

from cadres.models import Award, Person, PromotionBar
from cadres.queries.due import ranks
from cadres.queries.ranks.moving import may_become_eligible
from cadres.queries.ranks.standing import standings
from cadres.queries.ranks.terms import rank_terms
from portal.queries.reminders import month_end
from portal.rules.dates import PartialDate, parse_partial_date
from portal.rules.roles import Role
from tests.cadres.rank_records import DAY, account, clerk, county, ranked, result

pytestmark = pytest.mark.django_db
MONTHS = [datetime.date(year, month, 1) for year in (2024, 2025, 2026) for month in range(1, 13)]


def anybody(unit, number: int, chance: random.Random) -> Person:
    """A civil servant of a chance career: rank, post level, results, discipline, inquiry, probation."""
    since = f"{chance.randint(2015, 2026)}{chance.randint(1, 12):02d}"
    own = {"rank": chance.choice(["1A", "1B", "13"]), "rank_since": parse_partial_date(since)}
    person = clerk(unit, name=f"甲{number}", **(own if chance.random() < 0.3 else {}))
    if chance.random() < 0.2:
        Person.objects.filter(pk=person.pk).update(recruited=PartialDate(chance.randint(2022, 2025), 7))
    if not person.rank:
        ranked(person, chance.choice(["1B", "1A", "19", "18", "13", "01B06"]), since)
    if chance.random() < 0.3:
        ranked(person, chance.choice(["0141", "0142"]), f"{chance.randint(2015, 2026)}05", sequence="level")
    for year in range(2015, 2026):
        if chance.random() < 0.9:
            decided = chance.choice([None, None, DAY(year + 1, 2, 10), DAY(year + 3, 5, 6)])
            result(person, year, chance.choices(["1", "2", "3", "5A"], [4, 12, 1, 1])[0], decided)
    if chance.random() < 0.15:
        Award.objects.create(person=person, name="记过", code="02112", decided=PartialDate(chance.randint(2022, 2025), 3))
    if chance.random() < 0.1:
        PromotionBar.objects.create(person=person, kind="admonition", began=PartialDate(2024, 3), ended=PartialDate(2025, 3))
    return person


def test_the_day_of_promotion_is_told_of_the_same_people_as_without_narrowing():
    unit, chance = county(), random.Random(20260630)
    for number in range(150):
        anybody(unit, number, chance)
    user = account(Role.CADRE_SECTION, unit)
    told = {(one.person_id, one.day) for first in MONTHS for one in ranks.due(first, month_end(first), user)}
    expected = set()
    for first in MONTHS:
        for pk, one in standings(Person.objects.all(), month_end(first)).items():
            unknown = one.verdict.standing == "unknown" and not one.verdict.bars
            day = one.verdict.possible_on or (one.verdict.effective_on if unknown else None)
            if day and first <= day <= month_end(first):
                expected.add((pk, day))

    assert told == expected
    assert len(expected) > 30


def test_whoever_served_the_term_long_ago_is_not_looked_at():
    person = clerk(county())
    ranked(person, "19", "201601")
    result(person, 2025, "1", DAY(2026, 2, 10))

    assert not may_become_eligible(Person.objects.all(), DAY(2026, 6, 1), rank_terms(DAY(2026, 6, 30))).exists()
    assert may_become_eligible(Person.objects.all(), DAY(2018, 1, 1), rank_terms(DAY(2018, 1, 31))).exists()
