"""Rows rehearsed, applied and undone on a small county."""

from batch_rows import codes, rehearsed, row, states

from cadres.actions.batches import apply, undo
from cadres.models import Appointment, Education, Person


def a_person(number=3, **values):
    return row("person", number, "张三", {"unit_name": "柏渡镇", **values}, id_number="999999198503020018", born=198503)


def a_course(number=3, **values):
    return row("education", number, "张三", {"mode": "1", "level": "21", "school": "临溪师范", **values},
               id_number="999999198503020018", born=198503)  # fmt: skip


def test_a_new_person_and_their_education_come_in_together(units, clerk):
    batch = rehearsed([a_person(), a_course()], by=clerk, unit=units["county"])
    assert states(batch) == {("person", 3): "new", ("education", 3): "new"}
    assert codes(batch) == {}
    apply(batch=batch, by=clerk)
    person = Person.objects.get()
    assert (person.name, person.name_key, person.pinyin, person.unit) == ("张三", "张三", "zhangsan", units["north"])
    assert person.id_masked == "999999********0018" and person.status == "1"
    assert Education.objects.get().person == person
    assert person.source_row.number == 3


def test_the_same_file_again_changes_nothing(units, clerk):
    apply(batch=rehearsed([a_person(), a_course()], by=clerk, unit=units["county"]), by=clerk)
    again = rehearsed([a_person(), a_course()], by=clerk, unit=units["county"])
    assert set(states(again).values()) == {"same"}


def test_changed_cells_are_shown_old_and_new_and_a_blank_changes_nothing(units, clerk):
    apply(batch=rehearsed([a_person(health="健康"), a_course()], by=clerk, unit=units["county"]), by=clerk)
    batch = rehearsed([a_person(native_place="临溪"), a_course(school="临溪大学")], by=clerk, unit=units["county"])
    changes = {one.kind: one.changes for one in batch.rows.all()}
    assert changes["person"] == [{"field": "native_place", "old": "", "new": "临溪"}]
    assert changes["education"] == [{"field": "school", "old": "临溪师范", "new": "临溪大学"}]
    apply(batch=batch, by=clerk)
    person = Person.objects.get()
    assert (person.native_place, person.health) == ("临溪", "健康")
    undo(batch=batch, by=clerk)
    assert Person.objects.get().native_place == "" and Education.objects.get().school == "临溪师范"


def test_undo_takes_new_people_and_all_they_came_with_away(units, clerk):
    post = row("appointment", 4, "张三", {"unit_text": "临溪县柏渡镇党委", "title": "书记", "began": 20200300, "is_team_member": True,
               "member_kind": "1"}, id_number="999999198503020018", born=198503)  # fmt: skip
    text = row("resume", 3, "张三", {"text": "2005.07--2020.03  临溪县柏渡镇干部"}, sheet="person", born=198503)
    batch = rehearsed([a_person(), a_course(), post, text], by=clerk, unit=units["county"])
    assert codes(batch) == {}
    apply(batch=batch, by=clerk)
    assert Appointment.objects.get().unit == units["north_committee"]
    assert Person.objects.get().spells.count() == 1
    undo(batch=batch, by=clerk)
    assert not Person.objects.exists() and not Appointment.objects.exists() and not Education.objects.exists()
