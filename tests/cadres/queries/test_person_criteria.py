"""What people are found by: each criterion at its edge, and conditions put together."""

import datetime
import random

import pytest
from django.http import QueryDict

from cadres.models import Appraisal, Education, Enrolment, Person, TownshipPeriod, TrainingClass
from cadres.queries.people_list import people_list
from cadres.queries.person_criteria import criteria, met
from cadres.rules.township import Piece, piece_months
from portal.actions.units import create_unit
from portal.actions.users import create_user, grant_role
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def unit(db):
    return create_unit(code="X", name="临溪县", kind="county", parent=None, by=None)


@pytest.fixture
def clerk(unit):
    user = create_user(username="clerk", full_name="测员", password=None, by=None, must_change_password=False)
    grant_role(user=user, role=Role.CADRE_SECTION, unit=unit, by=None)
    return user


@pytest.fixture
def person(unit):
    def make(name, **values):
        return Person.objects.create(name=name, name_key=name, pinyin=name, unit=unit, **values)

    return make


@pytest.fixture
def found(clerk):
    def find(**given):
        query = QueryDict(mutable=True)
        query.update(given)
        rows = people_list(clerk, DAY).filtered(Person.objects.all(), query)
        return sorted(rows.values_list("name", flat=True))

    return find


def test_ages_turn_with_the_month_of_birth(person, found):
    person("刚满", born=PartialDate(1991, 6)), person("差一月", born=PartialDate(1991, 7)), person("不详")
    assert found(age_from="35") == ["刚满"]
    assert found(age_to="34") == ["差一月"]
    assert found(age_band="35") == ["刚满"] and found(age_band="30") == ["差一月"]


def test_the_highest_full_time_level_finished_by_the_day_counts(person, found):
    one = person("甲")
    Education.objects.create(person=one, mode="1", level="31", ended=PartialDate(2005, 7))
    Education.objects.create(person=one, mode="1", level="21", ended=PartialDate(2009, 7))
    Education.objects.create(person=one, mode="1", level="11", ended=PartialDate(2026, 7))
    Education.objects.create(person=one, mode="2", level="11", ended=PartialDate(2015, 7))
    assert found(education="21") == ["甲"] and found(education="11") == found(education="31") == []


def test_the_appraisal_of_the_year_before_counts(person, found):
    Appraisal.objects.create(person=person("甲"), year=2025, result="1")
    Appraisal.objects.create(person=person("乙"), year=2024, result="1")
    assert found(appraisal="1") == ["甲"]


def test_hours_of_classes_ended_in_the_year_are_added(person, found, unit):
    one = person("甲")
    for ended, hours in (
        (datetime.date(2026, 1, 1), 20),
        (DAY, 20),
        (datetime.date(2026, 7, 1), 9),
        (datetime.date(2025, 12, 31), 9),
    ):
        held = TrainingClass.objects.create(
            unit=unit, name="班", direction="local", began=ended, ended=ended, hours=hours, state="finished"
        )
        Enrolment.objects.create(training_class=held, person=one, state="completed")
    assert found(training_hours_from="40") == ["甲"] and found(training_hours_from="41") == []


def test_township_months_are_those_of_the_account_itself(person, clerk):
    chosen = random.Random("township")
    _value, setting = rule_value("township_experience", DAY)
    expected = {}
    for number in range(120):
        one = person(f"人{number}")
        pieces = []
        for _piece in range(chosen.randint(0, 3)):
            began = PartialDate(chosen.randint(2000, 2026), chosen.choice([None, *range(1, 13)]))
            if began.month and chosen.random() < 0.5:
                began = PartialDate(began.year, began.month, chosen.choice([1, 15, 28]))
            ended = (
                None
                if chosen.random() < 0.3
                else PartialDate(began.year + chosen.randint(1, 5), chosen.randint(1, 12), chosen.choice([None, 1, 28]))
            )
            counts = chosen.choice([None, PartialDate(2026, 6, 30), PartialDate(2026, 7, 1)])
            convention = chosen.choice(["MONTH_DIFF", "FULL_MONTHS", "INCLUSIVE_MONTHS"])
            TownshipPeriod.objects.create(
                person=one, began=began, ended=ended, counts_from=counts, convention=convention, rule=setting
            )
            pieces.append((began, ended, counts, convention))
        expected[one.name] = sum(piece_months(piece_of(*piece), DAY) for piece in pieces)
    months = criteria(clerk, DAY)["township_months"].value
    got = dict(Person.objects.annotate(months=months).values_list("name", "months"))
    assert got == expected


def piece_of(began, ended, counts_from, convention):
    return Piece(began=began, ended=ended, counts_from=counts_from, month_convention=convention, spell_ids=())


def test_conditions_nest(person, clerk):
    person("女青年", sex="2", born=PartialDate(1995, 1)), person("女长者", sex="2", born=PartialDate(1960, 1))
    person("男党外", sex="1", political_status="13"), person("男", sex="1")
    women = {"what": "sex", "how": "is", "value": "2"}
    young = {"what": "age", "how": "most", "value": "35"}
    outside = {"what": "political_status", "how": "is", "value": ["12", "13"]}
    known = criteria(clerk, DAY)

    def names(tree):
        return set(Person.objects.filter(met(tree, known)).values_list("name", flat=True))

    assert names({"any": [{"all": [women, young]}, outside]}) == {"女青年", "男党外"}
    assert names({"all": [women | {"how": "not"}, {"any": []}]}) == {"男党外", "男"}
    assert names({"all": []}) == {"女青年", "女长者", "男党外", "男"}
    assert names({"all": [{"what": "name", "how": "lacks", "value": "女"}]}) == {"男党外", "男"}


def test_counts_beside_filters_are_those_the_filters_leave(person, clerk):
    for number in range(5):
        person(f"人{number}", sex="2" if number < 3 else "1", ethnicity="01")
    query = QueryDict("sex=2")
    page = people_list(clerk, DAY).page(Person.objects.all(), query)
    options = {one["name"]: {o["value"]: o["count"] for o in one["options"]} for one in page.filters}
    assert options["sex"]["1"] == 2 and options["sex"]["2"] == 3
    assert options["ethnicity"]["01"] == 3 and options["ethnicity"]["02"] == 0
