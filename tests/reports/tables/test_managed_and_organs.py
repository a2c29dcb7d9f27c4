"""县管干部队伍情况 and 领导班子职数统计 counted a second time by hand, and their edges."""

import pytest

from cadres.models import Appointment, Person
from portal.models import Unit, UnitQuota, UnitSpan
from reports.populations import ask
from reports.tables.catalogue import TABLES
from tests.reports import records
from tests.reports.tables.conftest import DAY, DAYS, in_force, texts

pytestmark = pytest.mark.django_db
CLASSES = {
    "town": "乡镇（街道）",
    "county_organ": "县直机关",
    "county_institution": "县直事业单位",
    "enterprise": "企业",
}
CLASS_ORDER = list(CLASSES.values())


def full_years(date, day):
    """Completed years by month; None where a year alone leaves two answers."""
    if date is None:
        return None
    months = [date.month] if date.month else [1, 12]
    years = {((day.year - date.year) * 12 + day.month - month) // 12 for month in months}
    return years.pop() if len(years) == 1 else None


def body(unit):
    return unit.township_id or unit.pk


def highest_posts(day):
    """Person → (kind, class) of their highest post, and (body, kind, class) → how many hold one as their highest there."""
    people, filled = {}, {}
    for person in Person.objects.filter(status="1", management="04"):
        held = {}
        for post in Appointment.objects.filter(
            person=person, nature="post", is_team_member=True, member_kind__in=["1", "3"]
        ):
            if in_force(post, day) and post.unit.kind in CLASSES:
                place = (post.member_kind, CLASSES[post.unit.kind])
                held[body(post.unit)] = min(place, held.get(body(post.unit), place), key=lambda one: one[0])
        for place, one in held.items():
            filled[place, *one] = filled.get((place, *one), 0) + 1
        if held:
            people[person] = min(held.values(), key=lambda one: (one[0], CLASS_ORDER.index(one[1])))
    return people, filled


def test_managed_cadres_by_post_class_age_status_and_years_of_work(drawn, county):
    for day in DAYS:
        shown = texts(TABLES["managed"].fill(ask(population="team", as_of=day, unit=county), ""))
        people, filled = highest_posts(day)
        for name in CLASS_ORDER:
            for kind, field in (("1", "chief_posts"), ("3", "deputy_posts")):
                cells = shown[f"{name}-{kind}"]
                mine = [person for person, place in people.items() if place == (kind, name)]
                ages = {person.pk: full_years(person.born, day) for person in mine}
                work = {person.pk: full_years(person.work_began, day) for person in mine}
                bands = {
                    "age_0": range(41),
                    "age_41": range(41, 46),
                    "age_46": range(46, 51),
                    "age_51": range(51, 56),
                    "age_56": range(56, 200),
                }
                assert {key: set(cells[key].people) for key in bands} == {
                    key: {pk for pk, age in ages.items() if age in band} for key, band in bands.items()
                }
                assert set(cells["age_unknown"].people) == {pk for pk, age in ages.items() if age is None}
                assert set(cells["work_30"].people) == {pk for pk, years in work.items() if (years or 0) >= 30}
                assert set(cells["old_20"].people) == {
                    pk for pk in ages if (ages[pk] or 0) >= 55 and (work[pk] or 0) >= 20
                }
                governed = {one.pk for one in mine if one.category == "5" or one.establishment == "2"}
                civil = {one.pk for one in mine if one.establishment == "1"} - governed
                institution = {one.pk for one in mine if one.establishment == "3"} - governed
                owned = {one.pk for one in mine if one.category == "A4"} - governed - civil - institution
                assert [set(cells[key].people) for key in ("civil", "governed", "institution", "state_owned")] == [
                    civil, governed, institution, owned,
                ]  # fmt: skip
                approved = {}
                for quota in UnitQuota.objects.all():
                    number = getattr(quota, field)
                    if in_force(quota, day) and number is not None and CLASSES.get(quota.unit.kind) == name:
                        approved[body(quota.unit)] = approved.get(body(quota.unit), 0) + number
                places = {*approved, *(place for place, *rest in filled if rest == [kind, name])}
                gaps = [approved.get(place, 0) - filled.get((place, kind, name), 0) for place in places]
                wanted = [
                    sum(approved.values()),
                    len(mine),
                    sum(gap for gap in gaps if gap > 0),
                    -sum(gap for gap in gaps if gap < 0),
                ]
                printed = [cells[key].text for key in ("approved", "filled", "vacant", "over")]
                assert printed == ([str(one) for one in wanted] if approved else ["—", str(len(mine)), "—", "—"])
        assert set(shown["合计-小计"]["filled"].people) == {person.pk for person in people}


def test_in_each_organ_those_who_hold_a_post_only_there_stand_there_and_everyone_once(drawn, county):
    for day in DAYS:
        shown = texts(TABLES["organ-posts"].fill(ask(population="team", as_of=day, unit=county), ""))
        organ_of = {"1001": "party", "1002": "party", "1003": "congress", "1004": "government", "": "rest"}
        for code in ("T0", "T1"):
            town, people, seats = Unit.objects.get(code=code), set(), {}
            for post in Appointment.objects.filter(
                nature="post", is_team_member=True, member_kind__in=["1", "3"], person__status="1"
            ):
                if in_force(post, day) and post.unit.township_id == town.pk and post.unit.kind == "town":
                    category = UnitSpan.objects.get(unit=post.unit).category
                    people.add(post.person_id)
                    seats.setdefault(post.person_id, set()).add((organ_of[category], post.member_kind))
            placed = {organ: set(shown[code][f"{organ}.filled"].people or ()) for organ in {*organ_of.values()}}
            assert (
                sum(len(found) for found in placed.values()) == len(people) and set().union(*placed.values()) == people
            )
            for person, held in seats.items():
                [organ] = [organ for organ, found in placed.items() if person in found]
                assert (organ, min(kind for _organ, kind in held)) in held
            for organ, found in placed.items():
                kinds = {field: 0 for field in ("chief_posts", "deputy_posts")}
                stated = False
                for quota in UnitQuota.objects.filter(unit__township=town, unit__kind="town"):
                    if in_force(quota, day) and organ_of[UnitSpan.objects.get(unit=quota.unit).category] == organ:
                        for field in kinds:
                            stated |= getattr(quota, field) is not None
                            kinds[field] += getattr(quota, field) or 0
                chiefs = sum(min(kind for _organ, kind in seats[one]) == "1" for one in found)
                gaps = (max(0, kinds["chief_posts"] - chiefs), max(0, kinds["deputy_posts"] - (len(found) - chiefs)))
                words = (
                    "、".join(f"{word}{gap}" for word, gap in zip(("正职", "副职"), gaps, strict=True) if gap) or "无"
                )
                assert [shown[code][f"{organ}.{part}"].text for part in ("approved", "vacant", "empty")] == (
                    [str(sum(kinds.values())), str(sum(gaps)), words] if stated else ["—", "—", "—"]
                )


def test_a_committee_member_who_is_deputy_head_takes_the_governments_place_when_the_committee_is_full(county):
    town = records.unit("T0", parent=county)
    organs = {}
    for code, category, deputies in (("D", "1001", 1), ("Z", "1004", 1)):
        organs[code] = records.unit(f"T0{code}", parent=town, township=town)
        UnitSpan.objects.filter(unit=organs[code]).update(category=category)
        UnitQuota.objects.create(unit=organs[code], chief_posts=1, deputy_posts=deputies)
    Unit.objects.filter(path__startswith=town.path).update(township=town)
    both, single = (records.person(name, pinyin=name, unit=town) for name in ("a", "b"))
    records.post(both, organs["D"], began="2022-01", is_primary=True)
    records.post(both, organs["Z"], began="2022-01")
    records.post(single, organs["D"], began="2022-01", is_primary=True)

    cells = texts(TABLES["organ-posts"].fill(ask(population="team", as_of=DAY, unit=county), ""))["T0"]

    assert cells["party.filled"].people == (single.pk,) and cells["government.filled"].people == (both.pk,)
    assert (cells["party.empty"].text, cells["government.vacant"].text) == ("正职1", "1")
    assert cells["conference.approved"].text == "—"


@pytest.mark.parametrize(("day", "band", "old"), [("2026-06-30", "age_51", 0), ("2026-07-01", "age_56", 1)])
def test_a_month_turns_the_band_and_the_years_of_work(county, day, band, old):
    office = records.unit("B", kind="county_organ", parent=county)
    chief = records.person("甲", born="1970-07", work_began="1996-07", management="04", establishment="1", unit=office)
    records.post(chief, office, began="2022-01", member_kind="1")
    as_of = type(DAY).fromisoformat(day)
    cells = texts(TABLES["managed"].fill(ask(population="team", as_of=as_of, unit=county), ""))["县直机关-1"]
    assert cells[band].people == (chief.pk,) and cells["work_30"].text == str(old)
    assert cells["old_20"].people == (chief.pk,)
    assert cells["approved"].text == "—"
