"""The board and the second opinion give the same numbers on generated counties, asked on the days that matter."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.models import (
    Appointment,
    Education,
    Person,
    SlateMember,
    SourceTag,
    Spell,
    TownshipPeriod,
    TurnoverRound,
    TurnoverUnit,
)
from portal.models import RuleSetting, Unit, UnitQuota
from portal.rules.dates import PartialDate
from reports.definitions import indicators
from reports.figures import board, people_count
from tests.reports import oracle, records

pytestmark = pytest.mark.django_db
SIDES = ("numerator", "denominator", "missing")

EDGE = datetime.date(2026, 6, 15)
NEAR = [
    PartialDate(2026, 6, 15), PartialDate(2026, 6, 14), PartialDate(2026, 6, 16), PartialDate(2026, 6),
    PartialDate(2026, 7), PartialDate(2026), PartialDate(2024, 6), PartialDate(2024, 6, 15), PartialDate(2024, 6, 16),
    PartialDate(2020, 2, 29), PartialDate(2024, 2, 29), PartialDate(2025, 1, 31), PartialDate(2010),
]
BORN = [
    PartialDate(1990, 6), PartialDate(1990, 6, 15), PartialDate(1990, 7), PartialDate(1990), PartialDate(1995, 6),
    PartialDate(1995, 7), PartialDate(1995), PartialDate(1970, 12), PartialDate(1988, 2, 29),
]
DAYS = [EDGE, datetime.date(2024, 6, 15), datetime.date(2026, 7, 1), datetime.date(2026, 12, 31)]

dates = st.sampled_from(NEAR)
perhaps = st.one_of(st.none(), dates)


@st.composite
def periods(draw):
    """A beginning and an end that a period may have; either may be open."""
    began, ended = draw(perhaps), draw(perhaps)
    if began and ended and ended.as_int() <= began.as_int():
        ended = None
    return {"began": began, "ended": ended}


@st.composite
def stretches(draw):
    period = draw(periods())
    began = period["began"] or PartialDate(2023, 12)
    ended = period["ended"] if period["ended"] and period["ended"].as_int() > began.as_int() else None
    conventions = ["MONTH_DIFF", "FULL_MONTHS", "INCLUSIVE_MONTHS"]
    return {
        "began": began, "ended": ended, "counts_from": draw(perhaps), "convention": draw(st.sampled_from(conventions))
    }


posts = st.fixed_dictionaries({
    "where": st.integers(0, 6), "is_team_member": st.sampled_from([True, True, True, False]),
    "member_kind": st.sampled_from(["1", "3", "3", "Z", ""]),
    "nature": st.sampled_from(["post", "post", "post", "secondment"]), "period": periods(),
})
studies = st.fixed_dictionaries({
    "level": st.sampled_from(["21", "11", "13", "3B", "31", "2B", ""]), "mode": st.sampled_from(["1", "1", "2", ""]),
    "outcome": st.sampled_from(["1", "1", "3", ""]), "ended": perhaps,
})
people = st.fixed_dictionaries({
    "sex": st.sampled_from(["1", "2", ""]), "born": st.one_of(st.none(), st.sampled_from(BORN)),
    "ethnicity": st.sampled_from(["01", "02", "56", "91", ""]),
    "political_status": st.sampled_from(["01", "02", "03", "05", "13", "12", ""]),
    "status": st.sampled_from(["1", "1", "1", "2"]),
    "posts": st.lists(posts, max_size=3), "studies": st.lists(studies, max_size=2),
    "stretches": st.lists(stretches(), max_size=2), "spells": st.lists(perhaps, max_size=1),
    "tags": st.dictionaries(st.sampled_from(oracle.CATEGORIES), perhaps, max_size=2),
    "slates": st.sets(st.integers(0, 2), max_size=2),
})
counties = st.fixed_dictionaries({
    "people": st.lists(people, min_size=1, max_size=5),
    "states": st.lists(
        st.tuples(
            st.sampled_from(["completed", "completed", "elected", "plan"]), st.sampled_from([None, EDGE]),
            st.sampled_from([None, 9]),
        ),
        min_size=3, max_size=3,
    ),
    "streets": st.booleans(), "wide": st.booleans(), "classes": st.booleans(),
    "age": st.sampled_from([
        {"threshold": 35, "boundary": "NOT_FULL_NEXT", "precision": "month"},
        {"threshold": 35, "boundary": "LT", "precision": "day"},
        {"threshold": 36, "boundary": "LE_DAY", "precision": "month"},
        {"threshold": 34, "boundary": "AROUND", "precision": "month"},
    ]),
    "edge": st.sampled_from(DAYS), "shift": st.sampled_from([-1, 0, 1]),
    "population": st.sampled_from(["team", "team", "slate"]), "whole": st.sampled_from([True, True, False]),
})


@pytest.fixture
def county():
    """A county of a town, a town that turns street on the edge day, and a street, each with an institution."""
    top = records.unit("C", kind="county")
    town = records.unit("A", parent=top)
    turning = records.unit("B", parent=top, ended="2026-06-15")
    records.span_of(turning, kind="street", township=turning, began="2026-06-15")
    street = records.unit("S", kind="street", parent=top)
    centre = records.unit("A1", kind="township_institution", parent=town, township=town, ended="2026-06-15")
    records.span_of(centre, kind="township_institution", township=turning, began="2026-06-15")
    organ = records.unit("A2", kind="town", parent=town, township=town, began="2024-06")
    office = records.unit("O", kind="county_organ", parent=top)
    UnitQuota.objects.create(unit=town, chief_posts=2, deputy_posts=7, began=records.day("2024-06-15"))
    UnitQuota.objects.create(unit=organ, chief_posts=1, deputy_posts=None)
    UnitQuota.objects.create(unit=centre, chief_posts=1, deputy_posts=1)
    return [top, town, turning, street, centre, organ, office]


def _fill(county, given):
    """The records of one generated county."""
    round_ = TurnoverRound.objects.create(name="换届", as_of=EDGE)
    turnover = [
        TurnoverUnit.objects.create(round=round_, unit=place, state=state, completed_on=done, approved_posts=approved)
        for place, (state, done, approved) in zip(county[1:4], given["states"], strict=True)
    ]
    for key, value in (
        ("team_includes_streets", given["streets"]), ("wide_non_party", given["wide"]),
        ("graduate_class_counts", given["classes"]), ("young_age", given["age"]),
    ):
        RuleSetting.objects.filter(key=key).update(value=value)
    for number, one in enumerate(given["people"]):
        plain = {name: one[name] for name in ("sex", "born", "ethnicity", "political_status", "status")}
        who = Person.objects.create(name=f"人{number}", name_key=f"人{number}", pinyin=f"ren{number % 2}", **plain)
        Appointment.objects.bulk_create(
            Appointment(
                person=who, unit=county[post["where"]], unit_text="", title="职务", nature=post["nature"],
                is_team_member=post["is_team_member"], member_kind=post["member_kind"], **post["period"],
            )
            for post in one["posts"]
        )
        Education.objects.bulk_create(Education(person=who, **study) for study in one["studies"])
        TownshipPeriod.objects.bulk_create(TownshipPeriod(person=who, **stretch) for stretch in one["stretches"])
        SourceTag.objects.bulk_create(
            SourceTag(person=who, category=category, since=since) for category, since in one["tags"].items()
        )
        SlateMember.objects.bulk_create(
            SlateMember(person=who, turnover_unit=turnover[place]) for place in one["slates"]
        )
        for position, began in enumerate(one["spells"]):
            Spell.objects.create(
                person=who, position=position, line=1, line_digest="", raw="", text="", began=began, kind="other",
                nature="post", state="certain",
            )
    return round_


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_county=counties)
def test_every_figure_is_what_the_second_opinion_says(county, given_county):
    with transaction.atomic():
        round_ = _fill(county, given_county)
        as_of = given_county["edge"] + datetime.timedelta(days=given_county["shift"])
        slate = given_county["population"] == "slate"
        where = county[0] if given_county["whole"] else county[1]
        question = {
            "population": given_county["population"], "as_of": as_of, "unit": where, "round": round_ if slate else None,
        }

        found = board(**question)
        expected = oracle.Oracle(
            oracle.load(), population=question["population"], as_of=as_of, unit_path=where.path,
            round_id=round_.pk if slate else None,
        ).answers()

        for (identity, place), numbers in expected.items():
            figure = found.figure(identity, place)
            assert (figure.numerator, figure.denominator, figure.missing) == numbers, (identity, place)
        _lists_agree(found, question)
        transaction.set_rollback(True)


def _lists_agree(found, question):
    """Every count has as many names, by page and at once."""
    for identity, definition in indicators().items():
        if definition.counts != "persons":
            continue
        figure = found.figure(identity)
        counts = dict(zip(SIDES, (figure.numerator, figure.denominator, figure.missing), strict=True))
        if definition.average:
            counts["numerator"] = figure.denominator
        for side, count in counts.items():
            assert people_count(indicator=identity, side=side, **question) == count, (identity, side)


def test_every_definition_has_a_second_opinion():
    assert set(indicators()) == oracle.INDICATORS


def test_units_of_the_county_are_told_apart_by_path(county):
    assert len({place.path for place in Unit.objects.all()}) == len(county)
