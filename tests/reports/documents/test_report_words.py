"""The names and stories the report prints: each college where the batches really went, each village once."""

import datetime

import pytest

from branches.models import CaseStory
from cadres.models import CooperationAgreement, PartnerUnit, TrainingClass
from reports.queries.report_words import report_words
from reports.records.question import RecordQuestion
from tests.reports import records

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2021, 7, 1)
SIGNED, EXPIRES = datetime.date(2021, 9, 1), datetime.date(2026, 8, 31)


@pytest.fixture
def county():
    return records.unit("C", kind="county")


def words(county, day="2026-06-30"):
    return report_words(RecordQuestion(county, datetime.date.fromisoformat(day), SINCE), SINCE)


def agreement(county, name, kind, expires=EXPIRES):
    partner = PartnerUnit.objects.create(unit=county, name=name, kind=kind)
    return CooperationAgreement.objects.create(partner=partner, name="协议", signed=SIGNED, expires=expires)


def test_the_batches_went_to_the_college_even_after_its_agreement_ended(county):
    agreement(county, "对口支援工作组", "counterpart_support", expires=None)
    school = agreement(county, "东湖学院", "college")
    TrainingClass.objects.create(
        unit=county, name="第一期", direction="go_out", state="finished", agreement=school,
        began=datetime.date(2025, 5, 1), ended=datetime.date(2025, 5, 10),
    )  # fmt: skip
    before, after = words(county), words(county, "2026-12-01")

    assert (before["name", "partner"], before["name", "colleges"]) == ("东湖学院", "东湖学院")
    assert (after["name", "partner"], after["name", "colleges"]) == ("", "东湖学院")


@pytest.mark.parametrize(
    ("village", "text", "told"),
    [
        ("上湾村", "新建文化广场。", "如青溪镇上湾村新建文化广场"),
        ("上湾村", "上湾村新建文化广场。", "如青溪镇上湾村新建文化广场"),
        ("青溪镇上湾村", "青溪镇上湾村新建文化广场。", "如青溪镇上湾村新建文化广场"),
        ("青溪镇上湾村", "新建文化广场。", "如青溪镇上湾村新建文化广场"),
    ],
)
def test_a_story_names_its_village_once(county, village, text, told):
    town = records.unit("T", parent=county)
    place = records.unit("V", kind="village", parent=town, township=town)
    for unit, name in ((town, "青溪镇"), (place, village)):
        unit.name = name
    place.township = town
    town.save()
    place.save()
    CaseStory.objects.create(
        unit=place, mechanism="square", title="广场", text=text, state="county_approved",
        written_on=datetime.date(2026, 5, 1), approved_on=datetime.date(2026, 6, 1),
    )  # fmt: skip

    assert words(county)["story", "square"] == told
