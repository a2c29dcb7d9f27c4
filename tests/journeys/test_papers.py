"""Papers out: one form, forms of many, the editor's files of many, a roster in chosen columns, standard tables."""

import zipfile

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.registers import downloaded
from tests.journeys.steps import settled, sign_in

POST, BUREAU = "临溪县柏渡镇党委书记", "临溪县统计局"


@pytest.fixture
def secretary(county):
    """(number, name, birth as the form prints it) of the Party secretary of 柏渡镇."""
    [(number, name, born)] = county.ask("SELECT id, name, born FROM cadres_person WHERE post_text = %s", POST)
    return number, name, f"{born // 10000}.{born // 100 % 100:02}"


def test_the_form_of_one_person_is_printed_in_both_layouts_with_the_family(page, county, secretary):
    number, name, born = secretary
    relatives = [one for (one,) in county.ask("SELECT name FROM cadres_familymember WHERE person_id = %s", number)]
    assert relatives
    sign_in(page, county, "ganbugu")
    for layout, has_age_limit in (("2025年版", True), ("旧版", False)):
        page.goto(f"/cadres/people/{number}/")
        page.get_by_label("任免审批表版式").select_option(label=layout)
        words = _texts(docx.Document(downloaded(page, "下载任免审批表", role="button")))
        for text in (name, born, POST, *relatives):
            assert text in words, f"{layout} lacks {text}"
        assert ("到龄" in words.replace(" ", "")) is has_age_limit


def test_forms_of_many_come_in_one_archive_as_papers_and_as_files_of_the_editor(page, county):
    sign_in(page, county, "ganbugu")
    for kind, ending in (("2025年版", "docx"), ("任免审批表编辑器格式（.lrmx）", "lrmx")):
        people = _people_of_the_bureau(page, county)
        page.get_by_role("link", name="任免审批表", exact=True).click()
        expect(page.get_by_text(f"将生成 {len(people)} 人")).to_be_visible()
        page.get_by_label("版式和格式").select_option(label=kind)
        page.get_by_role("button", name="生成", exact=True).click()
        settled(page)
        archive = zipfile.ZipFile(downloaded(page, "下载压缩包"))
        assert len(archive.namelist()) == len(people)
        assert {one.split(".")[0].split("(")[0] for one in archive.namelist()} == {*people}
        name = people[0]
        content = archive.read(f"{name}.{ending}")
        if ending == "lrmx":
            assert f"<XingMing>{name}</XingMing>" in content.decode("utf-8-sig")
        else:
            assert content.startswith(b"PK")


def test_a_roster_comes_out_in_the_columns_chosen_and_they_are_remembered(page, county):
    sign_in(page, county, "ganbugu")
    people = _people_of_the_bureau(page, county)
    page.get_by_role("link", name="名册", exact=True).click()
    page.get_by_label("自选列（下方勾选，下次仍按此勾选）").check()
    for box in page.locator("input[name=columns]:checked").all():
        box.uncheck()
    for label in ("姓名", "现任职务", "出生年月"):
        page.get_by_label(label, exact=True).check()
    rows = [*openpyxl.load_workbook(downloaded(page, "导出名册", role="button")).active.iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if "姓名" in row)
    assert [cell for cell in rows[head] if cell] == ["姓名", "现任职务", "出生年月"]
    assert sorted(row[0] for row in rows[head + 1 :] if row[0]) == sorted(people)
    page.goto("/cadres/people/roster/")
    assert page.locator("input[name=columns]:checked").count() == 3


def test_a_standard_table_says_in_the_workbook_what_the_screen_says_and_each_cell_leads_to_people(page, county):
    sign_in(page, county, "ganbugu")
    page.goto("/figures/tables/?as_of=2026-06-30")
    page.get_by_role("link", name="乡镇领导干部配备情况统计分析表", exact=True).click()
    women = county.ask(
        "SELECT count(DISTINCT s.person_id) FROM cadres_slatemember s JOIN cadres_turnoverunit t"
        " ON t.id = s.turnover_unit_id JOIN portal_unit u ON u.id = t.unit_id JOIN cadres_person p"
        " ON p.id = s.person_id WHERE u.name = '柏渡镇' AND p.sex = '2'"
    )[0][0]  # fmt: skip
    shown = [cell.strip() for cell in _line(page, "柏渡镇").locator("td").all_inner_texts()]
    book = openpyxl.load_workbook(downloaded(page, "导出 .xlsx"))
    lines = [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    [line] = [row for row in lines if "柏渡镇" in row[:2]]
    assert lines[0][0] == "乡镇领导干部配备情况统计分析表" and any(row[0].startswith("填表单位：临溪县") for row in lines)
    assert [cell for cell in line if cell][-len(shown) :] == shown
    heads = next(row for row in lines if "女干部" in row)
    assert line[heads.index("女干部")] == str(women)
    cell = _line(page, "柏渡镇").get_by_role("link", name=str(women), exact=True)
    cell.first.click()
    expect(page.get_by_role("main")).to_contain_text("柏渡镇")


def test_empty_posts_lead_to_the_approved_number_and_the_people_and_come_out_as_a_workbook(page, county):
    sign_in(page, county, "ganbugu")
    page.goto("/figures/tables/?as_of=2026-06-30")
    page.get_by_role("link", name="领导职数配备情况表", exact=True).click()
    deputies = _line(page, "松坪乡").locator("td").nth(7).get_by_role("link")
    short = deputies.inner_text()
    deputies.click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"表中为 {short}")
    expect(main.get_by_role("link", name="临溪县松坪乡人民政府", exact=True)).to_be_visible()
    approved = sum(int(one) for one in main.get_by_role("table").first.locator("td.num").all_inner_texts())
    people = main.get_by_role("table").last.locator("tbody tr").count()
    assert int(short) == approved - people > 0
    page.go_back()
    rows = [*openpyxl.load_workbook(downloaded(page, "导出 .xlsx")).active.iter_rows(values_only=True)]
    assert next(row for row in rows if row[1] == "松坪乡")[6:10] == (approved, people, 0, int(short))


def _people_of_the_bureau(page, county) -> list[str]:
    """The list of people narrowed to one bureau; their names from the database."""
    page.goto("/cadres/people/")
    page.get_by_label("单位及下属").fill(BUREAU)
    page.get_by_role("button", name="筛选").click()
    asked = "SELECT p.name FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id WHERE u.name = %s"
    return [name for (name,) in county.ask(asked, BUREAU)]


def _line(page, name: str):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


def _texts(paper) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in paper.paragraphs)])
