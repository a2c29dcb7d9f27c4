"""A village cadre is chosen for an institution, from the proposal to the post, and the figures and places follow."""

import re

import openpyxl
from playwright.sync_api import expect

from tests.journeys.registers import choose, downloaded, drill, figure, fill, offered, open_new, save, state, take_step
from tests.journeys.steps import apply, settled, sign_in, total, undo

CHAPTER, CHOSEN = "干部队伍", "从村（社区）干部中选聘的事业编制干部"


# Somebody who is also a chief fills a chief's place only.
DEPUTIES = """
    SELECT a.person_id, min(a.id), count(*) FROM cadres_appointment a
    JOIN portal_unit u ON u.id = a.unit_id JOIN portal_unit t ON t.id = COALESCE(u.township_id, u.id)
    WHERE t.name = %s AND a.is_team_member AND a.member_kind IN ('1', '3') AND a.ended IS NULL
    GROUP BY a.person_id HAVING min(a.member_kind) = '3' ORDER BY count(*), 1
"""


def test_a_village_cadre_is_chosen_by_two_people_and_the_figure_counts_one_more(open_page, county):
    [(number, name, village, place)] = county.ask(
        "SELECT p.id, p.name, v.name, c.name FROM cadres_person p JOIN portal_unit v ON v.id = p.unit_id"
        " JOIN portal_unit c ON c.township_id = v.township_id AND c.kind = 'township_institution'"
        " WHERE v.kind = 'village' AND p.sex <> '' ORDER BY p.id, c.id LIMIT 1"
    )
    clerk, leader = open_page(), open_page()
    sign_in(clerk, county, "ganbugu")
    sign_in(leader, county, "buzhang")
    before = figure(clerk, CHAPTER, CHOSEN)

    open_new(clerk, "selections")
    choose(clerk, "人员", name, f"{name}")
    expect(clerk.get_by_label("来源单位性质")).to_have_value("village")
    expect(clerk.get_by_label("来源单位", exact=True)).to_have_value(re.compile(village))
    fill(
        clerk,
        {"选拔方式": "村（社区）干部选聘事业编制", "职务性质": "事业单位岗位", "拟任（聘）职务": "管理岗位九级职员"},
    )
    fill(clerk, {"拟任（聘）单位": place, "使用编制": "事业编制", "编制使用文号": "临编办〔2026〕31号"})
    save(clerk)
    case = clerk.url
    assert offered(clerk) == ["发布公告", "退出"]
    take_step(clerk, "发布公告", {"公告日期": "2026-09-01", "公告文号": "临组公〔2026〕5号"})
    take_step(clerk, "报名（推荐）")
    expect(clerk.get_by_text("经办与复核须由两人办理")).to_be_visible()
    leader.goto(case)
    take_step(leader, "资格审查通过")
    clerk.goto(case)
    take_step(clerk, "考察", {"考察日期": "2026-09-15"})
    take_step(clerk, "讨论决定", {"讨论决定日期": "2026-09-22", "会议纪要文号": "临组纪〔2026〕18号"})

    # Five working days from 28 September: the National Day, then Thursday and Friday the 8th and 9th.
    open_new(clerk, "public-notices")
    fill(clerk, {"公示标题": "拟聘事业单位人员公示", "公示编号": "临组公示〔2026〕21号", "公示开始日": "2026-09-28"})
    save(clerk)
    expect(clerk.get_by_role("definition").filter(has_text="2026-10-09")).to_be_visible()
    clerk.goto(case)
    take_step(clerk, "公示", {"任前公示": "拟聘事业单位人员公示"})

    _objected_and_cleared(clerk, leader, case)
    assert figure(clerk, CHAPTER, CHOSEN) == before
    leader.goto(case)
    leader.locator("summary").get_by_text("批准", exact=True).click()
    fill(leader, {"批准日期": "2026-10-09", "批准文号": "临组干〔2026〕77号"})
    leader.get_by_role("button", name="批准", exact=True).click()
    expect(leader.get_by_text("批准日期应在公示期满之后").first).to_be_visible()
    fill(leader, {"批准日期": "2026-10-12"})
    leader.get_by_role("button", name="批准", exact=True).click()
    expect(state(leader)).to_have_text("已批准")

    assert figure(clerk, CHAPTER, CHOSEN) == before + 1
    drill(clerk, CHOSEN)
    expect(clerk.get_by_role("main")).to_contain_text(name)
    clerk.goto(case)
    take_step(clerk, "办理任职（聘用）", {"任职（聘用）日期": "2026-10-19"})
    expect(clerk.get_by_text("临组干〔2026〕77号")).to_be_visible()
    clerk.goto(f"/cadres/people/{number}/")
    expect(clerk.get_by_role("main")).to_contain_text("管理岗位九级职员")
    [(unit, establishment)] = county.ask(
        "SELECT u.name, p.establishment FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id WHERE p.id = %s",
        number,
    )
    assert (unit, establishment) == (place, "3")


CASES_OF_LAST_YEAR = """
    SELECT p.name, u.name FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id WHERE u.kind = 'town' AND p.status = '1'
    AND NOT EXISTS (SELECT 1 FROM cadres_selectioncase s WHERE s.person_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM cadres_person q WHERE q.name = p.name AND q.id <> p.id) ORDER BY p.id LIMIT 3
"""
MOVED = {
    "三方面、五方面人员中选拔的乡镇机关领导干部": 1, "从企事业单位择优调任的干部": 1, "打破晋升瓶颈：实现身份转变的干部": 1,
    "拓宽选人用人渠道：使用的选拔方式": 0, "公开选拔任职（聘用）人数": 1, "调任任职（聘用）人数": 0,
}  # fmt: skip


def test_cases_of_last_year_come_in_by_a_sheet_and_move_the_figures_of_every_way_of_selection(page, county, tmp_path):
    five, transferred, chosen = county.ask(CASES_OF_LAST_YEAR)
    approved = {"批准日期": "2026-03-02", "批准文号": "临组干〔2026〕11号"}
    rows = [
        {"姓名": five[0], "选拔方式": "五方面人员选拔", "来源类别": "五方面人员", "具体类别": "乡镇事业编制人员",
         "来源单位性质": "乡镇事业单位", "拟任（聘）单位": five[1], "拟任（聘）职务": "副镇长", "职务性质": "领导职务（副职）",
         "职务层次": "乡科级副职", "任职（聘用）日期": "2026-03-10", **approved},
        {"姓名": transferred[0], "选拔方式": "调任", "来源单位性质": "其他事业单位", "拟任（聘）单位": transferred[1],
         "拟任（聘）职务": "副镇长", "职务性质": "领导职务（副职）", "进入方式": "从其他事业单位调任", **approved},
        {"姓名": chosen[0], "选拔方式": "公开选拔", "来源单位性质": "机关", "拟任（聘）单位": chosen[1],
         "拟任（聘）职务": "副镇长", "职务性质": "领导职务（副职）", "职务层次": "乡科级副职", "任职（聘用）日期": "2026-03-10",
         **approved},
    ]  # fmt: skip
    sign_in(page, county, "ganbugu")
    before = _figures(page)
    page.goto("/registers/selections/import/")
    book = openpyxl.load_workbook(downloaded(page, "下载空白表"))
    sheet = book.worksheets[0]
    head = next(row[0].row for row in sheet.iter_rows(max_row=5) if "姓名" in {cell.value for cell in row})
    columns = {cell.value: cell.column for cell in reversed(sheet[head])}
    for number, row in enumerate(rows, head + 1):
        for name, text in row.items():
            sheet.cell(number, columns[name], text)
    book.save(tmp_path / "以往选拔任用.xlsx")
    page.locator("input[type=file]").set_input_files(str(tmp_path / "以往选拔任用.xlsx"))
    page.get_by_role("button", name="上传并预演").click()
    settled(page)
    assert (total(page, "新增"), total(page, "有误")) == (3, 0)
    apply(page)
    batch = page.url

    after = _figures(page)
    assert {title: after[title] - before[title] for title in MOVED} == MOVED
    drill(page, next(iter(MOVED)))
    expect(page.get_by_role("main")).to_contain_text(five[0])
    page.goto(batch)
    undo(page)
    assert _figures(page) == before


def _figures(page) -> dict[str, int]:
    """The numbers of the board of records in this chapter by title, in one visit."""
    page.goto(f"/figures/records/?chapter={CHAPTER}")
    rows = page.locator("tr:has(td.num.strong)").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').innerText, row.querySelector('td.num.strong').innerText])"
    )
    numbers = {title.split("\n")[0].strip(): re.match(r"\d+", text) for title, text in rows}
    return {title: int(number.group()) for title, number in numbers.items() if number}


def test_a_cut_number_of_deputies_is_seen_as_over_and_an_ended_post_as_vacant(page, county):
    [(unit, township, approved)] = county.ask(
        "SELECT u.id, t.name, q.deputy_posts FROM portal_unitquota q JOIN portal_unit u ON u.id = q.unit_id"
        " JOIN portal_unit t ON t.id = u.township_id WHERE u.name = '临溪县青岩镇人民政府' AND q.ended IS NULL"
    )
    deputies = county.ask(DEPUTIES, township)
    filled, (number, post, held) = len(deputies), deputies[0]
    assert held == 1
    sign_in(page, county, "ganbugu")
    page.goto("/cadres/places/")
    expect(_deputies(page, township)).to_have_text(re.compile(rf"^\s*{filled}/{filled}\s*$"))
    page.goto(f"/units/{unit}/quota/")
    fill(page, {"副职领导职数": str(approved - 1), "从何时起": "2026.11.01", "批准文号": "临编〔2026〕6号"})
    page.get_by_role("button", name="保存").click()
    page.goto("/cadres/places/")
    expect(_deputies(page, township)).to_contain_text(f"{filled}/{filled - 1}")
    expect(page.get_by_text(f"{township}：副职领导职数超配1")).to_be_visible()
    page.goto("/cadres/places/?as_of=2026-10-31")
    expect(_deputies(page, township)).to_have_text(re.compile(rf"^\s*{filled}/{filled}\s*$"))

    page.goto(f"/cadres/people/{number}/facts/appointment/{post}/")
    page.get_by_label("免职时间").or_(page.get_by_label("终止时间")).first.fill("2026.11")
    page.get_by_role("button", name="保存").click()
    page.goto("/cadres/places/")
    expect(_deputies(page, township)).to_have_text(re.compile(rf"^\s*{filled - 1}/{filled - 1}\s*$"))


def _deputies(page, township: str):
    """The deputies of a township on the page of places."""
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=township, exact=True))
    return row.get_by_role("cell").nth(1)


def _objected_and_cleared(clerk, leader, case: str) -> None:
    """An objection during the notice holds the case until another person has settled it."""
    clerk.get_by_role("link", name="登记公示异议").or_(clerk.get_by_role("link", name="登记", exact=True)).first.click()
    fill(clerk, {"收到日期": "2026-09-29", "反映方式": "署名来信", "反映内容": "反映其任职年限不足"})
    save(clerk)
    objection = clerk.url
    clerk.goto(case)
    expect(state(clerk)).to_have_text("异议暂缓")
    assert "批准" not in offered(clerk)
    clerk.goto(objection)
    take_step(clerk, "转办核查", {"核查单位": "县纪委监委"})
    leader.goto(objection)
    take_step(leader, "认定不影响任用", {"办结日期": "2026-10-08", "核查结论": "任职满三年，反映不实"})
    leader.goto(case)
    expect(state(leader)).to_have_text("公示中")
