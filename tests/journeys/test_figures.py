"""A figure follows rule and records, is frozen, compared, and printed."""

import re

import docx
from playwright.sync_api import expect

from tests.journeys import rosters
from tests.journeys.steps import TURNOVER_DAY, accept_mapping, apply, card, open_board, sides, sign_in, upload

TOWNSHIP_WORK = "乡镇工作经历"


def test_a_rule_changed_from_a_day_on_leaves_the_days_before_as_they_were(page, county):
    sign_in(page, county, "ganbugu")
    open_board(page)
    assert sides(page, TOWNSHIP_WORK) == (96, 114)
    open_board(page, "2026-06-29")
    day_before = sides(page, TOWNSHIP_WORK)
    page.goto("/rules/township_experience/")
    page.get_by_label("街道", exact=True).check()
    page.get_by_label("从哪天起生效").fill("2026-06-30")
    page.get_by_label("依据", exact=False).first.fill("部务会议定 2026-06-30")
    page.get_by_role("button", name="保存口径").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("乡镇"))
    expect(page.locator("progress")).to_have_count(0, timeout=60_000)
    open_board(page)
    assert sides(page, TOWNSHIP_WORK) == (98, 114)  # two who had years in a street
    open_board(page, "2026-06-29")
    assert sides(page, TOWNSHIP_WORK) == day_before


def test_two_frozen_boards_name_who_came_left_and_changed(page, county, tmp_path):
    sign_in(page, county, "ganbugu")
    open_board(page)
    _freeze(page, "改动之前")
    [(name, number, post)] = county.ask(
        "SELECT p.name, p.id, a.id FROM cadres_person p JOIN cadres_appointment a ON a.person_id = p.id"
        " WHERE p.post_text = %s AND a.is_team_member AND a.ended IS NULL", "临溪县青岩镇党委书记",
    )  # fmt: skip
    page.goto(f"/cadres/people/{number}/facts/appointment/{post}/")
    page.get_by_label("免职时间").or_(page.get_by_label("终止时间")).first.fill("2026.05")
    page.get_by_role("button", name="保存").click()
    line = rosters.corrected_line(rosters.TEAM_LINE)
    book = tmp_path / "新任.xlsx"
    book.write_bytes(
        rosters.of_one_person(line.pop("姓名"), line.pop("出生年月"), **{k: str(v) for k, v in line.items()})
    )
    upload(page, book)
    accept_mapping(page)
    apply(page)

    open_board(page)
    _freeze(page, "改动之后")
    page.get_by_role("button", name="对比").click()
    page.get_by_role("link", name=re.compile("CAD-03")).click()
    shown = page.locator("main")
    expect(shown).to_contain_text(name)
    expect(shown).to_contain_text(rosters.corrected_line(rosters.TEAM_LINE)["姓名"])
    expect(shown).to_contain_text("不在名单")


def test_the_paragraph_is_printed_with_the_figures_of_the_board(page, county):
    sign_in(page, county, "ganbugu")
    open_board(page)
    printed = {title: sides(page, title) for title in (TOWNSHIP_WORK, "全日制大学", "35岁以下")}
    page.get_by_role("link", name="生成报告段落").click()
    expect(page.locator(".paper")).to_contain_text("84.2%")
    page.get_by_label("署名").fill("中共临溪县委组织部")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 .docx").click()
    paper = docx.Document(download.value.path())
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "占比84.2%" in text
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    for title, (numerator, denominator) in printed.items():
        [row] = [row for row in rows if title in "".join(row)][:1] or [None]
        assert row, f"{title} is not in the annex: {rows}"
        assert str(numerator) in "".join(row) and str(denominator) in "".join(row)
    assert any("2026" in cell and "30" in cell for row in rows for cell in row) or TURNOVER_DAY in text


def test_a_day_without_anybody_says_what_to_do(page, county):
    sign_in(page, county, "ganbugu")
    open_board(page, "1990-01-01")
    expect(page.get_by_text("还没有统计对象")).to_be_visible()
    expect(card(page, TOWNSHIP_WORK)).to_have_count(0)


def _freeze(page, name: str) -> None:
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="固化数值和名单").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
