"""As known on a day: corrections made later do not change what was known before."""

import datetime

import pytest
from django.db import connection

from portal.models import Unit
from reports.figures import board, people_page
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)
FIRST, LATER = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (7, 8))
TABLES = [
    "portal_unitevent", "portal_unitspanevent", "cadres_personevent", "cadres_appointmentevent",
    "cadres_educationevent", "cadres_townshipperiodevent", "cadres_spellevent", "cadres_sourcetagevent",
]


def _date_images(moment):
    """Give the images just made the time they would have had; one test is one transaction, hence one time."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"UPDATE {table} SET pgh_created_at = %s WHERE pgh_created_at > %s", [moment, LATER])


@pytest.fixture
def county():
    county = records.unit("C", kind="county")
    town = records.unit("T", parent=county)
    for number in range(3):
        who = records.person(f"人{number}", sex="2", born="1990-07")
        records.post(who, town)
        records.study(who, ended="2010-07")
        records.stretch(who, "2020-01")
        records.spell(who)
        records.tag(who, "retained")
    _date_images(FIRST)
    return county


def _numbers(county, known_at):
    answer = board(population="team", as_of=DAY, unit=county, known_at=known_at)
    return [(one.numerator, one.denominator, one.missing) for one in answer.figures]


def test_just_after_a_load_what_is_known_is_what_stands(county):
    assert _numbers(county, FIRST) == _numbers(county, None)


def test_before_the_load_nothing_was_known(county):
    before = FIRST - datetime.timedelta(microseconds=1)

    assert all(numbers == (0, 0, 0) for numbers in _numbers(Unit.objects.get(code="C"), before))


def test_corrections_additions_and_deletions_made_later_are_not_seen(county):
    known = _numbers(county, None)
    people = list(records.Person.objects.order_by("pk"))
    people[0].sex = "1"
    people[0].save()
    people[1].appointments.all().delete()
    people[2].educations.all().delete()
    records.post(records.person("新"), Unit.objects.get(code="T"))
    _date_images(LATER)

    assert _numbers(county, FIRST) == known
    assert _numbers(county, LATER) == _numbers(county, None) != known


def test_the_list_of_then_names_the_people_of_then(county):
    records.Person.objects.get(name="人1").appointments.all().delete()
    _date_images(LATER)
    question = {"indicator": "CAD-11.women", "side": "numerator", "population": "team", "as_of": DAY, "unit": county}

    then = people_page(known_at=FIRST, limit=2, **question)
    rest = people_page(known_at=FIRST, limit=2, after=then.next, **question)

    assert [row.name for row in then.rows + rest.rows] == ["人0", "人1", "人2"]
    assert [row.name for row in people_page(**question).rows] == ["人0", "人2"]
