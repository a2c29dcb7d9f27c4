"""A third excellent year is entered, the unit's share is judged, and the merit it earns is reviewed, given and listed."""

import openpyxl
from playwright.sync_api import expect

from tests.journeys.registers import downloaded, figure, fill, save, send_step, share, state, take_step
from tests.journeys.steps import sign_in

CHAPTER, EXCELLENT, MERIT = "干部管理", "年度考核优秀占比", "连续三年优秀记三等功人次"


def test_a_third_excellent_year_is_judged_within_the_unit_and_earns_a_merit_that_two_people_give(open_page, county):
    [(number, name, unit, unit_number, appraisal)] = county.ask(
        "SELECT p.id, p.name, u.name, u.id, a.id FROM cadres_person p JOIN portal_unit u ON u.id = p.unit_id"
        " JOIN cadres_appraisal a ON a.person_id = p.id AND a.year = 2025 AND a.result = '2'"
        " WHERE u.name = '中共临溪县委组织部' AND 2 = (SELECT count(*) FROM cadres_appraisal b"
        " WHERE b.person_id = p.id AND b.year IN (2023, 2024) AND b.result = '1') ORDER BY p.id LIMIT 1"
    )
    [(graded, excellent)] = county.ask(
        "SELECT count(*), count(*) FILTER (WHERE a.result = '1') FROM cadres_appraisal a JOIN cadres_person p"
        " ON p.id = a.person_id WHERE COALESCE(a.unit_id, p.unit_id) = %s AND a.year = 2025 AND a.participated",
        unit_number,
    )  # fmt: skip
    assert excellent <= graded * 0.2 < excellent + 1 <= graded * 0.25, "one more asks for an approval"
    clerk, leader = open_page(), open_page()
    sign_in(clerk, county, "gongwuyuan")
    sign_in(leader, county, "buzhang")
    numerator, denominator = share(clerk, CHAPTER, EXCELLENT)
    merits = figure(clerk, CHAPTER, MERIT)
    clerk.goto("/cadres/assessment/?year=2025")
    expect(_unit(clerk, unit)).to_contain_text("在比例内")

    clerk.goto(f"/registers/appraisals/{appraisal}/edit/")
    fill(clerk, {"考核结论": "优秀", "确定日期": "2026-02-26"})
    save(clerk)
    assert share(clerk, CHAPTER, EXCELLENT) == (numerator + 1, denominator)
    clerk.goto("/cadres/assessment/?year=2025")
    expect(_unit(clerk, unit)).to_contain_text("须经批准")

    clerk.get_by_role("button", name="按优秀结果提出奖励建议").click()
    expect(clerk.get_by_text("请另一人审核")).to_be_visible()
    [(case, kind, first)] = county.ask(
        "SELECT id, kind, basis_from FROM cadres_awardcase WHERE person_id = %s AND award_year = 2025", number
    )
    assert (kind, first) == ("01114", 2023)
    address = f"/registers/award-cases/{case}/"
    clerk.goto(address)
    expect(clerk.get_by_text("经办与复核须由两人办理")).to_be_visible()
    leader.goto(address)
    take_step(leader, "审核通过")
    clerk.goto(address)
    take_step(clerk, "开始公示", {"公示开始": "2026-11-02", "公示结束": "2026-11-06"})
    leader.goto(address)
    given = {"批准机关": "中共临溪县委", "批准机关级别": "县、处级", "决定文号": "临委〔2026〕51号"}
    send_step(leader, "作出决定", {"决定日期": "2026-11-06", **given})
    expect(leader.get_by_text("日期应在公示结束").first).to_be_visible()
    fill(leader, {"决定日期": "2026-11-10"})
    leader.get_by_role("button", name="作出决定", exact=True).click()
    expect(state(leader)).to_have_text("已决定")
    assert figure(clerk, CHAPTER, MERIT) == merits + 1
    clerk.goto(address)
    take_step(clerk, "发放证书", {"证书编号": "2026-三-017", "发证日期": "2026-11-20"})
    expect(state(clerk)).to_have_text("已发证书")

    clerk.goto("/cadres/assessment/?year=2025")
    book = openpyxl.load_workbook(downloaded(clerk, "导出证书名单"))
    rows = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    [line] = [row for row in rows if name in row and "2026-三-017" in row]
    assert unit in line and "2026-11-20" in line
    clerk.goto(f"/cadres/people/{number}/")
    expect(clerk.get_by_role("main")).to_contain_text("记三等功")


def _unit(page, name: str):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))
