"""A newcomer signs in, sees the figure and follows it down to the line of a résumé."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import card, go_to, open_board, sides, sign_in

NEW_PASSWORD = "Linxi-2026-zuzhibu"


def test_a_new_account_chooses_its_own_password_before_it_sees_anything(open_page, county):
    administrator, security, newcomer = open_page(), open_page(), open_page()
    sign_in(administrator, county, "xitong")
    administrator.goto("/users/add/")
    administrator.get_by_label("账号").fill("xinren")
    administrator.get_by_label("姓名").fill("新来的")
    administrator.get_by_role("button", name="新建账号").click()
    password = administrator.locator(".secret").inner_text().strip()

    sign_in(security, county, "anquan")
    security.goto("/users/?q=xinren")
    security.get_by_role("link", name="xinren", exact=True).click()
    security.get_by_label("角色").select_option(label="干部股")
    security.get_by_label("管理范围").fill("临溪县")
    security.get_by_role("button", name="授权").click()
    expect(security.get_by_text("已授权")).to_be_visible()

    sign_in(newcomer, county, "xinren", password)
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("修改密码")
    newcomer.goto("/figures/")
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("修改密码")
    newcomer.get_by_label("当前密码").fill(password)
    newcomer.get_by_label(re.compile("^新密码")).fill(NEW_PASSWORD)
    newcomer.get_by_label("再输一遍新密码").fill(NEW_PASSWORD)
    newcomer.get_by_role("button", name="保存新密码").click()
    expect(newcomer.get_by_text("密码已修改")).to_be_visible()
    newcomer.goto("/")
    expect(newcomer.locator(".stat", has_text="乡镇工作经历")).to_contain_text("84.2")
    open_board(newcomer)
    expect(card(newcomer, "乡镇工作经历")).to_contain_text("84.2")


def test_the_figure_leads_down_to_the_person_and_the_months(page, county):
    sign_in(page, county, "ganbugu")
    go_to(page, "指标", "指标看板")
    page.get_by_label("截至日期").fill("2026-06-30")
    page.get_by_role("button", name="查看").click()
    title = "乡镇工作经历"
    expect(card(page, title).locator(".value")).to_have_text("84.2%")
    assert sides(page, title) == (96, 114)

    card(page, title).get_by_role("link", name="84.2").click()
    tabs = page.locator(".side-tabs")
    expect(tabs).to_contain_text("96")
    expect(tabs).to_contain_text("18")
    expect(page.locator("table.data tbody tr")).to_have_count(50)
    expect(page.get_by_text("共 96 人")).to_be_visible()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator("table.data tbody tr")).to_have_count(46)

    tabs.get_by_role("link", name="不计入").click()
    expect(page.locator("table.data tbody tr")).to_have_count(18)
    page.locator("a.row-link").first.click()
    table = page.locator("table.spells")
    months = [int(cell) for cell in table.locator("tbody td.num").all_inner_texts()]
    printed = int(table.locator("tfoot td.num").inner_text())
    assert sum(months) == printed < 24
    expect(page.locator(".turn").first).to_have_text(re.compile(r"\d{4}-\d\d-\d\d|\d{4}年"))

    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="个人页", exact=True).click()
    assert page.locator("h1").inner_text() in name
    expect(page.locator("#why .why-line strong")).to_have_text(str(printed))
