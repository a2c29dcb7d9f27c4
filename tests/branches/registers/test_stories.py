"""Case stories: nobody is named without consent, and no number is told that its record no longer says."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from branches.models import CaseStory, CulturalFacility
from portal.rules.roles import Role
from tests.branches.registers.conftest import TODAY, Ledger

WRITTEN = datetime.date(2026, 5, 1)


@pytest.fixture
def stories():
    return Ledger("case-stories")


@pytest.fixture
def figures():
    return Ledger("story-figures")


@pytest.fixture
def story(stories, village):
    return stories.add(unit=village, mechanism="square", title="上湾村", text="新建文化广场600㎡。", written_on=WRITTEN)


@pytest.fixture
def square(village):
    return CulturalFacility.objects.create(unit=village, name="广场", kind="square", area=600, built_on=WRITTEN)


def test_a_person_is_told_of_only_with_consent_and_its_day(stories, village, person):
    zhang = person("张建国")
    made = stories.add(
        unit=village, mechanism="leading_member", title="党员张某", text="党员张某带领村民。", written_on=WRITTEN,
        person=zhang, consents=True,
    )  # fmt: skip
    made = stories.step(made, "review", reviewed_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        stories.step(made, "approve", approved_on=TODAY)
    assert refused.value.code == "no_consent"
    made = stories.change(made, consented_on=WRITTEN)
    assert stories.step(made, "approve", approved_on=TODAY).state == "county_approved"


def test_the_full_name_is_refused_and_the_masked_one_proposed(stories, village, person):
    with pytest.raises(ValidationError) as refused:
        stories.add(
            unit=village, mechanism="leading_member", title="带富", text="党员张建国带领村民。", written_on=WRITTEN,
            person=person("张建国"),
        )  # fmt: skip
    assert "张某" in str(refused.value)


def test_a_story_without_a_person_needs_no_consent(stories, story):
    story = stories.step(story, "review", reviewed_on=TODAY)
    assert stories.step(story, "approve", approved_on=TODAY).state == "county_approved"


def test_a_figure_takes_its_value_and_name_from_the_villages_record(figures, story, square):
    figure = figures.add(story=story, record_type="culturalfacility.area")
    assert (figure.record_id, figure.value, figure.label) == (square.pk, "600", "文化设施面积（㎡）")


def test_a_figure_of_another_village_is_refused(figures, story, county):
    other = CulturalFacility.objects.create(
        unit=county["LX0102"], name="广场", kind="square", area=900, built_on=WRITTEN
    )
    with pytest.raises(ValidationError):
        figures.add(story=story, record_type="culturalfacility.area", record_id=other.pk)


def test_a_figure_whose_record_changed_since_is_told_at_the_review(stories, figures, story, square):
    figure = figures.add(story=story, record_type="culturalfacility.area")
    CulturalFacility.objects.update(area=650)
    with pytest.raises(ValidationError) as refused:
        stories.step(story, "review", reviewed_on=TODAY)
    assert refused.value.code == "figures_changed"
    assert "“600”" in str(refused.value) and "“650”" in str(refused.value)
    figures.change(figure, label="广场面积")  # read again
    assert stories.step(story, "review", reviewed_on=TODAY).state == "township_reviewed"


def test_a_record_removed_since_is_told_as_none(stories, figures, story, square):
    figures.add(story=story, record_type="culturalfacility.area")
    square.delete()
    with pytest.raises(ValidationError) as refused:
        stories.step(story, "review", reviewed_on=TODAY)
    assert "现为“无”" in str(refused.value)


def test_what_was_reviewed_is_changed_only_after_it_was_returned(stories, figures, story, square):
    story = stories.step(story, "review", reviewed_on=TODAY)
    with pytest.raises(ValidationError):
        stories.change(story, text="改过。")
    with pytest.raises(ValidationError):
        figures.add(story=story, record_type="culturalfacility.area")
    story = stories.step(story, "return", reason="请补充数据")
    assert stories.change(story, text="改过。").text == "改过。"
    assert CaseStory.objects.get().reviewed_on is None


def test_three_people_write_review_and_approve(stories, village, account):
    secretary, officer = account(Role.BRANCH_SECRETARY, "LX0101"), account(Role.TOWNSHIP_OFFICER, "LX01")
    section = account(Role.INITIATIVE_SECTION)
    made = stories.add(
        by=secretary, unit=village, mechanism="council", title="议事会", text="议事。", written_on=WRITTEN
    )
    with pytest.raises(PermissionDenied):
        stories.step(made, "review", by=secretary, reviewed_on=TODAY)
    made = stories.step(made, "review", by=officer, reviewed_on=TODAY)
    with pytest.raises(PermissionDenied):
        stories.step(made, "approve", by=officer, approved_on=TODAY)
    assert stories.step(made, "approve", by=section, approved_on=TODAY).state == "county_approved"


def test_who_reviewed_does_not_approve(stories, village, account):
    section = account(Role.INITIATIVE_SECTION)
    made = stories.add(unit=village, mechanism="council", title="议事会", text="议事。", written_on=WRITTEN)
    made = stories.step(made, "review", by=section, reviewed_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        stories.step(made, "approve", by=section, approved_on=TODAY)
    assert refused.value.code == "second_person"
