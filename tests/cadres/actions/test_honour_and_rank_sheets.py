"""Sheets of yearly results, awards and rank promotions: rehearsed, told row by row, applied, undone to the byte."""

import datetime

import pytest
from batch_registers import workbook
from batch_rows import account

from cadres.actions.batches import apply, read, receive, undo
from cadres.models import Appraisal, Award, AwardCase, Person, RankPromotionCase, RankSpan
from portal.models import RuleSetting, StepTaken
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

APPRAISALS = ["姓名", "考核年度", "考核结论", "参加考核", "确定日期"]
AWARDS = ["姓名", "奖励种类", "奖励依据", "奖励年度", "决定日期", "批准机关", "批准机关级别", "决定文号", "证书编号", "发证日期"]  # fmt: skip
CASES = ["姓名", "办理类别", "原职级", "拟任职级", "批准日期", "批准文号", "待遇起算日期"]
GIVEN = ["2026-03-10", "中共临溪县委", "县、处级", "临委〔2026〕9号"]


@pytest.fixture
def personnel(units):
    """May enter and import, and approves nothing."""
    return account("personnel", units["county"], role=Role.UNIT_HR.value)


@pytest.fixture
def people(units):
    """Ten civil servants of one township, each with 四级主任科员 since 2023."""
    made = [
        Person.objects.create(
            name=f"赵{letter}", name_key=f"赵{letter}", unit=units["north"], category="1", establishment="1", status="1",
            rank="1A", rank_since=PartialDate(2023, 1),
        )
        for letter in "甲乙丙丁戊己庚辛壬癸"
    ]
    for person in made:
        RankSpan.objects.create(person=person, sequence="rank", code="1A", began=PartialDate(2023, 1))
    return made


@pytest.fixture
def load(units, clerk, people):
    def go(register, heads, *lines, by=None):
        batch = receive(
            content=workbook(heads, *lines), name="表.xlsx", unit=units["county"], by=by or clerk, register=register,
            background=False,
        )  # fmt: skip
        return read(batch.pk)

    return go


def states(batch) -> list[str]:
    return [row.state for row in batch.rows.order_by("position")]


def told(batch) -> list[list[tuple[str, str]]]:
    return [
        [(one["severity"], one["column"]) for one in row.problems] for row in batch.rows.order_by("position")
    ]  # fmt: skip


def tables() -> list:
    models = (Appraisal, Award, AwardCase, RankPromotionCase, RankSpan, StepTaken, Person)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_years_results_come_in_change_what_stood_there_and_go_again(load, people, clerk):
    Appraisal.objects.create(person=people[1], year=2025, result="2")
    before = tables()
    batch = load(
        "appraisals", APPRAISALS,
        ["赵甲", "2025", "优秀", "是", "2026-02-20"], ["赵乙", "2025", "基本称职", "是", "2026-02-20"],
        ["赵丙", "2025", "不进行考核", "是", ""], ["赵丁", "2027", "称职", "是", ""], ["赵戊", "2025", "很好", "是", ""],
        ["赵己", "2025", "称职", "是", "2024-12-31"], ["赵甲", "2025", "称职", "是", ""], ["孙悟", "2025", "称职", "是", ""],
    )  # fmt: skip

    assert states(batch) == ["new", "changed", *["wrong"] * 6]
    assert [column for row in told(batch)[2:] for _severity, column in row] == [
        "参加考核", "考核年度", "考核结论", "确定日期", "姓名", "姓名",
    ]  # fmt: skip
    assert tables() == before
    apply(batch=batch, by=clerk)
    assert list(Appraisal.objects.order_by("person").values_list("result", "unit_id")) == [
        ("1", people[0].unit_id), ("3", people[1].unit_id),
    ]  # fmt: skip
    undo(batch=batch, by=clerk)
    assert tables() == before


def test_a_sheet_that_brings_a_unit_over_its_share_says_so_and_counts_all_its_rows_together(load, people):
    lines = [[person.name, "2025", "优秀" if at < 3 else "称职", "是", ""] for at, person in enumerate(people)]
    batch = load("appraisals", APPRAISALS, *lines)
    (problem,) = batch.rows.order_by("position").first().problems

    assert states(batch) == ["new"] * 10
    assert told(batch) == [[("warning", "考核结论")]] * 3 + [[]] * 7
    assert problem["message"] == "柏渡镇2025年度参加考核10人，优秀3人，一般最多2人（20%），经批准最多2人（25%）"
    assert not any(told(load("appraisals", APPRAISALS, *lines[1:])))  # two of ten, one still without a result


def test_where_the_office_refuses_more_than_the_share_such_rows_are_wrong(load, people):
    RuleSetting.objects.create(
        key="excellent_over_cap", value="refuse", in_force_from=datetime.date(2024, 1, 1), source="县委组织部约定"
    )
    lines = [[person.name, "2025", "优秀" if at < 3 else "称职", "是", ""] for at, person in enumerate(people)]

    assert states(load("appraisals", APPRAISALS, *lines)) == ["wrong"] * 3 + ["new"] * 7


def test_awards_decided_earlier_come_in_with_their_line_of_honours_by_whom_may_approve(load, people, clerk, personnel):
    Appraisal.objects.create(person=people[1], year=2025, result="2")
    before = tables()
    lines = [
        ["赵甲", "嘉奖", "年度考核优秀", "2025", *GIVEN, "2026-01", "2026-03-20"],
        ["赵乙", "嘉奖", "年度考核优秀", "2025", *GIVEN, "", ""],  # whose year was not excellent
        ["赵丙", "嘉奖", "连续三年年度考核优秀", "2025", *GIVEN, "", ""],
        ["赵丁", "嘉奖", "年度考核优秀", "2025", "", "", "", "", "", ""],
    ]
    refused = load("award-cases", AWARDS, *lines, by=personnel)
    batch = load("award-cases", AWARDS, *lines)

    assert states(refused) == ["wrong", "wrong", "wrong", "new"]
    assert states(batch) == ["new", "wrong", "wrong", "new"]
    assert told(batch)[1:3] == [[("error", "奖励年度")], [("error", "奖励依据")]]
    apply(batch=batch, by=clerk)
    assert list(AwardCase.objects.order_by("person").values_list("state", flat=True)) == ["certificate_issued", "proposed"]
    (award,) = Award.objects.all()
    assert (award.person, award.code, award.award_year, award.document_number) == (people[0], "01115", 2025, GIVEN[3])
    undo(batch=batch, by=clerk)
    assert tables() == before


def test_promotions_of_earlier_years_come_in_with_the_ranks_they_opened(load, people, clerk, personnel):
    before = tables()
    lines = [
        ["赵甲", "职级晋升", "四级主任科员", "三级主任科员", "2025-06-20", "临组〔2025〕7号", "2025-07-01"],
        ["赵乙", "职级晋升", "三级主任科员", "四级主任科员", "2025-06-20", "", ""],  # downwards
        ["赵丙", "职级晋升", "四级主任科员", "三级主任科员", "2127-06-20", "", ""],
        ["赵丁", "职级晋升", "四级主任科员", "三级主任科员", "", "", ""],
    ]
    assert states(load("rank-cases", CASES, *lines, by=personnel)) == ["wrong", "wrong", "wrong", "new"]
    batch = load("rank-cases", CASES, *lines)

    assert states(batch) == ["new", "wrong", "wrong", "new"]
    apply(batch=batch, by=clerk)
    assert list(RankPromotionCase.objects.order_by("person").values_list("state", flat=True)) == ["paid", "draft"]
    assert [(one.code, str(one.began), str(one.ended or "")) for one in people[0].ranks.order_by("began")] == [
        ("1A", "2023.01", "2025.06.20"), ("19", "2025.06.20", ""),
    ]  # fmt: skip
    undo(batch=batch, by=clerk)
    assert tables() == before
