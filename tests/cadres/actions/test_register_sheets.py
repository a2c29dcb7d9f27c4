"""A register's sheet from file to records and back: what is told of each row, what is written, what is restored."""

import datetime
import io

import openpyxl
import pytest
from batch_registers import workbook
from batch_rows import account
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import PartyOrganization
from cadres.actions.batches import BatchBlocked, apply, decide, read, receive, undo
from cadres.models import Person, Secondment
from cadres.presenters.wrong_rows import wrong_rows
from cadres.rules.id_number import check_character
from portal.actions.codes import load_codes
from portal.crypto import seal_id_number
from portal.files import read_file
from portal.models import Batch, BatchRow, StepTaken
from portal.registers.catalogue import register_of, registers
from portal.registers.sheets import CHOICES, write_template

ONE, TWO = (first + check_character(first) for first in ("99999919850302001", "99999919850302002"))
HEADS = ["姓名", "身份证号", "类型", "计划开始日期", "计划结束日期"]


@pytest.fixture(autouse=True)
def _declared(settings):
    settings.PORTAL_REGISTERS = ["tests.cadres.actions.batch_registers.REGISTERS"]
    registers.cache_clear()
    register_of.cache_clear()
    yield
    registers.cache_clear()
    register_of.cache_clear()


@pytest.fixture
def person(units):
    """Makes somebody on file."""

    def make(name, unit="north", number=""):
        cipher, index = seal_id_number(number) if number else (None, None)
        return Person.objects.create(name=name, name_key=name, unit=units[unit], id_cipher=cipher, id_index=index)

    return make


@pytest.fixture
def load(units, clerk):
    """A workbook received, read and rehearsed."""

    def go(*lines, heads=HEADS, register="secondments", by=None, unit="county", hints=()):
        if register == "secondments":  # everybody goes somewhere
            heads, lines = [*heads, "接收单位名称"], [[*line, "某市"] for line in lines]
        batch = receive(
            content=workbook(heads, *lines, hints=hints), name="表.xlsx", unit=units[unit], by=by or clerk,
            register=register, background=False,
        )  # fmt: skip
        return read(batch.pk)

    return go


def rows(batch) -> list[str]:
    return [row.state for row in batch.rows.order_by("position")]


def told(batch) -> list[list[str]]:
    return [[one["code"] for one in row.problems] for row in batch.rows.order_by("position")]


def tables() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Secondment, PartyOrganization, StepTaken, Person)]


def test_a_row_becomes_a_record_in_its_first_state(load, person, clerk):
    one = person("张三")
    batch = load(["张三", "", "上派", "2026.03.01", "2027-03-01"])
    assert rows(batch) == ["new"] and not Secondment.objects.exists()
    apply(batch=batch, by=clerk)
    record = Secondment.objects.get()
    assert (record.person, record.direction, record.state) == (one, "up", "planned")
    assert (record.planned_start, record.planned_end) == (datetime.date(2026, 3, 1), datetime.date(2027, 3, 1))
    (step,) = StepTaken.objects.all()
    assert (step.record_type, step.record_id, step.origin, step.target, step.taken_by) == (
        "cadres.secondment", record.pk, "", "planned", clerk,
    )  # fmt: skip


def test_the_same_key_changes_and_says_what_was(load, person, clerk):
    person("张三")
    apply(batch=load(["张三", "", "上派", "2026.03.01", "2027.03.01"]), by=clerk)
    batch = load(["张三", "", "上派", "2026.03.01", "2027.09.01"])
    (row,) = batch.rows.all()
    assert row.state == "changed"
    assert row.changes == [{"field": "planned_end", "old": "2027-03-01", "new": "2027-09-01"}]
    apply(batch=batch, by=clerk)
    assert Secondment.objects.get().planned_end == datetime.date(2027, 9, 1)
    assert rows(load(["张三", "", "上派", "2026-3-1", "20270901"])) == ["same"]


def test_a_blank_cell_changes_nothing_and_the_word_empties(load, person, clerk):
    person("张三")
    apply(batch=load(["张三", "", "上派", "2026.03.01", "2027.03.01"]), by=clerk)
    assert rows(load(["张三", "", "", "2026.03.01", ""])) == ["same"]
    apply(batch=load(["张三", "", "", "2026.03.01", "清空"]), by=clerk)
    assert Secondment.objects.get().planned_end is None


def test_undo_restores_the_tables_to_the_byte(load, person, clerk):
    person("张三"), person("李四")
    apply(batch=load(["张三", "", "上派", "2026.03.01", "2027.03.01"]), by=clerk)
    before = tables()
    batch = load(["张三", "", "下挂", "2026.03.01", "2028.03.01"], ["李四", "", "上派", "2026.04.01", ""])
    apply(batch=batch, by=clerk)
    assert tables() != before
    undo(batch=batch, by=clerk)
    assert tables() == before


def test_a_cell_changed_since_stands_in_the_way(load, person, clerk):
    person("张三")
    batch = apply(batch=load(["张三", "", "上派", "2026.03.01", ""]), by=clerk)
    Secondment.objects.update(host_text="另一市")
    with pytest.raises(BatchBlocked) as blocked:
        undo(batch=batch, by=clerk)
    (cell,) = blocked.value.cells
    assert (cell["model"], cell["field"], cell["person"], cell["now"]) == (
        "cadres.secondment",
        "host_text",
        "张三",
        "另一市",
    )


def test_two_of_one_name_wait_for_a_decision(load, person, clerk):
    first, second = person("张三"), person("张三", unit="south")
    batch = load(["张三", "", "上派", "2026.03.01", ""])
    (row,) = batch.rows.all()
    assert (row.state, row.candidates) == ("doubtful", [first.pk, second.pk])
    with pytest.raises(ValidationError):
        decide(row=row, person_id=0, by=clerk)
    assert decide(row=row, person_id=second.pk, by=clerk).state == "new"
    apply(batch=Batch.objects.get(pk=batch.pk), by=clerk)
    assert Secondment.objects.get().person == second


def test_the_unit_beside_the_name_or_the_number_tells_two_apart(load, person):
    person("张三", number=ONE), person("张三", unit="south", number=TWO)
    heads = ["姓名", "身份证号", "所在单位", "类型", "计划开始日期"]
    batch = load(["张三", "", "石坪乡", "上派", "2026.03.01"], ["张三", ONE, "", "上派", "2026.04.01"], heads=heads)
    assert rows(batch) == ["new", "new"]
    assert ONE not in str(list(BatchRow.objects.values_list("cells", "values")))


def test_somebody_outside_the_scope_is_not_found_like_somebody_unknown(load, person, units):
    person("张三", unit="south", number=ONE)
    officer = account("north_officer", units["north"], "township_org_officer")
    batch = load(
        ["张三", ONE, "上派", "2026.03.01", ""], ["无名氏", "", "上派", "2026.03.01", ""], by=officer, unit="north"
    )
    one, two = batch.rows.order_by("position")
    assert (one.state, two.state) == ("wrong", "wrong")
    assert one.problems[0]["message"].replace("张三", "") == two.problems[0]["message"].replace("无名氏", "")


def test_every_problem_names_column_and_remedy(load, person):
    person("张三")
    batch = load(
        ["张三", "", "横派", "2026.13.01", "2026"],
        ["张三", "", "上派", "2026.03.01", "2025.03.01"],
        ["张三", "", "", "2026.05.01", ""],
    )
    assert told(batch) == [["code_unknown", "date_month", "date_precision"], ["order"], ["required"]]
    problems = [one for row in batch.rows.all() for one in row.problems]
    assert all(one["column"] in HEADS and one["message"] and one["remedy"] for one in problems)


def test_wrong_rows_are_left_out_and_come_back_corrected(load, person, clerk, units):
    person("张三"), person("李四")
    batch = load(["张三", "", "上派", "2026.03.01", ""], ["李四", "", "横派", "2026.03.01", ""], hints=["填写说明"])
    apply(batch=batch, by=clerk)
    assert Secondment.objects.count() == 1
    book = openpyxl.load_workbook(io.BytesIO(wrong_rows(batch)))
    sheet = book.active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(number for number, line in enumerate(lines) if "姓名" in line)
    assert len(lines) == at + 2 and lines[at + 1][0] == "李四" and "横派" in lines[at + 1][-1]
    sheet.cell(at + 2, 3).value = "上派"
    out = io.BytesIO()
    book.save(out)
    again = receive(
        content=out.getvalue(), name="改.xlsx", unit=units["county"], by=clerk, register="secondments", background=False
    )
    apply(batch=read(again.pk), by=clerk)
    assert sorted(Secondment.objects.values_list("person__name", flat=True)) == ["张三", "李四"]


def test_one_record_twice_in_a_file_is_refused_and_a_repeated_line_left_out(load, person):
    person("张三")
    line = ["张三", "", "上派", "2026.03.01", ""]
    batch = load(line, line, ["张三", "", "下挂", "2026.03.01", ""])
    assert rows(batch) == ["new", "skipped", "wrong"]


def test_a_guarded_column_needs_its_right(load, person, units):
    person("张三")
    heads = [*HEADS, "鉴定意见"]
    officer = account("north_officer", units["north"], "township_org_officer")
    line = ["张三", "", "上派", "2026.03.01", "", "较好"]
    assert told(load(line, heads=heads, by=officer, unit="north")) == [["right_missing"]]
    assert rows(load(line, heads=heads)) == ["new"]


def test_a_state_is_taken_with_the_right_of_its_step_and_never_changed(load, person, units, clerk):
    person("张三")
    heads = [*HEADS, "实际开始日期", "实际结束日期", "状态"]
    line = ["张三", "", "上派", "2026.03.01", "", "2026.03.01", "2026.05.31", "已结束"]
    hr = account("hr", units["north"], "unit_hr")
    assert told(load(line, heads=heads, by=hr, unit="north")) == [["right_missing"]]
    apply(batch=load(line, heads=heads), by=clerk)
    assert Secondment.objects.get().state == StepTaken.objects.get().target == "finished"
    assert told(load([*line[:7], "进行中"], heads=heads)) == [["state_by_step"]]


def test_what_the_table_forbids_is_told_before(load, person, clerk):
    person("张三"), person("李四")
    heads = [*HEADS, "状态"]
    batch = load(
        ["张三", "", "上派", "2026.03.01", "", "已结束"], ["李四", "", "上派", "2026.03.01", "", "计划"], heads=heads
    )
    assert told(batch) == [["check"], []]
    apply(batch=batch, by=clerk)
    assert Secondment.objects.get().person.name == "李四"


def test_the_parent_is_found_by_its_name(load, units, clerk):
    heads = ["党组织名称", "党组织类别", "所在单位类别", "所在单位", "上级党组织"]
    PartyOrganization.objects.create(name="镇党委", category="COM", sector="township", unit=units["north"])
    batch = load(["一支部", "党支部", "建制村", "L1", "镇党委"], heads=heads, register="organizations")
    apply(batch=batch, by=clerk)
    assert PartyOrganization.objects.get(name="一支部").parent.name == "镇党委"
    (row,) = load(["一支部", "", "", "L1", "清空"], heads=heads, register="organizations").rows.all()
    assert (row.changes[0]["old_text"], row.changes[0]["new_text"]) == ("镇党委", "")


def test_the_same_file_twice_says_so(load, person, clerk):
    person("张三")
    line = ["张三", "", "上派", "2026.03.01", ""]
    first = apply(batch=load(line), by=clerk)
    kept = {
        "content": read_file(first.file), "name": "表.xlsx", "unit": first.unit, "by": clerk, "background": False
    }  # fmt: skip
    again = receive(**kept, register="secondments")
    assert (again.pk, again.already) == (first.pk, True)
    assert not receive(**kept, register="organizations").already


def test_a_file_without_the_heads_is_refused(load):
    batch = load(["a", "b"], heads=["甲", "乙"])
    assert batch.state == "refused" and batch.problems[0]["code"] == "header_missing"


def test_the_template_is_read_back_empty_and_lists_its_words(load, units, clerk):
    load_codes(by=None)
    content = write_template(registers()["secondments"], clerk)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert CHOICES in book.sheetnames
    assert [cell.value for cell in book.worksheets[0][3]][:4] == ["姓名", "身份证号", "所在单位", "类型"]
    batch = receive(
        content=content, name="空.xlsx", unit=units["county"], by=clerk, register="secondments", background=False
    )
    batch = read(batch.pk)
    assert batch.state == "rehearsed" and not batch.rows.exists()


def statements(step) -> int:
    with CaptureQueriesContext(connection) as seen:
        step()
    return len(seen)


def test_statements_do_not_grow_with_the_rows(load, units, clerk, person):
    people = [person(f"张{number}") for number in range(200)]

    def counted(some):
        batch = load(*([one.name, "", "上派", "2026.03.01", ""] for one in some))
        told = [
            statements(lambda: read(batch.pk)),
            statements(lambda: apply(batch=batch, by=clerk)),
            statements(lambda: undo(batch=batch, by=clerk)),
        ]
        return told

    counted(people[:2])
    assert counted(people) == counted(people[:3])
