"""A class at the partner college with its roster by sheet, and a secondment: 人次 and 人 are told apart, hours follow."""

import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.journeys.registers import downloaded, figure, fill, open_new, save
from tests.journeys.steps import accept_mapping, apply, settled, sign_in

CHAPTER = "干部教育"
BATCHES, TIMES, PEOPLE = "选送到合作院校培训的批次", "选送到合作院校培训的人次", "选送到合作院校培训的人数"
CLASS, HOURS = "临溪县干部赴东湖学院基层治理专题班", 40
CHOSEN = """
    SELECT p.id, p.name, u.name FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id
    WHERE p.status = '1' AND u.kind = 'county_organ' AND {} EXISTS (
        SELECT 1 FROM cadres_enrolment e JOIN cadres_trainingclass c ON c.id = e.training_class_id
        JOIN cadres_cooperationagreement a ON a.id = c.agreement_id JOIN cadres_partnerunit o ON o.id = a.partner_id
        WHERE e.person_id = p.id AND e.state = 'completed' AND c.direction = 'go_out' AND c.state = 'finished'
        AND o.kind = 'college'
    ) ORDER BY p.id LIMIT 2
"""


def test_a_class_by_sheet_counts_every_attendance_and_every_person_once(page, county, tmp_path):
    again, new = county.ask(CHOSEN.format("")), county.ask(CHOSEN.format("NOT"))
    sign_in(page, county, "jiaoyugu")
    before = [figure(page, CHAPTER, title) for title in (BATCHES, TIMES, PEOPLE)]

    open_new(page, "training-classes")
    fill(page, {"班次名称": CLASS, "培训方向": "走出去", "依据的合作协议": "县校合作协议", "承办机构": "东湖学院"})
    fill(page, {"开班日期": "2026-10-12", "结束日期": "2026-10-16", "状态": "已结束", "学时": str(HOURS)})
    save(page)
    held = page.url
    page.get_by_role("link", name="导入名单").click()
    sheet = _signed_in(downloaded(page, "下载空白表"), tmp_path, again + new)
    page.locator("input[type=file]").set_input_files(str(sheet))
    page.get_by_role("button", name="上传并预演").click()
    settled(page)
    accept_mapping(page)
    apply(page)

    # Signed in, nobody has completed yet: a batch more, no attendance.
    counts = [figure(page, CHAPTER, title) for title in (BATCHES, TIMES, PEOPLE)]
    assert counts == [before[0] + 1, before[1], before[2]]
    page.goto(held)
    page.get_by_role("link", name="签到与结业").click()
    page.get_by_role("link", name="结业", exact=True).click()
    page.get_by_label(new[1][1], exact=True).uncheck()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存，改动 3 人")).to_be_visible()
    counts = [figure(page, CHAPTER, title) for title in (BATCHES, TIMES, PEOPLE)]
    assert counts == [before[0] + 1, before[1] + 3, before[2] + 1]

    for (number, _name, _unit), completed in ((again[0], True), (new[1], False)):
        page.goto(f"/cadres/people/{number}/training-hours/?year=2026")
        row = page.get_by_role("row").filter(has_text=CLASS)
        expect(row).to_contain_text(str(HOURS) if completed else "未结业")


def test_somebody_sent_to_learn_counts_at_once_and_is_reminded_of_before_the_end(page, county):
    [(number, name, unit)] = county.ask(
        "SELECT p.id, p.name, u.name FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id"
        " WHERE p.status = '1' AND u.name = '柏渡镇' AND p.id NOT IN (SELECT person_id FROM cadres_secondment)"
        " ORDER BY p.id LIMIT 1"
    )
    sign_in(page, county, "jiaoyugu")
    before = figure(page, CHAPTER, "选派跟班学习干部")
    open_new(page, "secondments", f"?person={number}")
    expect(page.get_by_label("派出单位", exact=True)).to_have_value(re.compile(f"^{unit}（"))
    fill(page, {"类型": "跟班学习", "状态": "计划", "接收单位名称": "海澜市农业农村局", "计划结束日期": "2027-01-15"})
    save(page)
    record = page.url
    assert figure(page, CHAPTER, "选派跟班学习干部") == before  # a plan is nobody sent

    page.goto(record)
    page.get_by_role("link", name="修改").click()
    fill(page, {"状态": "进行中", "实际开始日期": "2026-10-15"})
    save(page)
    assert figure(page, CHAPTER, "选派跟班学习干部") == before + 1
    page.goto("/reminders/")
    due = page.get_by_role("row").filter(has_text=f"{name}跟班学习（海澜市农业农村局）期满")
    expect(due).to_contain_text("2027-01-15")


def _signed_in(template: io.BytesIO, folder: Path, people: list[tuple]) -> Path:
    """The empty sheet filled in as a class sends it back: everybody has signed in."""
    book = openpyxl.load_workbook(template)
    heads = {cell.value: cell.column for row in book.active.iter_rows() for cell in row if cell.value}
    first = next(row[0].row for row in book.active.iter_rows() for cell in row if cell.value == "姓名") + 1
    for at, (_number, name, unit) in enumerate(people, start=first):
        told = {"培训班次": CLASS, "姓名": name, "所在单位": unit, "状态": "已参加"}
        for head, value in told.items():
            book.active.cell(at, heads[head], value)
    filled = folder / "签到表.xlsx"
    book.save(filled)
    return filled
