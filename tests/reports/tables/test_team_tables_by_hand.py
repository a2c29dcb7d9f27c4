"""The team tables counted a second time by hand: young chiefs, what is due and what is short, on the days around the edges."""

import math

import pytest

from cadres.models import Appointment, Education, Person, StructureRequirement, TurnoverRound
from portal.models import Unit, UnitQuota, UnitSpan
from reports.populations import ask
from reports.tables.catalogue import TABLES
from tests.reports import records
from tests.reports.tables.conftest import DAYS, in_force, texts

pytestmark = pytest.mark.django_db


def members(day):
    """Township code → person → the titles of their chief posts."""
    found = {}
    for post in Appointment.objects.filter(
        nature="post", is_team_member=True, member_kind__in=["1", "3"], person__status="1"
    ):
        if in_force(post, day) and post.unit.township_id:
            titles = found.setdefault(post.unit.township.code, {}).setdefault(post.person, [])
            titles += [post.title] if post.member_kind == "1" else []
    return found


def younger_than(person, limit, day):
    """Whether every day the birth date can mean leaves the person under so many full years, counted in months."""
    if person.born is None:
        return False
    months = [person.born.month] if person.born.month else range(1, 13)
    return all(((day.year - person.born.year) * 12 + day.month - month) // 12 < limit for month in months)


def is_head(titles):
    return "党委书记" in titles or "镇长" in titles


def fulltime(person, day):
    levels = [
        one.level for one in Education.objects.filter(person=person, mode="1")
        if one.ended.as_int() <= day.year * 10000 + day.month * 100 + day.day
    ]  # fmt: skip
    return "masters" if "11" in levels else "bachelors" if "21" in levels else "below" if levels else "unclear"


def test_young_chiefs_by_post_education_sex_and_party(drawn, county):
    Education.objects.filter(level="11").update(degree="3")
    for day in DAYS:
        shown = texts(TABLES["young-heads"].fill(ask(population="team", as_of=day, unit=county), ""))
        teams = members(day)
        everyone = {
            person: titles
            for team in reversed([teams.get(code, {}) for code in ("T0", "T1")])
            for person, titles in team.items()
        }
        for key, team in (*teams.items(), ("total", everyone)):
            young = {
                person: titles for person, titles in team.items() if is_head(titles) and younger_than(person, 37, day)
            }
            wanted = {
                "people": set(young), "women": {one for one in young if one.sex == "2"},
                "secretaries": {one for one in young if "党委书记" in young[one]},
                "town_heads": {one for one in young if "党委书记" not in young[one]},
                "non_party": {one for one in young if one.political_status in ("12", "13")},
                **{name: {one for one in young if fulltime(one, day) == name} for name in ("masters", "bachelors", "below", "unclear")},
            }  # fmt: skip
            assert {name: set(shown[key][name].people) for name in wanted} == {
                name: {one.pk for one in people} for name, people in wanted.items()
            }, key


def asks(county, name, **more):
    facts = {"scope": "each", "group": "members", "measure": "number", "comparator": "least", "most_age": None} | more
    return StructureRequirement.objects.create(
        round=TurnoverRound.objects.get(), unit=county, name=name, source_document="换届通知", **facts
    )


def test_what_is_due_comes_from_the_rounds_requirements_and_is_never_made_up(drawn, county):
    asks(county, "每个乡镇2名女干部", trait="woman", threshold=2)
    asks(county, "35岁以下成员三成", trait="age", most_age=35, scope="whole", measure="share", threshold=30)
    asks(county, "30岁以下成员1名", trait="age", most_age=30, threshold=1)
    asks(county, "30岁以下成员至多5名", trait="age", most_age=30, threshold=5, comparator="most")
    for day in DAYS[1:3]:
        structure = texts(TABLES["structure"].fill(ask(population="team", as_of=day, unit=county), ""))
        young = texts(TABLES["young"].fill(ask(population="team", as_of=day, unit=county), ""))
        short, approved = {"women": 0, "members_30": 0}, 0
        for code in ("T0", "T1"):
            team, town = members(day).get(code, {}), Unit.objects.get(code=code)
            for quota in UnitQuota.objects.filter(unit__township=town, unit__kind="town"):
                if in_force(quota, day) and None not in (quota.chief_posts, quota.deputy_posts):
                    approved += quota.chief_posts + quota.deputy_posts
            for key, due, inside, cells in (
                ("women", 2, [one for one in team if one.sex == "2"], structure[code]),
                ("members_30", 1, [one for one in team if younger_than(one, 31, day)], young[code]),
            ):
                short[key] += max(0, due - len(inside))
                texts_of = [cells[f"{key}{part}"].text for part in ("_due", "", "_short")]
                assert texts_of == [str(due), str(len(inside)), str(max(0, due - len(inside)))]
            assert (structure[code]["non_party_due"].text, structure[code]["non_party_short"].text) == ("未设定", "—")
            assert young[code]["members_35_due"].text == "未设定"
        assert (structure["total"]["women_due"].text, structure["total"]["women_short"].text) == (
            "4",
            str(short["women"]),
        )
        assert young["total"]["members_30_short"].text == str(short["members_30"])
        assert young["total"]["members_35_due"].text == str(math.ceil(approved * 0.3))
        assert structure["T0"]["women_due"].records[0].detail == "换届通知（未核实）"


def test_the_countys_own_teams_follow_with_what_is_asked_of_each_by_name(county):
    town = records.unit("T0", parent=county)
    committee, council = (records.unit(code, kind="county_organ", parent=county) for code in ("K1", "K2"))
    for unit, category in ((committee, "1001"), (council, "1003")):
        UnitSpan.objects.filter(unit=unit).update(category=category)
    UnitQuota.objects.create(unit=committee, chief_posts=1, deputy_posts=4)
    woman = records.person("乙", sex="2", political_status="01", unit=committee)
    records.post(woman, committee, began="2022-01")
    TurnoverRound.objects.create(name="换届", as_of=DAYS[1])
    asks(county, "每个乡镇1名女干部", trait="woman", threshold=1)
    asks(committee, "县委2名女干部", trait="woman", threshold=2)

    shown = texts(TABLES["structure"].fill(ask(population="team", as_of=DAYS[1], unit=county), ""))
    posts = texts(TABLES["organ-posts"].fill(ask(population="team", as_of=DAYS[1], unit=county), ""))

    assert [shown["K1"][key].text for key in ("approved", "members", "women_due", "women", "women_short")] == [
        "5",
        "1",
        "2",
        "1",
        "1",
    ]
    assert [shown["K2"][key].text for key in ("members", "women_due", "women_short")] == ["0", "未设定", "—"]
    assert shown[town.code]["women_due"].text == "1"
    assert [posts["C"][f"party.{key}"].text for key in ("approved", "filled", "empty")] == ["5", "1", "正职1、副职3"]
    assert posts["C"]["congress.approved"].text == "—"


def test_birth_years_stand_one_a_column_and_add_up_to_whose_birth_is_known(drawn, county):
    day = DAYS[1]
    lines = texts(TABLES["staffing"].fill(ask(population="team", as_of=day, unit=county), "years"))
    for code, team in members(day).items():
        born = {key: cell for key, cell in lines[code].items() if key.startswith("born_in_")}
        assert sum(int(cell.text) for cell in born.values()) == sum(person.born is not None for person in team)
        for person in team:
            assert person.born is None or person.pk in born[f"born_in_{person.born.year}"].people
    assert Person.objects.filter(born=None).exists()
