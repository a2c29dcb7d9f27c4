"""A law month with the disputes before and after it; a memorial day, a modest wedding, a new square and its events."""

from playwright.sync_api import expect

from tests.journeys.registers import choose, fill, labelled, open_new, save
from tests.journeys.steps import counted_records, record_figures, sign_in

DAY, LATER = "2026-06-30", "2026-08-31"  # the second lies after the days held against each other
GOVERNANCE, CIVILITY = "党建促乡村治理", "乡风文明"
QUIET = """
    SELECT u.id, u.name FROM portal_unit u WHERE u.kind = 'village' AND u.name LIKE '白塘镇%%' AND NOT EXISTS (
        SELECT 1 FROM branches_dispute d WHERE d.unit_id = u.id AND d.found_on >= '2026-01-01'
    ) ORDER BY u.path LIMIT 1
"""
LAW = {
    "GOV-13.events": (1,), "GOV-13.materials": (300,), "GOV-13.attendees": (120,), "GOV-14": (-1, 2),
}  # fmt: skip
CULTURE = {
    "CIV-01.registered": (1,), "CIV-01.used": (1, 1), "CIV-02.events": (1,), "CIV-02.members": (12,),
    "CIV-02.students": (40,), "CIV-02.attendance": (82,), "CIV-04.weddings": (1, 2), "CIV-05.total": (2,),
    "CIV-05.average": (20000, 1), "CIV-06.squares": (1,), "CIV-06.area": (800,), "CIV-07.performances": (1,),
    "CIV-07.attendance": (220,),
}  # fmt: skip


def test_a_law_month_is_held_against_the_disputes_before_and_after_it(open_page, county):
    clerk, section = open_page(), open_page()
    [(village, name)] = county.ask(QUIET)
    sign_in(clerk, county, "xiangzhen")
    sign_in(section, county, "zuzhigu")
    before = record_figures(section, LATER, GOVERNANCE)
    for title, found in (("田埂界线", "2026-03-20"), ("水渠分水", "2026-03-25"), ("院墙高度", "2026-05-20")):
        open_new(clerk, "disputes", f"?unit={village}")
        fill(clerk, {"事由": title, "纠纷类别": "邻里", "排查日期": found})
        save(clerk)
    open_new(clerk, "law-campaigns", f"?unit={village}")
    fill(clerk, {"活动名称": "法治宣传教育月", "主题": "尊法学法守法用法", "开始日期": "2026-04-01", "结束日期": "2026-04-30"})
    save(clerk)
    campaign = clerk.url
    clerk.get_by_role("link", name="登记法治宣传活动").click()
    fill(clerk, {"活动形式": "法治讲座", "活动日期": "2026-05-08", "活动名称": "民法典进村", "发放资料份数": "300"})
    fill(clerk, {"参加人次": "120"})
    clerk.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.get_by_text("活动日期不在“法治宣传教育月”期间").first).to_be_visible()
    fill(clerk, {"活动日期": "2026-04-08"})
    save(clerk)
    clerk.goto(campaign)
    expect(clerk.locator("main")).to_contain_text("活动前纠纷2件")
    after = record_figures(section, LATER, GOVERNANCE)
    assert {one: tuple(a - b for a, b in zip(after[one], before[one], strict=True)) for one in LAW} == LAW
    row = counted_records(section, "GOV-14", LATER).filter(has_text=name)
    expect(row).to_contain_text("法治宣传教育月")


def test_what_a_village_does_for_its_customs_moves_the_figures_of_civility(open_page, county):
    secretary, section = open_page(), open_page()
    [(number,)] = county.ask(
        "SELECT h.number FROM branches_household h JOIN portal_unit u ON u.id = h.unit_id WHERE u.name = '白塘镇梅湾村'"
        " ORDER BY h.number LIMIT 1"
    )
    sign_in(secretary, county, "cunshuji")
    sign_in(section, county, "dangjianban")
    before = record_figures(section, DAY, CIVILITY)
    open_new(secretary, "heritage-sites")
    fill(secretary, {"遗址名称": "梅湾红军驿站", "保护级别": "县级", "起始时间": "2025.05"})
    save(secretary)
    secretary.get_by_role("link", name="登记红色教育活动").click()
    fill(secretary, {"活动名称": "缅怀先烈、铭记历史", "开展日期": "2026-04-03", "参加党员（人次）": "12"})
    fill(secretary, {"参加群众（人次）": "30", "参加学生（人次）": "40"})
    save(secretary)
    _wedding(secretary, number, tables="10", held="2026-05-01")
    _wedding(secretary, number, tables="40", held="2026-05-02")
    open_new(secretary, "cultural-facilities")
    fill(secretary, {"设施名称": "梅湾文化广场（新）", "设施类别": "文化广场", "建成日期": "2026-05-20", "面积（㎡）": "800"})
    save(secretary)
    secretary.get_by_role("link", name="登记群众文化活动").click()
    fill(secretary, {"活动类别": "文艺演出", "开展日期": "2026-06-01", "活动名称": "村晚", "参加群众（人次）": "220"})
    save(secretary)
    after = record_figures(section, DAY, CIVILITY)
    assert {one: tuple(a - b for a, b in zip(after[one], before[one], strict=True)) for one in CULTURE} == CULTURE


def _wedding(secretary, household: str, *, tables: str, held: str) -> None:
    """A wedding with what it cost and what one of its kind costs; without both it saves nothing that is counted."""
    open_new(secretary, "ceremonies")
    fill(secretary, {"事项": "婚事", "办理日期": held, "桌数": tables, "报备日期": "2026-04-20"})
    box = labelled(secretary, "农户")
    if box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(index=1)
    else:
        choose(secretary, "农户", household)
    saved = tables == "10"
    fill(secretary, {"实际花费（元）": "8000" if saved else "", "同类参考花费（元）": "28000" if saved else ""})
    save(secretary)
    expect(secretary.get_by_role("link", name="在本村规定以内" if saved else "超出本村规定")).to_be_visible()
