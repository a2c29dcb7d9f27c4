"""A county whose units, numbers, people and posts are drawn by lot, on and around the days asked about."""

import datetime
import random

import pytest

from cadres.models import Appointment, Person, TurnoverRound
from portal.actions.users import create_user, grant_role
from portal.models import Unit, UnitQuota, UnitSpan
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.reports import records

DAY = datetime.date(2026, 6, 30)
DAYS = (DAY - datetime.timedelta(days=1), DAY, DAY + datetime.timedelta(days=1), datetime.date(2025, 12, 31))
KINDS = (
    "chief_posts",
    "deputy_posts",
    "administrative",
    "institution_governed",
    "institution_other",
    "worker",
    "other",
)


@pytest.fixture
def county(db):
    return records.unit("C", kind="county")


@pytest.fixture
def signed_in(client, county):
    """A client signed in as an account of the role over the county."""

    def sign_in(role=Role.CADRE_SECTION):
        user = create_user(
            username=f"u-{role.value}", full_name="周敏", password=None, by=None, must_change_password=False
        )
        grant_role(user=user, role=role, unit=county, by=None)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def drawn(county):
    """Two townships with organs and a station, a department, an institution, a firm and a village, full of people."""
    lot = random.Random(20260630)
    units = [county]
    for number in range(2):
        town = records.unit(f"T{number}", parent=county)
        units.append(town)
        for code, kind, category in (
            ("D", "town", "1001"), ("R", "town", "1003"), ("Z", "town", "1004"), ("J", "town", "1002"),
            ("S", "township_institution", "42"),
        ):  # fmt: skip
            unit = records.unit(f"T{number}{code}", kind=kind, parent=town, township=town)
            Unit.objects.filter(pk=unit.pk).update(township=town)
            UnitSpan.objects.filter(unit=unit).update(category=category)
            units.append(unit)
        Unit.objects.filter(pk=town.pk).update(township=town)
    for code, kind in (("B", "county_organ"), ("I", "county_institution"), ("E", "enterprise"), ("V", "village")):
        units.append(records.unit(code, kind=kind, parent=county))
    units = list(Unit.objects.order_by("path"))
    for unit in units:
        change = PartialDate.from_date(lot.choice(DAYS))
        for began, ended in ((None, change), (change, None)):
            if lot.random() < 0.8:
                numbers = {kind: lot.choice([None, 0, 1, 2, 3]) for kind in KINDS}
                UnitQuota.objects.create(unit=unit, began=began, ended=ended, **numbers)
    for number in range(90):
        draw_person(lot, number, units)
    TurnoverRound.objects.create(name="换届", as_of=DAY)
    return units


def draw_person(lot, number, units):
    """A person with up to three posts, whose facts are sometimes missing."""
    person = Person.objects.create(
        name=f"某{number}", name_key=f"某{number}", pinyin=f"mou{number:03d}", sex=lot.choice(["1", "2", "2", ""]),
        status=lot.choice("1111112"), unit=lot.choice([*units, None]), political_status=lot.choice(["01", "12", "13", ""]),
        born=birth(lot), work_began=lot.choice([None, PartialDate(1996, lot.randint(5, 8)), PartialDate(2006, lot.randint(5, 8))]),
        establishment=lot.choice(["1", "1", "2", "3", "4", ""]), management=lot.choice(["04", "04", "09", "03"]),
        category=lot.choice(["1", "1", "5", "7", "A0", "A1", "A2", "A4", ""]),
    )  # fmt: skip
    organs = [unit for unit in units if unit.kind == "town"][lot.choice([0, 5]) :][:5]
    for _post in range(lot.choice([0, 1, 2, 2, 3])):
        first = lot.choice([*DAYS, *[datetime.date(2022, 1, 1)] * 6])
        ended = lot.choice([None, None, None, first + datetime.timedelta(days=lot.choice([1, 200])), DAY])
        ended = ended if ended and ended > first else None
        Appointment.objects.create(
            person=person, unit=lot.choice(lot.choice([units, organs, organs])), unit_text="", nature=lot.choice(["post"] * 7 + ["secondment"]),
            title=lot.choice(["党委书记", "党委书记", "镇长", "镇长", "人大主席", "副镇长", "党委委员、纪委书记", "党委副书记"]),
            member_kind=lot.choice(["1", "1", "3", "3", "3", "Z"]), is_team_member=lot.random() < 0.9,
            is_primary=lot.random() < 0.5, began=PartialDate.from_date(first), ended=ended and PartialDate.from_date(ended),
        )  # fmt: skip
    for _study in range(lot.choice([0, 1, 2])):
        records.study(
            person, level=lot.choice(["11", "21", "31", "1A"]), mode=lot.choice("12"), ended=lot.choice(["2012-07", "2026-06-30"])
        )  # fmt: skip
    return person


def birth(lot):
    """A month of birth at the edges of the age limits and bands, seldom a year only or none."""
    year = 2026 - lot.choice([31, 32, *[36] * 4, *[37] * 5, 38, 41, 46, 51, 55, 56, 60])
    return lot.choice([None, PartialDate(year), *(PartialDate(year, month) for month in (5, 6, 7, 8, 12))])


def in_force(row, day):
    """Whether a dated record holds on the day: begun by it, not ended by it."""
    number = day.year * 10000 + day.month * 100 + day.day
    return (row.began is None or row.began.as_int() <= number) and (row.ended is None or row.ended.as_int() > number)


def texts(grid):
    """Line key → column key → cell."""
    return {
        line.key: {head.key: cell for head, cell in zip(grid.heads, line.cells, strict=True)} for line in grid.lines
    }
