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
from portal.rules.dates import PartialDate, add_months
from reports.definitions import indicators
from reports.figures import board, people_page
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


mostly = st.integers(0, 9).map(lambda number: number > 0)
posts = st.fixed_dictionaries({
    "where": st.sampled_from([1, 1, 2, 2, 3, 4, 5, 6, 0]), "is_team_member": mostly,
    "member_kind": st.sampled_from(["1", "3", "3", "3", "Z", ""]),
    "nature": mostly.map(lambda usual: "post" if usual else "secondment"), "period": periods(),
})
studies = st.fixed_dictionaries({
    "level": st.sampled_from(["21", "11", "13", "3B", "31", "2B", ""]), "mode": st.sampled_from(["1", "1", "2", ""]),
    "outcome": st.sampled_from(["1", "1", "3", ""]), "ended": perhaps, "began": st.sampled_from([None, None, *NEAR]),
    "school": st.sampled_from(["", "青岚大学公共管理专业"]),
}).map(lambda one: one | {"began": None} if one["began"] and one["ended"] and one["ended"] <= one["began"] else one)
lines = st.fixed_dictionaries({
    "text": st.sampled_from(["青岚大学学习", "青岚大学硕士研究生", "县委党校学习"]), "began": dates, "ended": perhaps,
    "full_time": st.sampled_from([True, True, False]),
}).filter(lambda line: line["ended"] is None or line["ended"] > line["began"])
people = st.fixed_dictionaries({
    "sex": st.sampled_from(["1", "2", ""]), "born": st.one_of(st.none(), st.sampled_from(BORN)),
    "ethnicity": st.sampled_from(["01", "02", "56", "91", ""]),
    "political_status": st.sampled_from(["01", "02", "03", "05", "13", "12", ""]),
    "status": mostly.map(lambda usual: "1" if usual else "2"),
    "posts": st.lists(posts, min_size=1, max_size=3), "studies": st.lists(studies, max_size=2),
    "stretches": st.lists(stretches(), max_size=2), "spells": st.lists(perhaps, max_size=1),
    "lines": st.lists(lines, max_size=2), "work_began": perhaps,
    "tags": st.dictionaries(st.sampled_from(oracle.CATEGORIES), perhaps, max_size=2),
    "slates": st.sets(st.integers(0, 2), max_size=2),
})
counties = st.fixed_dictionaries({
    "people": st.lists(people, min_size=3, max_size=8),
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


def _edges(given):
    """The days on which something in the county begins, ends, or an age is reached."""
    edges = {EDGE}
    for one in given["people"]:
        found = [date for post in one["posts"] for date in post["period"].values()]
        found += [study["ended"] for study in one["studies"]] + list(one["tags"].values())
        found += [line["ended"] for line in one["lines"]] + [one["work_began"]]
        found += [stretch[name] for stretch in one["stretches"] for name in ("began", "ended", "counts_from")]
        edges |= {date.first_day() for date in found if date}
        for stretch in one["stretches"]:
            edges.add(add_months(stretch["began"], 24).first_day())
        if one["born"]:
            edges |= {add_months(one["born"], 12 * years).first_day() for years in (31, 35, 36)}
    return sorted(edges)


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
    plain = ("sex", "born", "ethnicity", "political_status", "status", "work_began")
    who = Person.objects.bulk_create(
        Person(name=f"人{number}", name_key=f"人{number}", pinyin=f"ren{number % 2}", **{key: one[key] for key in plain})
        for number, one in enumerate(given["people"])
    )
    pairs = list(zip(who, given["people"], strict=True))
    Appointment.objects.bulk_create(
        Appointment(
            person=person, unit=county[post["where"]], unit_text="", title="职务", nature=post["nature"],
            is_team_member=post["is_team_member"], member_kind=post["member_kind"], **post["period"],
        )
        for person, one in pairs for post in one["posts"]
    )
    Education.objects.bulk_create(Education(person=person, **study) for person, one in pairs for study in one["studies"])
    rule = records.township_rule()
    TownshipPeriod.objects.bulk_create(
        TownshipPeriod(person=person, rule=rule, **stretch)
        for person, one in pairs for stretch in one["stretches"]
    )
    SourceTag.objects.bulk_create(
        SourceTag(person=person, category=category, since=since)
        for person, one in pairs for category, since in one["tags"].items()
    )
    SlateMember.objects.bulk_create(
        SlateMember(person=person, turnover_unit=turnover[place]) for person, one in pairs for place in one["slates"]
    )
    Spell.objects.bulk_create(
        Spell(
            person=person, position=position, line=1, line_digest="", raw="", text="", began=began, kind="other",
            nature="post", state="certain",
        )
        for person, one in pairs for position, began in enumerate(one["spells"])
    )
    Spell.objects.bulk_create(
        Spell(
            person=person, position=position, line=1, line_digest="", raw="", kind="study", nature="study",
            state="certain", **line,
        )
        for person, one in pairs for position, line in enumerate(one["lines"], 5)
    )
    return round_


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_county=counties, data=st.data())
def test_every_figure_is_what_the_second_opinion_says(county, given_county, data):
    edge = data.draw(st.sampled_from(_edges(given_county)))
    as_of = edge + datetime.timedelta(days=data.draw(st.sampled_from([-1, 0, 1])))
    with transaction.atomic():
        round_ = _fill(county, given_county)
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
    """Every count has as many names, and a page begins as the whole list does."""
    for identity in ("CAD-02", "CAD-03", "CAD-04", "CAD-05.retained", "CAD-11.average_age"):
        definition = indicators()[identity]
        figure = found.figure(identity)
        counts = dict(zip(SIDES, (figure.numerator, figure.denominator, figure.missing), strict=True))
        if definition.average:
            counts["numerator"] = figure.denominator
        for side, count in counts.items():
            everyone = people_page(indicator=identity, side=side, limit=None, **question)
            first = people_page(indicator=identity, side=side, limit=3, **question)
            assert len(everyone.rows) == count, (identity, side)
            assert first.rows == everyone.rows[:3], (identity, side)


def test_every_definition_has_a_second_opinion():
    assert set(indicators()) == oracle.INDICATORS


def test_units_of_the_county_are_told_apart_by_path(county):
    assert len({place.path for place in Unit.objects.all()}) == len(county)
