"""Units of a file: into the tree, below the right parent, meant by the rows beside them, and out again."""

from batch_rows import codes, rehearsed, row, states

from cadres.actions.batches import apply, undo
from cadres.actions.resume import read_resumes
from cadres.models import Appointment, Person, Resume
from portal.actions.units import change_unit
from portal.models import Unit, UnitQuota, UnitSpan
from portal.rules.dates import PartialDate

ONE = "999999198503020018"


def unit(number, name, code="", **values):
    return row("unit", number, "", {"name": name, **({"code": code} if code else {}), **values})


def test_a_tree_comes_in_with_its_people_and_goes_again(units, clerk):
    batch = rehearsed(
        [
            unit(3, "青石镇", "C.001", affiliation="81", parent_name="临溪县", chief_posts=1, deputy_posts=8),
            unit(4, "青石镇党委", "C.001.001", affiliation="81"),
            unit(5, "青石镇司法所", "C.001.002"),
            row("person", 3, "张三", {"unit_name": "青石镇"}, id_number=ONE, born=198503),
            row("appointment", 3, "张三", {"unit_text": "青石镇党委", "title": "书记", "began": 20200300}, id_number=ONE, born=198503),
        ],
        by=clerk, unit=units["county"],
    )  # fmt: skip
    assert codes(batch) == {} and set(states(batch).values()) == {"new"}
    apply(batch=batch, by=clerk)
    town = Unit.objects.get(code="C.001")
    assert (town.parent, town.kind, town.path) == (units["county"], "town", f"{units['county'].path}{town.pk:06d}.")
    committee = Unit.objects.get(code="C.001.001")
    assert (committee.parent, committee.township) == (town, town)
    assert Unit.objects.get(code="C.001.002").kind == "township_posted"
    assert UnitQuota.objects.get().deputy_posts == 8 and UnitSpan.objects.get(unit=town).affiliation == "81"
    assert Person.objects.get().unit == town and Appointment.objects.get().unit == committee
    again = rehearsed(
        [unit(3, "青石镇", "C.001", affiliation="81", parent_name="临溪县", chief_posts=1, deputy_posts=9)],
        by=clerk, unit=units["county"],
    )  # fmt: skip
    assert again.rows.get().changes == [{"field": "deputy_posts", "old": 8, "new": 9}]
    apply(batch=again, by=clerk)
    assert UnitQuota.objects.get().deputy_posts == 9
    undo(batch=again, by=clerk)
    undo(batch=batch, by=clerk)
    assert Unit.objects.count() == len(units) and not UnitQuota.objects.exists()


def test_numbers_for_a_unit_that_had_none_are_made(units, clerk):
    batch = rehearsed([unit(3, "柏渡镇", units["north"].code, chief_posts=2)], by=clerk, unit=units["county"])
    apply(batch=batch, by=clerk)
    assert UnitQuota.objects.get(unit=units["north"]).chief_posts == 2
    undo(batch=batch, by=clerk)
    assert not UnitQuota.objects.exists()


def test_an_unknown_parent_and_a_unit_below_itself_are_errors(units, clerk):
    batch = rehearsed(
        [unit(3, "甲站", "C.9", parent_name="无此镇"), unit(4, "乙站", "C.8", parent_name="丙站"), unit(5, "丙站", "C.7", parent_name="乙站")],
        by=clerk, unit=units["county"],
    )  # fmt: skip
    assert codes(batch) == {
        ("unit", 3): {"parent_unknown"}, ("unit", 4): {"unit_cycle"}, ("unit", 5): {"unit_cycle"},
    }  # fmt: skip
    apply(batch=batch, by=clerk)
    assert Unit.objects.count() == len(units)


def test_a_post_begun_before_a_renaming_is_found_by_the_name_of_today(units, clerk):
    change_unit(unit=units["south"], from_day=PartialDate(2020, 5), name="石坪镇", kind="town", by=None)
    posts = [
        row("appointment", number, "张三", {"unit_text": name, "title": "副镇长", "began": began}, id_number=ONE, born=198503)
        for number, name, began in ((3, "石坪镇", 20180100), (4, "石坪乡", 20170100), (5, "石坪乡", 20210100))
    ]
    batch = rehearsed([row("person", 3, "张三", {}, id_number=ONE, born=198503), *posts], by=clerk, unit=units["county"])
    apply(batch=batch, by=clerk)
    assert {post.unit for post in Appointment.objects.all()} == {units["south"]} and Appointment.objects.count() == 3


def test_a_unit_without_a_name_is_an_error(units, clerk):
    batch = rehearsed([row("unit", 3, "", {"code": "C.1", "chief_posts": 1})], by=clerk, unit=units["county"])
    assert codes(batch) == {("unit", 3): {"required"}}
    apply(batch=batch, by=clerk)
    assert Unit.objects.count() == len(units)


def test_resumes_on_file_are_read_again_when_their_unit_comes_in_or_goes(units, clerk):
    person = Person.objects.create(name="李四", name_key="李四")
    Resume.objects.create(person=person, text="2010.07--2012.07  云岭管理区干部", digest="")
    read_resumes(person_ids=[person.pk], by=clerk)
    assert person.spells.get().unit is None
    batch = rehearsed([unit(3, "云岭管理区", "C.7", affiliation="82", parent_name="临溪县")], by=clerk, unit=units["county"])
    apply(batch=batch, by=clerk)
    assert (person.spells.get().unit.code, person.spells.get().kind) == ("C.7", "township_organ")
    assert person.township_periods.count() == 1
    undo(batch=batch, by=clerk)
    assert person.spells.get().unit is None and not person.township_periods.exists()
