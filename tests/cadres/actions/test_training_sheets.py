"""Sign-in sheets and other sheets of training come in by the registers' import."""

import datetime
from decimal import Decimal

import pytest
from batch_registers import workbook

from cadres.actions.batches import apply, read, receive, undo
from cadres.models import CooperationAgreement, Enrolment, PartnerUnit, Person, TrainingClass

DAY = datetime.date(2024, 6, 28)


@pytest.fixture
def load(units, clerk):
    def go(register, heads, *lines):
        content = workbook(heads, *lines)
        batch = receive(
            content=content, name="表.xlsx", unit=units["county"], by=clerk, register=register, background=False
        )
        return read(batch.pk)

    return go


@pytest.fixture
def held(units):
    return TrainingClass.objects.create(
        unit=units["county"], name="轮训班", direction="local", began=DAY, ended=DAY, hours=Decimal(56), state="finished"
    )


@pytest.fixture
def people(units):
    return [Person.objects.create(name=name, name_key=name, unit=units["north"]) for name in ("张三", "李四")]


def states(batch):
    return [row.state for row in batch.rows.order_by("position")]


def test_a_sign_in_sheet_fills_the_roster_and_a_second_one_changes_it(load, held, people, clerk):
    heads = ["培训班次", "姓名", "状态"]
    apply(batch=load("enrolments", heads, ["轮训班", "张三", "已参加"], ["轮训班", "李四", "已报名"]), by=clerk)
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == ["attended", "enrolled"]

    second = load("enrolments", heads, ["轮训班", "李四", "已结业"])
    apply(batch=second, by=clerk)
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == ["attended", "completed"]

    undo(batch=second, by=clerk)
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == ["attended", "enrolled"]


def test_too_much_leave_is_told_before_anything_is_written(load, held, people):
    heads = ["培训班次", "姓名", "状态", "请假学时"]

    batch = load("enrolments", heads, ["轮训班", "张三", "已结业", "8"], ["轮训班", "李四", "已结业", "8.1"])

    assert states(batch)[1] == "wrong"
    assert states(batch)[0] != "wrong"


def test_classes_come_with_their_agreement(load, units, people, clerk):
    partner = PartnerUnit.objects.create(unit=units["county"], name="东湖学院", kind="college")
    CooperationAgreement.objects.create(partner=partner, name="县校合作协议", signed=DAY)
    heads = ["班次名称", "培训方向", "培训类别", "主办单位", "依据的合作协议", "开班日期", "结束日期", "状态", "学时"]

    apply(
        batch=load(
            "training-classes", heads,
            ["第1期", "走出去", "专门业务培训", units["county"].name, "县校合作协议", "2024-06-24", "2024-06-28", "已结束", "40"],
        ),
        by=clerk,
    )  # fmt: skip

    made = TrainingClass.objects.get()
    assert (made.agreement.partner, made.kind, made.hours, made.state) == (partner, "32", 40, "finished")
