"""One life on one page: a day chosen, a fact corrected beside a colleague, a date decided by the archive, its documents."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfWriter

from tests.journeys.registers import fill, labelled, open_new, save, take_step
from tests.journeys.steps import TURNOVER_DAY, sign_in


@pytest.fixture
def scan(tmp_path) -> Path:
    """A scanned page."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    file = tmp_path / "高校学生登记表.pdf"
    writer.write(file)
    return file


def someone(county) -> tuple[int, str, int]:
    """Number, name and year of birth of a team member in office."""
    [found] = county.ask(
        "SELECT p.id, p.name, p.born / 10000 FROM cadres_person p JOIN cadres_appointment a ON a.person_id = p.id"
        " WHERE a.is_team_member AND a.ended IS NULL AND p.born IS NOT NULL ORDER BY p.id LIMIT 1"
    )
    return found


def test_the_page_shows_the_life_as_it_was_on_the_day_chosen(page, county):
    number, name, born = someone(county)
    sign_in(page, county, "ganbugu")
    page.goto(f"/cadres/people/{number}/?as_of={TURNOVER_DAY}")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    for part in ("时间轴", "简历", "任职", "学历学位"):
        expect(page.get_by_role("heading", name=re.compile(part)).first).to_be_visible()
    posts = page.locator(".head-facts .wide dd").first.inner_text()
    page.goto(f"/cadres/people/{number}/?as_of={born + 10}-01-01")  # a child of nine or ten holds no post
    expect(page.get_by_text("当日没有任职记录")).to_be_visible()
    assert posts and "当日没有任职记录" not in posts


def test_the_archive_decides_a_date_of_birth_with_its_document_and_it_holds_until_revoked(open_page, county, scan):
    number, _name, born = someone(county)
    clerk, leader = open_page(), open_page()
    sign_in(clerk, county, "ganbugu")
    clerk.goto(f"/cadres/people/{number}/edit/")
    before = labelled(clerk, "出生年月").input_value()
    decided = f"{born - 1}.11"

    open_new(clerk, "archive-determinations", f"?person={number}")
    fill(clerk, {
        "认定事项": "出生时间", "各处记载": f"学生登记表{decided}，任免表{before}", "依据的档案材料": "1999年高校学生登记表，第1类第3页",
        "认定日期值": decided,
    })  # fmt: skip
    save(clerk)
    record = clerk.url
    clerk.locator("input[type=file]").set_input_files(str(scan))
    clerk.get_by_role("button", name="上传").click()
    expect(clerk.get_by_text("已上传 1 个附件")).to_be_visible()
    expect(clerk.get_by_role("button", name="认定生效")).to_have_count(0)  # who entered it does not decide

    sign_in(leader, county, "buzhang")
    leader.goto(record)
    with leader.expect_download() as opened:
        leader.get_by_role("link", name=scan.name).click()
    assert Path(opened.value.path()).read_bytes() == scan.read_bytes()
    take_step(leader, "认定生效", {"作出认定日期": "2026-06-20"})

    clerk.goto(f"/cadres/people/{number}/?as_of={TURNOVER_DAY}")
    expect(clerk.locator(".head-facts")).to_contain_text(decided)
    expect(clerk.locator(".attachments")).to_contain_text(scan.name)
    clerk.goto(f"/cadres/people/{number}/edit/")
    labelled(clerk, "出生年月").fill(before)
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text(f"已认定为{decided}").first).to_be_visible()

    leader.goto(record)
    take_step(leader, "撤销认定", {"理由": "登记表系补填"})
    clerk.goto(f"/cadres/people/{number}/edit/")
    assert labelled(clerk, "出生年月").input_value() == before
