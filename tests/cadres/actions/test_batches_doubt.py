"""Who a row is about: doubtful, wrong, repeated and foreign people, and what waits with them."""

import pytest
from batch_rows import account, codes, rehearsed, row, states
from django.core.exceptions import ValidationError

from cadres.actions.batches import apply, decide
from cadres.models import Education, Person

ONE, OTHER = "999999198503020018", "999999198503020026"


def person(number, name="张三", *, id_number=ONE, born=198503, **values):
    return row("person", number, name, values, id_number=id_number, born=born)


def course(number, name="张三", *, id_number=ONE, born=198503, **values):
    return row("education", number, name, {"mode": "1", "level": "21", **values}, id_number=id_number, born=born)


@pytest.fixture
def load(units, clerk):
    """Rehearses rows for the county; `load.on_file` applies them too."""

    def rehearse_rows(*rows, by=clerk, unit=units["county"]):
        return rehearsed(rows, by=by, unit=unit)

    rehearse_rows.on_file = lambda *rows: apply(batch=rehearse_rows(*rows), by=clerk)
    return rehearse_rows


def test_the_same_name_and_month_with_another_id_number_waits_with_its_rows(load):
    load.on_file(person(3))
    batch = load(person(3, id_number=OTHER), course(3, id_number=OTHER))
    assert set(states(batch).values()) == {"doubtful"}
    leader = batch.rows.get(kind="person")
    assert leader.candidates == [Person.objects.get().pk] and codes(batch)["person", 3] == {"who_is_this"}


def test_a_known_id_number_under_another_name_waits(load):
    load.on_file(person(3))
    assert states(load(person(3, "张山")))["person", 3] == "doubtful"


def test_a_doubtful_person_once_called_new_comes_in_with_their_rows(load, clerk):
    load.on_file(person(3))
    batch = load(person(3, id_number=OTHER), course(3, id_number=OTHER))
    decide(row=batch.rows.get(kind="person"), person_id=0, by=clerk)
    assert set(states(batch).values()) == {"new"}
    apply(batch=batch, by=clerk)
    assert Person.objects.count() == 2 and Education.objects.get().person.id_index is not None


def test_a_doubtful_person_once_found_is_that_person(load, clerk):
    load.on_file(person(3, id_number=""))
    load.on_file(person(4, id_number=OTHER, born=198504))
    known = Person.objects.get(id_index=None)
    batch = load(person(3, "张山"), person(5, "李四", id_number=""))
    assert states(batch)["person", 3] == "new"
    load.on_file(person(3, "张三", id_number="", born=198503, native_place="临溪"))
    known.refresh_from_db()
    assert known.native_place == "临溪"


def test_a_choice_nobody_may_see_is_refused(load, clerk, units):
    load.on_file(person(3))
    batch = load(person(3, id_number=OTHER))
    with pytest.raises(ValidationError):
        decide(row=batch.rows.get(), person_id=10**9, by=clerk)


def test_two_people_of_one_name_and_month_on_file_leave_the_choice_open(load):
    load.on_file(person(3), person(4, id_number=OTHER))
    batch = load(person(3, id_number=""))
    assert states(batch)["person", 3] == "doubtful" and len(batch.rows.get().candidates) == 2


def test_the_id_number_of_a_person_elsewhere_is_refused_without_telling_whose(load, units):
    load.on_file(person(3, unit_name="石坪乡"))
    officer = account("north_officer", units["north"], "township_org_officer")
    batch = load(person(3, "别人"), by=officer, unit=units["north"])
    assert states(batch)["person", 3] == "wrong" and codes(batch)["person", 3] == {"id_unavailable"}
    assert "张三" not in str(batch.rows.get().problems) and batch.rows.get().candidates == []


def test_people_elsewhere_of_the_same_name_are_no_candidates(load, units):
    load.on_file(person(3, id_number="", unit_name="石坪乡"))
    officer = account("north_officer", units["north"], "township_org_officer")
    assert states(load(person(3), by=officer, unit=units["north"]))["person", 3] == "new"


def test_a_unit_outside_the_scope_is_an_error(load, units):
    officer = account("north_officer", units["north"], "township_org_officer")
    batch = load(person(3, unit_name="石坪乡"), by=officer, unit=units["north"])
    assert codes(batch)["person", 3] == {"unit_outside"} and states(batch)["person", 3] == "wrong"


def test_an_unknown_unit_is_a_warning_with_names_that_come_near(load):
    batch = load(person(3, unit_name="柏度镇"))
    problem = batch.rows.get().problems[0]
    assert (problem["code"], problem["severity"]) == ("unit_unknown", "warning") and "柏渡镇" in problem["message"]


def test_a_name_several_units_bear_must_be_written_in_full(load):
    post = {"title": "书记", "began": 20200300}
    rows = [
        row("appointment", 3, "张三", {"unit_text": "党委", **post}, id_number=ONE, born=198503),
        row("appointment", 4, "张三", {"unit_text": "石坪乡党委", **post}, id_number=ONE, born=198503),
    ]
    assert codes(load(person(3), *rows)) == {("appointment", 3): {"unit_unknown"}}


def test_the_same_person_twice_in_a_file_names_the_other_row(load):
    batch = load(person(3), person(9))
    assert states(batch) == {("person", 3): "new", ("person", 9): "wrong"}
    assert "第3行" in batch.rows.get(number=9).problems[0]["message"]


def test_rows_of_a_wrong_person_wait_with_them(load):
    bad = {"severity": "error", "code": "required", "column": "性别", "text": "", "message": "性别为空", "remedy": ""}
    batch = load(row("person", 3, "张三", {}, id_number=ONE, born=198503, problems=[bad]), course(3))
    assert set(states(batch).values()) == {"wrong"} and codes(batch)["education", 3] == {"person_waits"}


def test_a_sheet_of_education_alone_finds_its_people_on_file(load):
    load.on_file(person(3))
    batch = load(course(3), course(4, "王五", id_number=OTHER))
    assert states(batch) == {("education", 3): "new", ("education", 4): "wrong"}
    assert codes(batch) == {("education", 4): {"person_unknown"}}


def test_the_same_line_twice_comes_in_once(load, clerk):
    batch = load(person(3), course(3), course(4))
    assert states(batch)["education", 4] == "skipped"
    apply(batch=batch, by=clerk)
    assert Education.objects.count() == 1


def test_a_second_appraisal_of_one_year_is_an_error(load):
    rows = [row("appraisal", n, "张三", {"year": 2024, "result": str(n)}, id_number=ONE, born=198503) for n in (3, 4)]
    batch = load(person(3), *rows)
    assert states(batch)["appraisal", 4] == "wrong" and codes(batch)["appraisal", 4] == {"dup_in_file"}
