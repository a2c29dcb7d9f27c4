"""Places of units on a day: whose they are, who fills them, what is kept."""

import datetime

import pytest

from cadres.models import Appointment, Person, PostReservation, SelectionCase
from cadres.queries.careers import careers
from cadres.queries.establishment import places_of, unit_places
from portal.actions.units import create_unit, set_quota
from portal.actions.users import create_user, grant_role
from portal.models import Unit, User
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from portal.rules.unit_kinds import UnitKind

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county():
    return create_unit(code="L01", name="临溪县", kind=UnitKind.COUNTY, by=None)


@pytest.fixture
def town(county):
    return create_unit(code="L01.101", name="柏渡镇", kind=UnitKind.TOWN, parent=county, by=None)


@pytest.fixture
def organs(town):
    made = [
        create_unit(code=f"L01.101.{name}", name=name, kind=UnitKind.TOWN, parent=town, by=None)
        for name in ("党委", "政府")
    ]
    for organ in made:
        set_quota(unit=organ, from_day=PartialDate(2020), chief_posts=1, deputy_posts=2, by=None)
    return [Unit.objects.get(pk=organ.pk) for organ in made]


def member(unit, name, kind="3", began=None, ended=None, who=None, **facts):
    who = who or Person.objects.create(name=name, name_key=name, unit=unit, **facts)
    Appointment.objects.create(person=who, unit=unit, unit_text=unit.name, title="副镇长", is_team_member=True, member_kind=kind,
                               began=began or PartialDate(2022), ended=ended)  # fmt: skip
    return who


def posts(town, day=DAY):
    places = places_of(town, day).places
    return [(one.approved, one.filled, one.vacant, one.over) for one in (places["chief_posts"], places["deputy_posts"])]


def test_the_organs_of_a_town_share_their_places(town, organs):
    member(organs[0], "甲")
    assert posts(town) == [(2, 0, 2, 0), (4, 1, 3, 0)]
    assert [found.unit for found in unit_places([town, *organs], DAY)] == [town]


def test_a_towns_institutions_share_its_establishment_but_have_no_leaders_posts(town, organs):
    station = create_unit(code="L01.101.9", name="文化站", kind=UnitKind.TOWNSHIP_INSTITUTION, parent=town, by=None)
    set_quota(unit=station, from_day=PartialDate(2020), institution_other=5, chief_posts=1, by=None)
    Person.objects.create(name="甲", name_key="甲", unit=town, establishment="3")
    places = places_of(Unit.objects.get(pk=station.pk), DAY).places
    assert (places["institution_other"].approved, places["institution_other"].filled) == (5, 1)
    assert places["chief_posts"].approved == 2


def test_whoever_holds_two_posts_of_a_town_fills_one_place_the_higher(town, organs):
    who = member(organs[0], "甲", kind="3")
    member(organs[1], "甲", kind="1", who=who)
    assert posts(town) == [(2, 1, 1, 0), (4, 0, 4, 0)]


def test_more_than_approved_is_over_and_an_alert(town, organs):
    for number in range(5):
        member(organs[0], f"甲{number}")
    found = places_of(town, DAY)
    assert posts(town)[1] == (4, 5, 0, 1)
    assert [one.kind for one in found.alerts] == ["deputy_posts"]


@pytest.mark.parametrize(
    ("day", "filled"), [("2026-06-29", 0), ("2026-06-30", 1), ("2026-07-30", 1), ("2026-07-31", 0)]
)
def test_a_post_is_filled_from_its_first_day_to_the_day_before_its_end(town, organs, day, filled):
    member(organs[0], "甲", began=PartialDate(2026, 6, 30), ended=PartialDate(2026, 7, 31))
    assert posts(town, datetime.date.fromisoformat(day))[1][1] == filled


def test_the_retired_fill_nothing(town, organs):
    member(organs[0], "甲", status="5")
    assert posts(town)[1][1] == 0


def test_numbers_not_on_file_are_no_nought(town):
    Person.objects.create(name="甲", name_key="甲", unit=town, establishment="1")
    places = places_of(town, DAY).places["administrative"]
    assert (places.approved, places.filled, places.over, places.unknown) == (None, 1, 0, True)


@pytest.mark.parametrize(("day", "held"), [("2026-06-09", 0), ("2026-06-10", 1), ("2026-06-19", 1), ("2026-06-20", 0)])
def test_a_place_is_kept_from_its_day_until_it_is_used(town, organs, day, held):
    who = Person.objects.create(name="甲", name_key="甲")
    case = SelectionCase.objects.create(person=who, channel="appointed", unit=town, post="副镇长", post_kind="deputy")
    PostReservation.objects.create(case=case, unit=town, kind="deputy_posts", reserved_on=datetime.date(2026, 6, 10),
                                   ended_on=datetime.date(2026, 6, 20), state="used")  # fmt: skip
    assert places_of(town, datetime.date.fromisoformat(day)).places["deputy_posts"].held == held


def test_the_whole_way_from_village_to_leader_stands_first(county, town):
    user = create_user(username="clerk", full_name="干部股", password=None, by=None, must_change_password=False)
    grant_role(user=user, role=Role.CADRE_SECTION, unit=county, by=None)
    whole, half = (Person.objects.create(name=name, name_key=name, unit=town) for name in ("乙", "甲"))
    for who in (whole, half):
        SelectionCase.objects.create(person=who, channel="village_to_institution", unit=town, post="职员", post_kind="institution",
                                     approved_on=datetime.date(2022, 1, 1), state="approved")  # fmt: skip
    SelectionCase.objects.create(person=whole, channel="five_side", unit=town, post="副镇长", post_kind="deputy",
                                 source_nature="township_institution", approved_on=datetime.date(2026, 5, 1),
                                 appointed_on=datetime.date(2026, 6, 30), state="appointed")  # fmt: skip
    user = User.objects.get(pk=user.pk)
    assert [(one.person, one.both, len(one.steps)) for one in careers(user, DAY)] == [
        (whole, True, 2),
        (half, False, 1),
    ]
    assert [one.both for one in careers(user, datetime.date(2026, 6, 29))] == [False, False]
