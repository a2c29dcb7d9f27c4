"""The organization tree: a change adds a span, the past stays the past."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.actions.units import change_unit, create_unit, dissolve_unit, set_quota
from portal.models import Unit, UnitSpan
from portal.rules.dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return create_unit(code="001", name="临溪县", kind="county", by=None)


def a_unit(parent, code="001.101", name="松坪乡", kind="township"):
    unit = create_unit(code=code, name=name, kind=kind, parent=parent, by=None)
    parent.refresh_from_db()
    return unit


def test_a_unit_lies_under_its_parent_in_the_path(county):
    township = a_unit(county)
    village = a_unit(township, code="001.101.201", name="白石村", kind="village")

    assert list(Unit.objects.under(township)) == [township, village]


def test_the_township_of_a_village_is_the_nearest_town_above_and_a_county_office_has_none(county):
    township = a_unit(county)
    organ = a_unit(township, code="001.101.001", name="松坪乡党委", kind="township")
    village = a_unit(organ, code="001.101.201", name="白石村", kind="village")
    office = a_unit(county, code="001.301", name="临溪县财政局", kind="county_organ")

    assert village.township == township
    assert organ.township == township
    assert office.township is None


def test_a_renamed_unit_keeps_its_old_name_on_the_days_before(county):
    unit = a_unit(county)

    change_unit(unit=unit, from_day=PartialDate(2020, 5), name="松坪镇", kind="town", by=None)

    assert unit.spans.as_of(datetime.date(2020, 4, 30)).get().name == "松坪乡"
    assert unit.spans.as_of(datetime.date(2020, 5, 1)).get().name == "松坪镇"
    unit.refresh_from_db()
    assert (unit.name, unit.kind) == ("松坪镇", "town")


def test_a_change_dated_inside_the_past_does_not_touch_today(county):
    unit = a_unit(county)
    change_unit(unit=unit, from_day=PartialDate(2020), name="松坪镇", kind="town", by=None)

    change_unit(unit=unit, from_day=PartialDate(2010), name="松坪民族乡", by=None)

    unit.refresh_from_db()
    assert unit.name == "松坪镇"
    assert unit.spans.as_of(datetime.date(2015, 1, 1)).get().name == "松坪民族乡"
    assert unit.spans.as_of(datetime.date(2009, 12, 31)).get().name == "松坪乡"


def test_the_township_of_a_span_is_the_one_of_its_own_time(county):
    township = a_unit(county)
    village = a_unit(township, code="001.101.201", name="白石村", kind="village")
    office = a_unit(county, code="001.301", name="临溪县财政局", kind="county_organ")

    change_unit(unit=village, from_day=PartialDate(2020), parent=office, by=None)

    spans = {span.began: span.township for span in village.spans.select_related("township")}
    assert spans == {None: township, PartialDate(2020): None}


def test_a_unit_cannot_move_below_itself(county):
    township = a_unit(county)
    village = a_unit(township, code="001.101.201", name="白石村", kind="village")

    with pytest.raises(ValidationError, match="不能是本机构"):
        change_unit(unit=township, from_day=PartialDate(2020), parent=village, by=None)


def test_a_taken_code_and_a_second_root_are_refused(county):
    with pytest.raises(ValidationError, match="已被使用"):
        create_unit(code="001", name="另一县", kind="county", by=None)
    with pytest.raises(ValidationError, match="上级机构"):
        create_unit(code="002", name="另一县", kind="county", by=None)


def test_the_database_refuses_two_names_at_once(county):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitSpan.objects.create(unit=county, name="临溪", kind="county", began=PartialDate(2000))


def test_a_unit_with_people_or_children_is_not_dissolved(county):
    township = a_unit(county)
    a_unit(township, code="001.101.201", name="白石村", kind="village")

    with pytest.raises(ValidationError, match="1 个下级机构"):
        dissolve_unit(unit=township, on=PartialDate(2026, 1), by=None)


def test_a_new_quota_ends_the_one_before(county):
    set_quota(unit=county, from_day=PartialDate(2020), chief_posts=2, by=None)
    set_quota(unit=county, from_day=PartialDate(2024), chief_posts=1, by=None)

    assert county.quotas.as_of(datetime.date(2023, 12, 31)).get().chief_posts == 2
    assert county.quotas.as_of(datetime.date(2024, 1, 1)).get().chief_posts == 1
