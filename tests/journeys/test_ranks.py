"""When somebody may be promoted is explained by facts, barred with its reason, and a case goes its way to the rank."""

from playwright.sync_api import expect

from tests.journeys.registers import figure, fill, open_new, save, send_step, state, take_step
from tests.journeys.steps import sign_in

CHAPTER, PROMOTED = "干部管理", "公务员职级晋升人次"
FIRST_CLERK = "rank.sequence = 'rank' AND rank.code = '1B' AND rank.ended IS NULL"
TIER = "一级至四级主任科员"


def test_an_excellent_year_brings_the_day_forward_and_a_bar_is_named(page, county):
    [(number, name, began, appraisal)] = county.ask(
        "SELECT p.id, p.name, rank.began, a.id FROM cadres_rankspan rank JOIN cadres_person p ON p.id = rank.person_id"
        " JOIN cadres_appraisal a ON a.person_id = p.id AND a.year = 2025 AND a.result = '2'"
        f" WHERE {FIRST_CLERK} AND rank.began BETWEEN 20250201 AND 20250628 ORDER BY p.id LIMIT 1"
    )
    year, month, day = began // 10000, began // 100 % 100, began % 100
    sign_in(page, county, "gongwuyuan")
    page.goto(f"/cadres/ranks/{number}/")
    expect(_fact(page, "年限届满")).to_have_text(f"{year + 2}.{month:02}.{day:02}")
    expect(page.get_by_role("heading", name="结论")).to_contain_text("年限未满")

    page.goto(f"/registers/appraisals/{appraisal}/edit/")
    fill(page, {"考核结论": "优秀", "确定日期": "2026-02-26"})
    save(page)
    page.goto(f"/cadres/ranks/{number}/")
    # Two years less the half year that one 优秀 saves.
    sooner = (year + 1, month + 6) if month <= 6 else (year + 2, month - 6)
    expect(_fact(page, "年限届满")).to_have_text(f"{sooner[0]}.{sooner[1]:02}.{day:02}")
    expect(page.get_by_role("row").filter(has_text="2025")).to_contain_text("缩短")
    expect(page.get_by_role("heading", name="结论")).to_contain_text("可以晋升")

    open_new(page, "promotion-bars", f"?person={number}")
    fill(page, {"情形": "立案审查调查", "起始时间": "2026.11", "文号": "临纪立〔2026〕3号"})
    save(page)
    page.goto(f"/cadres/ranks/{number}/")
    expect(page.get_by_role("heading", name="结论")).to_contain_text("受限制")
    expect(page.get_by_role("heading", name="限制情形")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("立案审查调查")
    page.goto("/cadres/ranks/")
    page.get_by_label("情况").select_option(label="年限已满，受限制")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("main")).to_contain_text(name)


def test_a_promotion_takes_two_people_and_a_notice_of_working_days_and_counts_once_approved(open_page, county):
    [(number, town)] = county.ask(
        "SELECT p.id, u.name FROM cadres_rankspan rank JOIN cadres_person p ON p.id = rank.person_id"
        " JOIN portal_unit u ON u.id = p.unit_id WHERE u.name = '柏渡镇' AND rank.began BETWEEN 20220000 AND 20231231"
        f" AND {FIRST_CLERK} AND p.id NOT IN (SELECT person_id FROM cadres_rankpromotioncase WHERE state IN ('draft', 'hold'))"
        " ORDER BY rank.began LIMIT 1"
    )
    clerk, leader = open_page(), open_page()
    sign_in(clerk, county, "gongwuyuan")
    sign_in(leader, county, "buzhang")
    before, used = figure(clerk, CHAPTER, PROMOTED), _used(clerk, town)

    clerk.goto(f"/cadres/ranks/{number}/")
    clerk.get_by_role("link", name="登记职级晋升").click()
    save(clerk)
    case = clerk.url
    expect(clerk.get_by_role("main")).to_contain_text("四级主任科员")
    take_step(clerk, "通过资格审核")
    take_step(clerk, "登记民主测评", {"测评参加人数": "30", "测评赞成票": "28"})
    take_step(clerk, "上报方案", {"方案上报日期": "2026-09-20"})
    leader.goto(case)
    take_step(leader, "批复方案", {"方案批复文号": "临组〔2026〕40号"})
    clerk.goto(case)
    send_step(clerk, "开始公示", {"公示开始": "2026-09-28", "公示结束": "2026-10-08"})
    expect(clerk.get_by_text("公示不得少于 5 个工作日").first).to_be_visible()  # the holidays of October are none
    fill(clerk, {"公示结束": "2026-10-09"})
    clerk.get_by_role("button", name="开始公示", exact=True).click()
    expect(state(clerk)).to_have_text("公示")
    assert figure(clerk, CHAPTER, PROMOTED) == before
    leader.goto(case)
    take_step(leader, "批准晋升", {"批准日期": "2026-10-12", "批准文号": "临组职〔2026〕12号"})

    assert figure(clerk, CHAPTER, PROMOTED) == before + 1
    assert _used(clerk, town) == used + 1
    clerk.goto(f"/cadres/ranks/{number}/")
    expect(_fact(clerk, "现任")).to_contain_text("四级主任科员")
    spans = county.ask(
        "SELECT code, began, ended FROM cadres_rankspan WHERE person_id = %s AND sequence = 'rank' ORDER BY id", number
    )
    assert spans[-1] == ("1A", 20261012, None) and spans[-2][0::2] == ("1B", 20261012)


def _fact(page, label: str):
    return page.locator("dt").get_by_text(label, exact=True).locator("xpath=following-sibling::dd[1]")


def _used(page, unit: str) -> int:
    """How many places of the tier a unit uses, on the page of quotas."""
    page.goto("/cadres/ranks/places/")
    row = page.get_by_role("row").filter(has_text=unit).filter(has_text=TIER).first
    return int(row.locator("td.num").nth(-2).inner_text())
