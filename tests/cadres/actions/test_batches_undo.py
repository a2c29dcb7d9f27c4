"""What may be undone, what stands in the way, and what had changed before a batch came to be applied."""

import pytest
from batch_rows import codes, rehearsed, row, states
from django.core.exceptions import ValidationError

from cadres.actions.batches import BatchBlocked, apply, blocking_cells, undo
from cadres.models import Appraisal, Education, Person, RankSpan, Resume, Spell
from portal.models import AuditEvent, Batch

ONE = "999999198503020018"


def of_one(kind, number, **values):
    return row(kind, number, "张三", values, id_number=ONE, born=198503)


@pytest.fixture
def load(units, clerk):
    """Rows of one person rehearsed; `load.applied` applies them too."""

    def rehearse_rows(*rows):
        return rehearsed(rows, by=clerk, unit=units["county"])

    rehearse_rows.applied = lambda *rows: apply(batch=rehearse_rows(*rows), by=clerk)
    return rehearse_rows


def test_a_cell_changed_since_blocks_and_is_named(load, clerk):
    load.applied(of_one("person", 3, health="健康"))
    batch = load.applied(of_one("person", 3, health="良好"))
    Person.objects.update(health="一般")
    (cell,) = blocking_cells(batch)
    assert (cell["model"], cell["person"], cell["field"], cell["written"], cell["now"]) == (
        "cadres.person", "张三", "health", "良好", "一般",
    )  # fmt: skip
    assert cell["at"] is not None
    with pytest.raises(BatchBlocked) as blocked:
        undo(batch=batch, by=clerk)
    assert blocked.value.cells == [cell] and Person.objects.get().health == "一般"


def test_another_cell_changed_since_is_kept(load, clerk):
    load.applied(of_one("person", 3, health="健康"))
    batch = load.applied(of_one("person", 3, health="良好"))
    load.applied(of_one("person", 3, native_place="临溪"))
    undo(batch=batch, by=clerk)
    person = Person.objects.get()
    assert (person.health, person.native_place) == ("健康", "临溪")


def test_a_later_record_of_a_new_person_blocks_until_it_is_undone(load, clerk):
    first = load.applied(of_one("person", 3))
    later = load.applied(of_one("appraisal", 3, year=2024, result="1"))
    assert [(cell["model"], cell["field"], cell["now"]) for cell in blocking_cells(first)] == [
        ("cadres.person", "", "cadres.appraisal")
    ]
    undo(batch=later, by=clerk)
    undo(batch=first, by=clerk)
    assert not Person.objects.exists() and not Appraisal.objects.exists()


def test_a_rank_ended_by_the_batch_is_open_again_after_it(load, clerk):
    load.applied(of_one("person", 3), of_one("rank", 3, sequence="rank", code="1", began=20190600))
    batch = load.applied(
        of_one("rank", 3, sequence="rank", code="1", began=20190600, ended=20210600),
        of_one("rank", 4, sequence="rank", code="2", began=20210600),
    )
    assert RankSpan.objects.count() == 2
    undo(batch=batch, by=clerk)
    assert RankSpan.objects.get().ended is None


def test_the_spells_follow_the_resume_there_and_back(load, clerk):
    def resume(text):
        return row("resume", 3, "张三", {"text": text}, sheet="person", id_number=ONE, born=198503)

    load.applied(of_one("person", 3), resume("2005.07--  临溪县柏渡镇干部"))
    batch = load.applied(resume("2005.07--2010.03  临溪县柏渡镇干部\n2010.03--  临溪县石坪乡乡长"))
    assert Spell.objects.count() == 2
    undo(batch=batch, by=clerk)
    assert Spell.objects.count() == 1 and "石坪乡" not in Resume.objects.get().text


def test_a_row_whose_record_changed_after_the_rehearsal_is_listed_and_left_out(load, clerk):
    load.applied(of_one("person", 3, health="健康"), of_one("education", 3, mode="1", level="21", school="甲校"))
    batch = load(of_one("person", 3, health="良好"), of_one("education", 3, mode="1", level="21", school="乙校"))
    Education.objects.update(school="丙校")
    batch = apply(batch=batch, by=clerk)
    assert codes(batch) == {("education", 3): {"base_changed"}} and states(batch)["education", 3] == "wrong"
    assert Education.objects.get().school == "丙校" and Person.objects.get().health == "良好"
    assert batch.counts["education"] == {"wrong": 1}


def test_of_two_rehearsed_rosters_with_the_same_new_person_the_second_is_told(load, clerk):
    first, second = load(of_one("person", 3, health="健康")), load(of_one("person", 3, health="良好"))
    apply(batch=first, by=clerk)
    second = apply(batch=second, by=clerk)
    assert codes(second) == {("person", 3): {"base_changed"}} and Person.objects.get().health == "健康"


def test_wrong_rows_hold_everything_back_unless_they_may_be_skipped(load, clerk):
    batch = load(of_one("person", 3), of_one("person", 4))
    with pytest.raises(ValidationError):
        apply(batch=batch, by=clerk, skip_wrong=False)
    assert not Person.objects.exists()
    apply(batch=batch, by=clerk)
    assert Person.objects.count() == 1


def test_applying_and_undoing_twice_does_each_once(load, clerk):
    batch = load.applied(of_one("person", 3))
    assert apply(batch=batch, by=clerk).state == Batch.State.APPLIED and Person.objects.count() == 1
    undo(batch=batch, by=clerk)
    assert undo(batch=batch, by=clerk).state == Batch.State.UNDONE
    actions = AuditEvent.objects.filter(target_type="portal.batch").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["batch.applied", "batch.undone"]


def test_a_word_that_clears_a_cell_clears_it_and_comes_back(load, clerk):
    load.applied(of_one("person", 3, health="健康", work_began=20050700))
    batch = load.applied(of_one("person", 3, health="", work_began=None))
    person = Person.objects.get()
    assert (person.health, person.work_began) == ("", None)
    undo(batch=batch, by=clerk)
    person = Person.objects.get()
    assert (person.health, person.work_began.as_int()) == ("健康", 20050700)
