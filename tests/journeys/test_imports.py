"""Files go in, are rehearsed, corrected, applied and taken back, and the figure follows."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.files.reading import SAMPLES
from tests.files.rosters import MISTAKES, id_number
from tests.journeys import rosters
from tests.journeys.steps import accept_mapping, apply, card, open_board, sides, sign_in, total, undo, upload

TOWNSHIP_WORK = "乡镇工作经历"
FORMS = {
    "official_3.2.1.16_bom_crlf.lrmx": [],
    "insigma_jaxb_entities.lrmx": [],
    "editor_2025_daoling.lrmx": [],
    "legacy_2.0_gbk.lrm": ["legacy_2.0_gbk.pic"],
}


@pytest.fixture
def file(tmp_path):
    def written(name: str, content: bytes):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return written


def test_twenty_mistakes_are_named_corrected_applied_and_undone(page, county, file):
    sign_in(page, county, "ganbugu")
    open_board(page)
    assert sides(page, TOWNSHIP_WORK) == (96, 114)

    upload(page, file("花名册.xlsx", rosters.with_twenty_mistakes()))
    accept_mapping(page)
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible()
    wrong, good = _rows_listed(page, "有误"), _rows_listed(page, "新增")
    unnamed = [
        (row, head)
        for row, (_change, head, _code) in enumerate(MISTAKES, 4)
        if head not in wrong.get(row, "") and not re.search(rf"(存疑|提示)\s*{head}", good.get(row, ""))
    ]
    assert not unnamed
    with page.expect_download() as download:
        page.get_by_role("link", name="下载错误行").click()
    returned = download.value.path().read_bytes()
    heads = [cell.value for row in openpyxl.load_workbook(io.BytesIO(returned)).active.iter_rows() for cell in row]
    assert "错误原因" in heads

    apply(page)
    open_board(page)
    assert sides(page, TOWNSHIP_WORK) == (96, 114)
    upload(page, file("花名册-改.xlsx", rosters.corrected(returned)))
    accept_mapping(page)
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible()
    assert total(page, "有误") == 0
    batch = page.url
    apply(page)
    open_board(page)
    assert sides(page, TOWNSHIP_WORK) == (97, 115)
    expect(card(page, TOWNSHIP_WORK).locator(".value")).to_have_text("84.3%")

    page.goto(batch)
    undo(page)
    open_board(page)
    assert sides(page, TOWNSHIP_WORK) == (96, 114)
    expect(card(page, TOWNSHIP_WORK).locator(".value")).to_have_text("84.2%")


@pytest.mark.parametrize("name", FORMS)
def test_an_appointment_form_of_every_producer_goes_in_and_comes_out_again(page, county, name):
    sign_in(page, county, "ganbugu")
    upload(page, *(SAMPLES / one for one in [name, *FORMS[name]]))
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible()
    assert total(page, "新增") > 3
    apply(page)
    page.locator("table.rows tbody th a").first.click()
    expect(page.locator("#resume .spells > li.spell").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 .lrmx").click()
    again = download.value.path().rename(download.value.path().with_name("again.lrmx"))
    upload(page, again)
    # The official editor's form comes out byte for byte as it went in: the portal knows the file.
    unchanged = page.get_by_text("没有可写入的内容").or_(page.get_by_text("以前已经上传过"))
    expect(unchanged).to_be_visible()


def test_an_unknown_head_is_corrected_once_and_remembered(page, county, file):
    sign_in(page, county, "ganbugu")
    upload(page, file("族属一.xlsx", rosters.with_an_odd_head(0)))
    expect(page.get_by_role("heading", level=1)).to_have_text("列对应")
    line = page.locator("tbody tr").filter(has_text="族属")
    expect(line).to_contain_text("没有认出")
    line.get_by_role("combobox").select_option(label="民族")
    page.get_by_role("button", name="按此读取并预演").click()
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible()
    expect(page.locator("table.rows")).to_contain_text("苗族")

    upload(page, file("族属二.xlsx", rosters.with_an_odd_head(1)))
    expect(page.get_by_text("这是预演，还没有写入")).to_be_visible()
    expect(page.locator("table.rows")).to_contain_text("苗族")


def test_a_doubtful_person_is_the_one_that_was_pointed_at(page, county, file):
    [(name, number)] = county.ask(
        "SELECT p.name, p.id FROM cadres_person p JOIN cadres_person q ON q.name = p.name AND q.id > p.id ORDER BY 2 LIMIT 1"
    )
    [(born,)] = county.ask("SELECT born FROM cadres_person WHERE id = %s", number)
    sign_in(page, county, "ganbugu")
    born_text = f"{born // 10000}.{born // 100 % 100:02d}"
    another_number = id_number(f"{born // 100}15", 987)
    roster = rosters.of_one_person(name, born_text, 身份证号=another_number, 备注="现场核对")
    upload(page, file("存疑.xlsx", roster))
    accept_mapping(page)
    expect(page.locator("article.doubt")).to_have_count(1)
    page.locator(f'article.doubt button[name=person][value="{number}"]').click()
    expect(page.locator("article.doubt.decided")).to_be_visible()
    page.reload()
    apply(page)
    page.goto(f"/cadres/people/{number}/")
    expect(page.get_by_text("现场核对")).to_be_visible()


def _rows_listed(page, state: str) -> dict[int, str]:
    """Row number of the file → what the page says of it, in one of the tabs."""
    page.get_by_role("navigation", name="按结果").get_by_role("link", name=re.compile(state)).click()
    page.goto(page.url.replace("#rows", "&limit=200"))
    lines = page.locator("table.rows tbody tr")
    expect(lines.first).to_be_visible()
    told = {}
    for text in lines.evaluate_all("rows => rows.map(row => row.textContent)"):
        row = int(re.search(r"第 (\d+) 行", text).group(1))
        told[row] = told.get(row, "") + text
    return told
